import type { NoiseKind } from '../../core/noise.js';
import type { Stream } from '../../core/rng.js';
import { added } from './added.js';
import { kept } from '../kept.js';
import { levelOf, levelSchema } from './level.js';

const lend = kept();

/** x + amount·U(−1, 1): the amount is half the width, a share of the range, a multiple of the feature's deviation, or in the data's own units. */
export const uniform: NoiseKind = {
  name: 'uniform',
  options: levelSchema('amount', 'Half the width: the most that a value moves.', { minimum: 0 }),
  on: ['picture', 'tensor'],
  needsRange: false,
  moves: [],
  apply: (signal, options, stream) =>
    added(signal, levelOf(options, 'amount'), fractions(signal.values.length, stream)),
};

/** Uniform in −1…1, never either. */
function fractions(count: number, stream: Stream): Float64Array {
  const drawn = lend(count);
  for (let at = 0; at < count; at += 1) drawn[at] = (stream.int32() + 0.5) / 2147483648;
  return drawn;
}
