import type { NoiseKind } from '../../core/noise.js';
import { added } from './added.js';
import { kept } from '../kept.js';
import { levelOf, levelSchema, scaled } from './level.js';
import { deviates } from './normal.js';

const lend = kept();

/** x + σ·N(0, 1): σ is a share of the range, a multiple of the feature's deviation, or in the data's own units. */
export const gaussian: NoiseKind = {
  name: 'gaussian',
  options: levelSchema('sigma', 'Standard deviation.', { minimum: 0 }),
  ladders: {
    'imagenet-c': [0.08, 0.12, 0.18, 0.26, 0.38].map((sigma) => ({ sigma })),
    'cifar-10-c': [0.04, 0.06, 0.08, 0.09, 0.1].map((sigma) => ({ sigma })),
  },
  on: ['picture', 'tensor'],
  needsRange: false,
  moves: [],
  milder: scaled('sigma'),
  apply: (signal, options, stream) => {
    const { length } = signal.values;
    return added(signal, levelOf(options, 'sigma'), deviates(length, stream, lend(length)));
  },
};
