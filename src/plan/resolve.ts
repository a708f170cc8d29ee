import { finding, type Finding } from '../core/fault.js';
import { floorOf } from '../core/fraction.js';
import type { PlannedCheck } from '../core/plan.js';
import { passCount, samplesToSettle } from '../stats/power.js';
import { tangoBounds } from '../stats/tango.js';

/** Whether a check is a count of samples against a share; others are measured values. */
export function isCounted(check: PlannedCheck): boolean {
  return check.judge.by === 'rate' || check.judge.by === 'error';
}

/** The largest count with which a counted check passes at n; null for checks of measured values. */
export function mostAllowed(check: PlannedCheck, n: number): number | null {
  if (check.judge.by === 'exceedance') return floorOf(check.judge.share, n);
  if (!isCounted(check)) return null;
  if (check.scope === 'dataset') return floorOf(check.limit.exact, n);
  return passCount({ limit: check.limit.exact, n, confidence: check.confidence });
}

/**
 * A limit that n samples can't resolve: a share below 1/n (dataset scope), or one that can't pass even with no
 * change (population scope). Slices are exempt: their values are not known before the data are read.
 */
export function unresolvable(check: PlannedCheck, n: number): Finding | undefined {
  const { limit } = check;
  if (check.slice !== undefined || limit.exact.numerator === 0) return undefined;
  if (check.scope === 'population' && check.judge.by === 'loss') return unresolvableLoss(check, n);
  const most = isCounted(check) ? mostAllowed(check, n) : null;
  const hopeless = most !== null && (check.scope === 'dataset' ? most < 1 : most < 0);
  if (!hopeless) return undefined;
  const wouldDo =
    check.scope === 'dataset'
      ? Math.ceil(limit.exact.denominator / limit.exact.numerator)
      : samplesToSettle({ limit: limit.exact, confidence: check.confidence, rate: 0 });
  return finding('LIMIT_UNRESOLVABLE', { ...names(check), n, wouldDo, scope: check.scope }, limit.place);
}

function unresolvableLoss(check: PlannedCheck, n: number): Finding | undefined {
  const passes = (samples: number): boolean =>
    tangoBounds({ lost: 0, won: 0, n: samples, confidence: check.confidence }).upper <= check.limit.value;
  if (passes(n)) return undefined;
  let wouldDo = n;
  while (!passes(wouldDo) && wouldDo < 1e9) wouldDo *= 2;
  return finding(
    'LIMIT_UNRESOLVABLE',
    { ...names(check), n, wouldDo, scope: check.scope },
    check.limit.place,
  );
}

function names(check: PlannedCheck): { task: string; level: string; limit: string } {
  return { task: check.task, level: check.level, limit: check.limit.name };
}
