import type { NoiseKind } from '../../core/noise.js';
import { levelOf, levelSchema } from './level.js';
import { rasterOf, valuesOf } from './raster.js';
import { streak } from './streak.js';
import { correlate } from './taps.js';

/** A camera that moves: half a Gaussian along a line, whose angle is drawn between −45° and 45°. */
export const motionBlur: NoiseKind = {
  name: 'motion-blur',
  options: {
    ...levelSchema('radius', 'Half the length of the line in pixels.', { minimum: 0, maximum: 100 }),
    ...levelSchema('sigma', 'Standard deviation along the line in pixels.', { minimum: 0, maximum: 100 }),
  },
  ladders: {
    'imagenet-c': ladder([10, 3], [15, 5], [15, 8], [15, 12], [20, 15]),
    'cifar-10-c': ladder([6, 1], [6, 1.5], [6, 2], [8, 2], [9, 2.5]),
  },
  on: ['picture'],
  needsRange: true,
  moves: [],
  apply: (signal, options, stream) => {
    const degrees = stream.uniform() * 90 - 45;
    const taps = streak({ radius: levelOf(options, 'radius'), sigma: levelOf(options, 'sigma'), degrees });
    const raster = rasterOf(signal, 'motion-blur');
    return valuesOf(correlate(raster, taps, 'nearest'), signal, 'motion-blur');
  },
};

function ladder(...all: readonly (readonly [radius: number, sigma: number])[]) {
  return all.map(([radius, sigma]) => ({ radius, sigma }));
}
