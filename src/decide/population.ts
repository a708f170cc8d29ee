import { finding, type Finding } from '../core/fault.js';
import type { Fraction } from '../core/fraction.js';
import type { PlannedCheck } from '../core/plan.js';
import type { Interval } from '../core/report.js';
import { binomialCdf, binomialSf } from '../stats/binomial.js';
import { lowerBound, upperBound } from '../stats/clopper-pearson.js';
import { tangoBounds, tangoExceeds, tangoWithin } from '../stats/tango.js';
import { clusterStrength } from './cluster.js';
import type { Effect } from './effect.js';
import type { Circumstances, Judgement } from './judge.js';
import { wouldSettle } from './settle.js';

/** How strongly the samples speak for "within the limit" and against it. */
export interface Strength {
  /** null: nothing bounds the value. */
  readonly interval: Interval | null;
  /** p of "above the limit": small is evidence of being within. */
  readonly above: number;
  /** p of "within the limit": small is evidence of being above. */
  readonly within: number;
}

/**
 * A pass needs evidence that the rate is within the limit. Whether the evidence above it is a fail is decided
 * later, over all checks (Holm), from `p`; until then such a check is inconclusive.
 */
export function populationEvidence(
  check: PlannedCheck,
  effect: Effect,
  at: Circumstances,
): Pick<Judgement, 'outcome' | 'finding' | 'interval' | 'p'> {
  const strength = strengthOf(check, effect, at);
  const { interval, within } = strength;
  if (strength.above <= 1 - check.confidence)
    return { outcome: 'pass', finding: finding('WITHIN_LIMIT', {}), interval, p: within };
  return { outcome: 'inconclusive', finding: openFinding(check, effect, strength), interval, p: within };
}

/** p of "within the limit": small is evidence that the harm is above it. */
export function evidenceAgainst(check: PlannedCheck, effect: Effect, at: Circumstances): number {
  return strengthOf(check, effect, at).within;
}

function strengthOf(check: PlannedCheck, effect: Effect, at: Circumstances): Strength {
  if (at.grouped || effect.form === 'value')
    return clusterStrength(check, effect, { ...at, limit: valueOf(shareOf(check)) });
  return effect.form === 'count' ? countStrength(check, effect) : tangoStrength(check, effect);
}

function openFinding(check: PlannedCheck, effect: Effect, { interval }: Strength): Finding {
  const { resampled, n } = effect;
  if (interval === null || interval.method === 'units')
    return finding('TOO_FEW_UNITS', { units: resampled.units, differing: resampled.differing() });
  const wouldDo = wouldSettle(check, effect, { interval, limit: shareOf(check) });
  return finding('TOO_FEW_SAMPLES', { n, wouldDo });
}

/** The share of samples that may be counted, which for exceedances is not the limit's own value. */
function shareOf({ judge, limit }: PlannedCheck): Fraction {
  return judge.by === 'exceedance' ? judge.share : limit.exact;
}

function valueOf({ numerator, denominator }: Fraction): number {
  return numerator / denominator;
}

/** Exact binomial tails (Clopper–Pearson in tail form). */
function countStrength(check: PlannedCheck, effect: Extract<Effect, { form: 'count' }>): Strength {
  const { count, n } = effect;
  const { confidence } = check;
  const limit = valueOf(shareOf(check));
  const interval = {
    lower: lowerBound(count, n, confidence),
    upper: upperBound(count, n, confidence),
    method: 'clopper-pearson' as const,
  };
  const above = limit >= 1 ? 0 : binomialCdf(count, n, limit); // no share is above 1
  return { interval, above, within: binomialSf(count, n, limit) };
}

function tangoStrength(check: PlannedCheck, effect: Extract<Effect, { form: 'difference' }>): Strength {
  const { lost, won, n } = effect;
  const delta = check.limit.value;
  const bounds = tangoBounds({ lost, won, n, confidence: check.confidence });
  return {
    interval: { ...bounds, method: 'tango' },
    above: tangoWithin({ lost, won, n, delta }),
    within: tangoExceeds({ lost, won, n, delta }),
  };
}
