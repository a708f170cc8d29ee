import type { NoiseKind } from '../../core/noise.js';
import { below, type Stream } from '../../core/rng.js';
import { kept } from '../kept.js';
import { levelOf, levelSchema, wholeSchema } from './level.js';
import { rasterOf, valuesOf, type Raster } from './raster.js';
import { cutKernel, smooth } from './smooth.js';

const lend = kept();

/** Seen through frosted glass: smoothed, every pixel replaced by one nearby (some rounds of it), and smoothed again. */
export const glassBlur: NoiseKind = {
  name: 'glass-blur',
  options: {
    ...levelSchema('sigma', 'Standard deviation of the smoothing in pixels.', { minimum: 0, maximum: 100 }),
    ...wholeSchema('reach', 'A pixel comes from at most so many rows and columns away.', { minimum: 1, maximum: 100 }),
    ...wholeSchema('rounds', 'How often pixels are replaced.', { minimum: 0, maximum: 20 }),
  }, // prettier-ignore
  ladders: {
    'imagenet-c': ladder([0.7, 1, 2], [0.9, 2, 1], [1, 2, 3], [1.1, 3, 2], [1.5, 4, 2]),
    'cifar-10-c': ladder([0.05, 1, 1], [0.25, 1, 1], [0.4, 1, 1], [0.25, 1, 2], [0.4, 1, 2]),
  },
  on: ['picture'],
  needsRange: true,
  moves: ['pixels'],
  apply: (signal, options, stream) => {
    const kernel = cutKernel(levelOf(options, 'sigma'), 4);
    const raster = smooth(rasterOf(signal, 'glass-blur'), kernel, 'nearest');
    const reach = levelOf(options, 'reach');
    for (let round = 0; round < levelOf(options, 'rounds'); round += 1) mix(raster, reach, stream);
    return valuesOf(smooth(raster, kernel, 'nearest', lend).shares, signal, 'glass-blur');
  },
};

function ladder(...all: readonly (readonly [sigma: number, reach: number, rounds: number])[]) {
  return all.map(([sigma, reach, rounds]) => ({ sigma, reach, rounds }));
}

/**
 * From the last pixel to the first, each takes the value of one that is −reach…reach − 1 columns and rows away; those
 * nearer to the edges than that stay. (The benchmark means to swap the two, and copies: it is the copies that are known.)
 */
function mix({ rows, columns, channels, shares }: Raster, reach: number, stream: Stream): void {
  for (let row = rows - reach; row > reach; row -= 1) {
    for (let column = columns - reach; column > reach; column -= 1) {
      const right = below(2 * reach, stream) - reach;
      const down = below(2 * reach, stream) - reach;
      const to = (row * columns + column) * channels;
      const from = ((row + down) * columns + column + right) * channels;
      for (let c = 0; c < channels; c += 1) shares[to + c] = shares[from + c] ?? Number.NaN;
    }
  }
}
