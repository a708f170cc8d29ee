import type { NoiseKind } from '../../core/noise.js';
import { kept } from '../kept.js';
import { clipped, levelOf, levelSchema, scaled } from './level.js';
import { deviates } from './normal.js';

const lend = kept();

/** x + σ·(x − lowest)·N(0, 1): noise that grows with the value, measured from the range's lower end, else from 0. */
export const speckle: NoiseKind = {
  name: 'speckle',
  options: levelSchema('sigma', 'Standard deviation as a share of the value.', { minimum: 0 }),
  ladders: {
    'imagenet-c': [0.15, 0.2, 0.35, 0.45, 0.6].map((sigma) => ({ sigma })),
    'cifar-10-c': [0.06, 0.1, 0.12, 0.16, 0.2].map((sigma) => ({ sigma })),
  },
  on: ['picture', 'tensor'],
  needsRange: false,
  moves: [],
  milder: scaled('sigma'),
  apply: (signal, options, stream) => {
    const { values, range } = signal;
    const sigma = levelOf(options, 'sigma');
    const lowest = range?.[0] ?? 0;
    const drawn = deviates(values.length, stream, lend(values.length));
    const noisy = values.slice(); // to be written over: copying is cheaper than clearing
    for (let at = 0; at < noisy.length; at += 1) {
      const value = values[at] ?? Number.NaN;
      noisy[at] = value + sigma * (value - lowest) * (drawn[at] ?? Number.NaN);
    }
    return clipped(noisy, signal);
  },
};
