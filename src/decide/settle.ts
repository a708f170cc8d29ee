import type { Fraction } from '../core/fraction.js';
import type { PlannedCheck } from '../core/plan.js';
import type { Interval } from '../core/report.js';
import { samplesToSettle } from '../stats/power.js';
import { firstWhere } from '../stats/search.js';
import { tangoExceeds, tangoWithin } from '../stats/tango.js';
import type { Effect } from './effect.js';

const mostSamples = 1e9;

/**
 * About how many samples would settle an undecided check, if what was measured stays as it is; null when no number
 * would, because the measured value is the limit.
 */
export function wouldSettle(
  check: PlannedCheck,
  effect: Effect,
  { interval, limit }: { readonly interval: Interval; readonly limit: Fraction },
): number | null {
  const samples =
    interval.method === 'bootstrap'
      ? forBootstrap(effect, interval, limit)
      : effect.form === 'difference'
        ? forDifference(check, effect)
        : samplesToSettle({ limit, confidence: check.confidence, rate: effect.resampled.harm() });
  return samples <= mostSamples ? Math.max(samples, effect.n + 1) : null;
}

function forDifference(
  { limit, confidence }: PlannedCheck,
  { lost, won, n }: Extract<Effect, { form: 'difference' }>,
): number {
  const alpha = 1 - confidence;
  const settles = (samples: number): boolean => {
    const grown = {
      lost: Math.round((lost / n) * samples),
      won: Math.round((won / n) * samples),
      n: samples,
    };
    const question = { ...grown, delta: limit.value };
    return tangoWithin(question) <= alpha || tangoExceeds(question) <= alpha;
  };
  return (lost - won) / n === limit.value ? Infinity : firstWhere(n + 1, mostSamples, settles);
}

/** Intervals narrow with the square root of the number of samples. */
function forBootstrap({ n, resampled }: Effect, interval: Interval, limit: Fraction): number {
  const harm = resampled.harm();
  const distance = limit.numerator / limit.denominator - harm;
  const reach = distance > 0 ? interval.upper - harm : harm - interval.lower;
  const times = reach / distance;
  return distance === 0 ? Infinity : Math.ceil(n * times * times);
}
