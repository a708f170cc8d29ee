import type { NoiseKind } from '../../core/noise.js';
import { levelOf, levelSchema, rangeOf, scaled } from './level.js';

/** Salt and pepper: a share of all values (each channel for itself) is replaced, half by the highest and half by the lowest value. */
export const impulse: NoiseKind = {
  name: 'impulse',
  options: levelSchema('amount', 'Share of values that are replaced.', { minimum: 0, maximum: 1 }),
  ladders: {
    'imagenet-c': [0.03, 0.06, 0.09, 0.17, 0.27].map((amount) => ({ amount })),
    'cifar-10-c': [0.01, 0.02, 0.03, 0.05, 0.07].map((amount) => ({ amount })),
  },
  on: ['picture', 'tensor'],
  needsRange: true,
  moves: [],
  milder: scaled('amount'),
  apply: (signal, options, stream) => {
    const amount = levelOf(options, 'amount');
    const [low, high] = rangeOf(signal, 'impulse');
    const reach = amount * 2147483648;
    const noisy = Float32Array.from(signal.values);
    for (let at = 0; at < noisy.length; at += 1) {
      const bits = stream.int32();
      if ((bits & 0x7fffffff) < reach) noisy[at] = bits < 0 ? low : high; // a larger amount hits the same values and more
    }
    return noisy;
  },
};
