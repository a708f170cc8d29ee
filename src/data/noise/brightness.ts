import type { NoiseKind } from '../../core/noise.js';
import { levelOf, levelSchema } from './level.js';
import { rasterOf, valuesOf, type Raster } from './raster.js';

/** More light: V of hue, saturation and value rises by this share of the range, at most to 1; hue and saturation stay. */
export const brightness: NoiseKind = {
  name: 'brightness',
  options: levelSchema('amount', 'What is added to the value (V of HSV), a share of the range.', {
    minimum: 0,
    maximum: 1,
  }),
  ladders: {
    'imagenet-c': [0.1, 0.2, 0.3, 0.4, 0.5].map((amount) => ({ amount })),
    'cifar-10-c': [0.05, 0.1, 0.15, 0.2, 0.3].map((amount) => ({ amount })),
  },
  on: ['picture'],
  needsRange: true,
  moves: [],
  fixed: true,
  channels: [1, 3],
  apply: (signal, options) => {
    const raster = rasterOf(signal, 'brightness', [1, 3]);
    return valuesOf(raised(raster, levelOf(options, 'amount')), signal, 'brightness');
  },
};

/** With hue and saturation as they are, all channels grow by the factor that V grows by; black becomes grey. Written over the shares. */
function raised({ shares, channels }: Raster, amount: number): Float64Array {
  for (let at = 0; at < shares.length; at += channels) {
    const value = largest(shares, at, channels);
    const wanted = value + amount > 1 ? 1 : value + amount;
    const factor = wanted / value;
    for (let c = 0; c < channels; c += 1)
      shares[at + c] = value === 0 ? wanted : (shares[at + c] ?? Number.NaN) * factor;
  }
  return shares;
}

function largest(shares: Float64Array, at: number, count: number): number {
  let found = shares[at] ?? Number.NaN;
  for (let c = 1; c < count; c += 1) {
    const share = shares[at + c] ?? Number.NaN;
    if (!(share <= found)) found = share;
  }
  return found;
}
