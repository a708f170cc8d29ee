import type { NoiseKind } from '../../core/noise.js';
import { levelOf, levelSchema } from './level.js';
import { rasterOf, valuesOf } from './raster.js';
import { cutKernel, smooth } from './smooth.js';

/** Out of focus, the simplest way: a Gaussian of σ pixels, cut at 4σ; beyond the edge the edge goes on. */
export const gaussianBlur: NoiseKind = {
  name: 'gaussian-blur',
  options: levelSchema('sigma', 'Standard deviation in pixels.', { minimum: 0, maximum: 100 }),
  ladders: {
    'imagenet-c': [1, 2, 3, 4, 6].map((sigma) => ({ sigma })),
    'cifar-10-c': [0.4, 0.6, 0.7, 0.8, 1].map((sigma) => ({ sigma })),
  },
  on: ['picture'],
  needsRange: true,
  moves: [],
  fixed: true,
  apply: (signal, options) => {
    const raster = rasterOf(signal, 'gaussian-blur');
    const { shares } = smooth(raster, cutKernel(levelOf(options, 'sigma'), 4), 'nearest');
    return valuesOf(shares, signal, 'gaussian-blur');
  },
};
