import type { NoiseKind } from '../../core/noise.js';
import { levelOf, levelSchema } from './level.js';
import { rasterOf, valuesOf, type Raster } from './raster.js';

/** Paler or stronger colours: S of hue, saturation and value becomes S·factor + shift, kept in 0…1. */
export const saturate: NoiseKind = {
  name: 'saturate',
  options: {
    ...levelSchema('factor', 'What the saturation is multiplied by.', { minimum: 0, maximum: 100 }),
    ...levelSchema('shift', 'What is added to the saturation then.', { minimum: 0, maximum: 1 }),
  },
  ladders: {
    'imagenet-c': ladder([0.3, 0], [0.1, 0], [2, 0], [5, 0.1], [20, 0.2]),
    'cifar-10-c': ladder([0.3, 0], [0.1, 0], [1.5, 0], [2, 0.1], [2.5, 0.2]),
  },
  on: ['picture'],
  needsRange: true,
  moves: [],
  fixed: true,
  channels: [3],
  apply: (signal, options) => {
    const raster = rasterOf(signal, 'saturate', [3]);
    const shares = coloured(raster, levelOf(options, 'factor'), levelOf(options, 'shift'));
    return valuesOf(shares, signal, 'saturate');
  },
};

function ladder(...all: readonly (readonly [factor: number, shift: number])[]) {
  return all.map(([factor, shift]) => ({ factor, shift }));
}

/** A channel is V·(1 − S·t), t being its place between the largest (0) and the smallest (1); grey counts as red. Written over the shares. */
function coloured({ shares }: Raster, factor: number, shift: number): Float64Array {
  for (let at = 0; at < shares.length; at += 3) {
    const top = furthest(shares, at, 1);
    const spread = top - furthest(shares, at, -1);
    const wanted = (top === 0 ? 0 : spread / top) * factor + shift;
    const saturation = wanted > 1 ? 1 : wanted;
    for (let c = 0; c < 3; c += 1) {
      const place = spread === 0 ? Number(c > 0) : (top - (shares[at + c] ?? Number.NaN)) / spread;
      shares[at + c] = top * (1 - saturation * place);
    }
  }
  return shares;
}

/** The largest (sign 1) or smallest (sign −1) of three channels; NaN where one of them is. */
function furthest(shares: Float64Array, at: number, sign: 1 | -1): number {
  const r = shares[at] ?? Number.NaN;
  const g = shares[at + 1] ?? Number.NaN;
  const b = shares[at + 2] ?? Number.NaN;
  return sign === 1 ? Math.max(r, g, b) : Math.min(r, g, b);
}
