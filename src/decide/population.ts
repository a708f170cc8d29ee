import { finding } from '../core/fault.js';
import type { Fraction } from '../core/fraction.js';
import type { PlannedCheck } from '../core/plan.js';
import type { Interval } from '../core/report.js';
import { rng } from '../core/rng.js';
import { binomialCdf, binomialSf } from '../stats/binomial.js';
import { bootstrap, bootstrapExceeds, bootstrapGuards } from '../stats/bootstrap.js';
import { lowerBound, upperBound } from '../stats/clopper-pearson.js';
import { samplesToSettle } from '../stats/power.js';
import { tangoBounds, tangoExceeds, tangoWithin } from '../stats/tango.js';
import type { Effect } from './effect.js';
import type { Circumstances, Judgement } from './judge.js';

type Evidence = Pick<Judgement, 'outcome' | 'finding' | 'interval' | 'p'>;

/** How strongly the samples speak for "within the limit" and against it. */
interface Strength {
  readonly interval: Interval;
  /** p of "above the limit": small is evidence of being within. */
  readonly above: number;
  /** p of "within the limit": small is evidence of being above. */
  readonly within: number;
}

/**
 * A pass needs evidence that the rate is within the limit. Whether the evidence above it is a fail is decided
 * later, over all checks (Holm), from `p`; until then such a check is inconclusive.
 */
export function populationEvidence(check: PlannedCheck, effect: Effect, at: Circumstances): Evidence {
  const { interval, above, within } = strengthOf(check, effect, at);
  const alpha = 1 - check.confidence;
  if (above <= alpha) return { outcome: 'pass', finding: finding('WITHIN_LIMIT', {}), interval, p: within };
  const wouldDo = wouldSettle(check, effect, at);
  return {
    outcome: 'inconclusive',
    finding: finding('TOO_FEW_SAMPLES', { n: effect.n, wouldDo }),
    interval,
    p: within,
  };
}

function strengthOf(check: PlannedCheck, effect: Effect, at: Circumstances): Strength {
  if (at.grouped || effect.form === 'value') return clusterStrength(check, effect, at);
  return effect.form === 'count' ? countStrength(check, effect) : tangoStrength(check, effect);
}

/** Exact binomial tails (Clopper–Pearson in tail form). */
function countStrength(check: PlannedCheck, { count, n }: Extract<Effect, { form: 'count' }>): Strength {
  const limit = shareOf(check);
  const value = limit.numerator / limit.denominator;
  const { confidence } = check;
  const interval = {
    lower: lowerBound(count, n, confidence),
    upper: upperBound(count, n, confidence),
    method: 'clopper-pearson' as const,
  };
  return { interval, above: binomialCdf(count, n, value), within: binomialSf(count, n, value) };
}

function shareOf({ judge, limit }: PlannedCheck): Fraction {
  return judge.by === 'exceedance' ? judge.share : limit.exact;
}

function tangoStrength(
  check: PlannedCheck,
  { lost, won, n }: Extract<Effect, { form: 'difference' }>,
): Strength {
  const delta = check.limit.value;
  const bounds = tangoBounds({ lost, won, n, confidence: check.confidence });
  return {
    interval: { ...bounds, method: 'tango' },
    above: tangoWithin({ lost, won, n, delta }),
    within: tangoExceeds({ lost, won, n, delta }),
  };
}

/** Paired bootstrap over units; where too few units differ, the share of units that differ bounds the harm. */
function clusterStrength(check: PlannedCheck, effect: Effect, at: Circumstances): Strength {
  const { units, differing, harm } = effect.resampled;
  const { confidence } = check;
  if (units < bootstrapGuards.units || differing < bootstrapGuards.differing)
    return unitStrength(check, effect);
  const name = ['bootstrap', at.seed, check.task, check.level, check.target, check.limit.name];
  const drawn = bootstrap({
    units,
    statistic: harm,
    resamples: bootstrapGuards.resamples,
    confidence,
    stream: rng(...name),
  });
  if (!drawn.finite) return unitStrength(check, effect);
  const limit = check.limit.value;
  const below = drawn.replicates.filter((value) => value >= limit).length;
  return {
    interval: { lower: drawn.lower, upper: drawn.upper, method: 'bootstrap' },
    above: (1 + below) / (1 + drawn.replicates.length),
    within: bootstrapExceeds(drawn.replicates, limit),
  };
}

/** A unit changes a share by at most its own weight; divergences have no such bound and stay undecided. */
function unitStrength({ confidence, limit }: PlannedCheck, { resampled }: Effect): Strength {
  const bounded = limit.unit === 'share' || limit.unit === 'points';
  const upper = bounded ? upperBound(resampled.differing, resampled.units, confidence) : Number.MAX_VALUE;
  const interval = { lower: bounded ? -upper : 0, upper, method: 'units' as const };
  return { interval, above: upper <= limit.value ? 0 : 1, within: 1 };
}

function wouldSettle(check: PlannedCheck, effect: Effect, at: Circumstances): number | null {
  if (effect.form !== 'count' || at.grouped) return null;
  const n = samplesToSettle({
    limit: shareOf(check),
    confidence: check.confidence,
    rate: effect.count / effect.n,
  });
  return Number.isFinite(n) ? Math.max(n, effect.n + 1) : null;
}
