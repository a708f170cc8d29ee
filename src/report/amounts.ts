import type { Check } from '../core/report.js';
import { count, figure, figures, withUnit } from './numbers.js';

/** What was measured and what is allowed, as texts with units that are never the same for different values. */
export interface Amounts {
  readonly measured: string;
  readonly limit: string;
  /** The interval that the decision rests on; null where there is none. */
  readonly interval: readonly [lower: string, upper: string] | null;
}

/** Limits such as `divergence-p99` bound how many samples are beyond their value: what is measured is a share of samples. */
export function isExceedance(
  check: Check,
): check is Check & { readonly count: number; readonly allowed: number } {
  const { unit } = check.limit;
  return check.count !== null && check.allowed !== null && unit !== 'share' && unit !== 'points';
}

/** The count beside a share of samples; the size of a file is a share of bytes. */
export function isShareOfSamples({ level, limit }: Check): boolean {
  return level !== null && limit.unit === 'share';
}

/** The number of samples a check rests on, for tables. */
export function samples({ level, n }: Check): string {
  return level === null || n === 0 ? '–' : count(n);
}

export function amounts(check: Check): Amounts {
  if (isExceedance(check)) return exceedance(check);
  const { measured, interval, limit } = check;
  const { value, unit } = limit;
  if (measured === null) {
    const nothing = check.outcome === 'fail' ? '∞' : '–'; // what is infinite is over any limit
    return { measured: nothing, limit: withUnit(figure(value, unit), unit), interval: null };
  }
  const bounds = interval === null ? [] : [interval.lower, interval.upper];
  const [bound = '', shown = '', lower, upper] = figures([value, measured, ...bounds], unit);
  const range = lower === undefined || upper === undefined ? null : ([lower, withUnit(upper, unit)] as const);
  return { measured: withUnit(shown, unit), limit: withUnit(bound, unit), interval: range };
}

function exceedance(check: Check & { readonly count: number; readonly allowed: number }): Amounts {
  const { value, unit } = check.limit;
  const { interval } = check;
  const beyond = withUnit(figure(value, unit), unit);
  const [lower = '', upper = ''] =
    interval === null ? [] : figures([interval.lower, interval.upper], 'share');
  return {
    measured: `${count(check.count)} over ${beyond}`,
    limit: `${count(check.allowed)} of ${count(check.n)}`,
    interval: interval === null ? null : [lower, upper],
  };
}
