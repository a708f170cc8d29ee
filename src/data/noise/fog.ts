import type { NoiseKind } from '../../core/noise.js';
import { levelOf, levelSchema } from './level.js';
import { plasma } from './plasma.js';
import { rasterOf, valuesOf, type Raster } from './raster.js';

/** Fog in clouds: (x + amount·cloud)·m ÷ (m + amount), m being the picture's largest value; a larger decay makes larger clouds. */
export const fog: NoiseKind = {
  name: 'fog',
  options: {
    ...levelSchema('amount', 'How thick the thickest cloud is, in ranges.', { minimum: 0, maximum: 100 }),
    ...levelSchema('decay', 'How much smaller clouds weigh less.', { minimum: 1.01, maximum: 10 }),
  },
  ladders: {
    'imagenet-c': ladder([1.5, 2], [2, 2], [2.5, 1.7], [2.5, 1.5], [3, 1.4]),
    'cifar-10-c': ladder([0.2, 3], [0.5, 3], [0.75, 2.5], [1, 2], [1.5, 1.75]),
  },
  on: ['picture'],
  needsRange: true,
  moves: [],
  apply: (signal, options, stream) => {
    const raster = rasterOf(signal, 'fog');
    const amount = levelOf(options, 'amount');
    const size = powerAbove(Math.max(raster.rows, raster.columns));
    const clouds = plasma(size, levelOf(options, 'decay'), stream);
    return valuesOf(covered(raster, amount, { clouds, size }), signal, 'fog');
  },
};

function ladder(...all: readonly (readonly [amount: number, decay: number])[]) {
  return all.map(([amount, decay]) => ({ amount, decay }));
}

function powerAbove(length: number): number {
  let power = 2;
  while (power < length) power *= 2;
  return power;
}

/** Written over the picture's own shares. */
function covered(
  { rows, columns, channels, shares }: Raster,
  amount: number,
  { clouds, size }: { readonly clouds: Float64Array; readonly size: number },
): Float64Array {
  let top = 0;
  for (let at = 0; at < shares.length; at += 1) {
    const share = shares[at] ?? Number.NaN;
    if (share > top) top = share;
  }
  const dim = amount === 0 ? 1 : top / (top + amount);
  for (let row = 0, at = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const cloud = amount * (clouds[row * size + column] ?? Number.NaN);
      for (let c = 0; c < channels; c += 1, at += 1) shares[at] = ((shares[at] ?? Number.NaN) + cloud) * dim;
    }
  }
  return shares;
}
