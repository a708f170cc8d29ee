import type { PlannedCheck } from '../core/plan.js';
import { rng } from '../core/rng.js';
import { bootstrap, bootstrapExceeds, bootstrapGuards, type Bootstrapped } from '../stats/bootstrap.js';
import { upperBound } from '../stats/clopper-pearson.js';
import type { Effect } from './effect.js';
import type { Circumstances } from './judge.js';
import type { Strength } from './population.js';

/** What the harm is held against, and how many checks share the error. */
export interface Question extends Pick<Circumstances, 'seed' | 'family'> {
  readonly limit: number;
}

const mostResamples = 20_000;

/**
 * Paired bootstrap over units; where too few units differ to be resampled, or a resample has no value, the share
 * of units that differ bounds the harm, if anything does.
 */
export function clusterStrength(check: PlannedCheck, effect: Effect, question: Question): Strength {
  const { units } = effect.resampled;
  const enough = units >= bootstrapGuards.units && effect.resampled.differing() >= bootstrapGuards.differing;
  const drawn = enough ? resampled(check, effect, question) : undefined;
  if (drawn?.finite !== true) return unitStrength(check, effect, question.limit);
  const { replicates, lower, upper } = drawn;
  const beyond = replicates.filter((value) => value >= question.limit).length;
  return {
    interval: { lower, upper, method: 'bootstrap' },
    above: (1 + beyond) / (1 + replicates.length),
    within: bootstrapExceeds(replicates, question.limit),
  };
}

/** More resamples where the check may fail: with Holm over many checks 1 ÷ (resamples + 1) must be small enough. */
function resampled(check: PlannedCheck, effect: Effect, question: Question): Bootstrapped {
  const first = draw(check, effect, { ...question, resamples: bootstrapGuards.resamples });
  const wanted = Math.min(mostResamples, Math.ceil((20 * question.family) / (1 - check.confidence)));
  const mayFail = first.finite && bootstrapExceeds(first.replicates, question.limit) <= 1 - check.confidence;
  return mayFail && wanted > first.resamples
    ? draw(check, effect, { ...question, resamples: wanted })
    : first;
}

function draw(
  { task, level, target, contrast, limit, slice, confidence }: PlannedCheck,
  { resampled: { units, harm } }: Effect,
  { seed, resamples }: Question & { readonly resamples: number },
): Bootstrapped {
  const part = slice === undefined ? '' : JSON.stringify([slice.field, slice.value ?? null]);
  const stream = rng('bootstrap', seed, task, level, target, contrast, limit.name, part);
  return bootstrap({ units, statistic: harm, resamples, confidence, stream });
}

/**
 * Exact upper bound of the share of units that differ, times what one such unit can do. Units need not be alike
 * (Hoeffding 1956). Evidence of a pass only.
 */
function unitStrength({ confidence }: PlannedCheck, { form, resampled }: Effect, limit: number): Strength {
  const reach = resampled.reach();
  if (reach === undefined) return { interval: null, above: 1, within: 1 };
  const upper = reach * upperBound(resampled.differing(), resampled.units, confidence);
  const interval = { lower: form === 'count' ? 0 : -upper, upper, method: 'units' as const };
  return { interval, above: upper <= limit ? 0 : 1, within: 1 };
}
