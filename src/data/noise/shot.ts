import type { NoiseKind } from '../../core/noise.js';
import { clipped, levelOf, levelSchema, rangeOf } from './level.js';
import { poisson } from './poisson.js';

/** Counted light: Poisson(y·photons) ÷ photons, y being the value's place in the range; fewer photons are noisier. */
export const shot: NoiseKind = {
  name: 'shot',
  options: levelSchema('photons', 'Photons counted for the highest value.', {
    exclusiveMinimum: 0,
    maximum: 100000,
  }),
  ladders: {
    'imagenet-c': [60, 25, 12, 5, 3].map((photons) => ({ photons })),
    'cifar-10-c': [500, 250, 100, 75, 50].map((photons) => ({ photons })),
  },
  on: ['picture', 'tensor'],
  needsRange: true,
  moves: [],
  apply: (signal, options, stream) => {
    const photons = levelOf(options, 'photons');
    const [low, high] = rangeOf(signal, 'shot');
    const width = high - low;
    const count = poisson(stream);
    const noisy = signal.values.slice(); // to be written over: copying is cheaper than clearing
    for (let at = 0; at < noisy.length; at += 1) {
      const share = ((signal.values[at] ?? Number.NaN) - low) / width;
      noisy[at] = low + (count((share < 0 ? 0 : share) * photons) / photons) * width;
    }
    return clipped(noisy, signal);
  },
};
