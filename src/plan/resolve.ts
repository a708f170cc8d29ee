import { finding, type Finding } from '../core/fault.js';
import { floorOf, type Fraction } from '../core/fraction.js';
import type { PlannedCheck } from '../core/plan.js';
import { passCount, samplesToSettle } from '../stats/power.js';
import { firstWhere } from '../stats/search.js';
import { tangoBounds } from '../stats/tango.js';

/** The largest count with which a counted check passes at n; null for checks of measured values. */
export function mostAllowed(check: PlannedCheck, n: number): number | null {
  if (check.form !== 'count') return null;
  const limit = shareOf(check);
  return check.scope === 'dataset'
    ? floorOf(limit, n)
    : passCount({ limit, n, confidence: check.confidence });
}

/**
 * A limit that n samples can't resolve: a share below 1/n (dataset scope), or one that can't pass even with no
 * change (population scope). Slices are exempt: their values are not known before the data are read.
 */
export function unresolvable(check: PlannedCheck, n: number): Finding | undefined {
  const { task, level, limit, scope } = check;
  // A target's drift limit is written once for tasks of every size: on a small one it allows nothing, and fails closed.
  const isExempt = check.slice !== undefined || check.contrast === 'drift' || limit.exact.numerator === 0;
  if (isExempt || isResolved(check, n)) return undefined;
  const data = { task, level, limit: limit.name, n, wouldDo: wouldDo(check), scope };
  return finding('LIMIT_UNRESOLVABLE', data, limit.place);
}

function isResolved(check: PlannedCheck, n: number): boolean {
  if (check.scope === 'population') return passesUnchanged(check, n);
  // at most 1 % of 50 samples beyond a value is none of them: a limit that can be kept and broken
  return check.judge.by === 'exceedance' || (mostAllowed(check, n) ?? 1) >= 1;
}

/** Whether a check passes where nothing changed; measured values are not known beforehand. */
function passesUnchanged(check: PlannedCheck, n: number): boolean {
  const { form, confidence, limit } = check;
  if (form === 'difference') return tangoBounds({ lost: 0, won: 0, n, confidence }).upper <= limit.value;
  return (mostAllowed(check, n) ?? 0) >= 0;
}

function wouldDo(check: PlannedCheck): number {
  const { confidence } = check;
  const limit = shareOf(check);
  if (check.scope === 'dataset') return Math.ceil(limit.denominator / limit.numerator);
  if (check.form === 'difference') return firstWhere(1, 1e9, (n) => passesUnchanged(check, n));
  return samplesToSettle({ limit, confidence, rate: 0 });
}

/** The share of samples that may be counted, which for exceedances is not the limit's own value. */
function shareOf({ judge, limit }: PlannedCheck): Fraction {
  return judge.by === 'exceedance' ? judge.share : limit.exact;
}
