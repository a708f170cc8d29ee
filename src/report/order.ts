import type { Check, Outcome } from '../core/report.js';
import { isExceedance } from './amounts.js';

const severity: { readonly [O in Outcome]: number } = { fail: 3, invalid: 2, inconclusive: 1, pass: 0 };

/** How far a check is along the way to its limit: above 1 is over it; no result counts as infinitely far. */
function strain(check: Check): number {
  if (check.measured === null || check.finding.code === 'DEGENERATE_ANSWERS') return Infinity;
  if (isExceedance(check)) return ratio(check.count, check.allowed);
  const reached = Math.max(check.measured, check.interval?.upper ?? check.measured);
  return ratio(reached, check.limit.value);
}

function ratio(reached: number, limit: number): number {
  if (limit === 0) return reached > 0 ? Infinity : 0;
  return Number.isNaN(reached / limit) ? Infinity : reached / limit;
}

function byWorst(left: Check, right: Check): number {
  const outcome = severity[right.outcome] - severity[left.outcome];
  if (outcome !== 0) return outcome;
  const models = Number(left.level === null) - Number(right.level === null);
  if (models !== 0) return models;
  const slices = Number(left.slice !== null) - Number(right.slice !== null);
  if (slices !== 0) return slices;
  const [a, b] = [strain(left), strain(right)];
  return a === b ? 0 : b > a ? 1 : -1;
}

/** Judged checks, worst first: by outcome, tasks before the model's size, all samples before slices, then by measured ÷ limit; ties keep their order. */
export function worstFirst(checks: readonly Check[]): readonly Check[] {
  return checks.filter((check) => check.judged).toSorted(byWorst);
}

/** The judged passing check that is closest to its limit; a limit of 0 with nothing found is never close. */
export function closest(checks: readonly Check[]): Check | null {
  const passing = worstFirst(checks.filter((check) => check.outcome === 'pass'));
  const tasks = passing.filter((check) => check.level !== null);
  return (
    (tasks.length === 0 ? passing : tasks).toSorted((left, right) => strain(right) - strain(left))[0] ?? null
  );
}
