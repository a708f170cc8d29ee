import type { NoiseKind } from '../../core/noise.js';
import { levelOf, levelSchema } from './level.js';
import { rasterOf, valuesOf, type Raster } from './raster.js';

/** Less contrast: what a value differs from its channel's mean by is multiplied by this factor. */
export const contrast: NoiseKind = {
  name: 'contrast',
  options: levelSchema('factor', 'What is left of the distance to the mean; 1 leaves all of it.', {
    minimum: 0,
    maximum: 10,
  }),
  ladders: {
    'imagenet-c': [0.4, 0.3, 0.2, 0.1, 0.05].map((factor) => ({ factor })),
    'cifar-10-c': [0.75, 0.5, 0.4, 0.3, 0.15].map((factor) => ({ factor })),
  },
  on: ['picture'],
  needsRange: true,
  moves: [],
  fixed: true,
  apply: (signal, options) =>
    valuesOf(drawnIn(rasterOf(signal, 'contrast'), levelOf(options, 'factor')), signal, 'contrast'),
};

/** Written over the picture's own shares. */
function drawnIn({ shares, channels }: Raster, factor: number): Float64Array {
  for (let c = 0; c < channels; c += 1) {
    let sum = 0;
    for (let at = c; at < shares.length; at += channels) sum += shares[at] ?? Number.NaN;
    const mean = sum / (shares.length / channels);
    if (factor === 1) continue; // their difference and the mean need not give the share to the last bit
    for (let at = c; at < shares.length; at += channels)
      shares[at] = ((shares[at] ?? Number.NaN) - mean) * factor + mean;
  }
  return shares;
}
