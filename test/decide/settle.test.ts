import { describe, expect, test } from 'vitest';
import type { Interval } from '../../src/core/report.js';
import type { Effect } from '../../src/decide/effect.js';
import { wouldSettle } from '../../src/decide/settle.js';
import { tangoWithin } from '../../src/stats/tango.js';
import { check } from './kit.js';

const five = { numerator: 5, denominator: 100 };
const planned = check('score-drop', 5, 100);
const bounds = (method: Interval['method'], lower = 0, upper = 1): Interval => ({ lower, upper, method });
const resampled = (harm: number) => ({ units: 1, harm: () => harm, differing: () => 1, reach: () => 1 });

describe('a share', () => {
  const share = (count: number, n: number): Effect => ({ form: 'count', count, n, resampled: resampled(count / n) }); // prettier-ignore

  test('of 0 at 5 % takes 59 samples (methods §2.3)', () => {
    expect(wouldSettle(planned, share(0, 40), { interval: bounds('clopper-pearson'), limit: five })).toBe(59);
  });

  test('takes more than there are', () => {
    expect(wouldSettle(planned, share(0, 80), { interval: bounds('clopper-pearson'), limit: five })).toBe(81);
  });

  test('that is the limit is not settled', () => {
    expect(
      wouldSettle(planned, share(5, 100), { interval: bounds('clopper-pearson'), limit: five }),
    ).toBeNull();
  });
});

describe('a difference', () => {
  const difference = (lost: number, won: number, n: number): Effect => ({
    form: 'difference', lost, won, n, resampled: resampled((lost - won) / n),
  }); // prettier-ignore

  test('is settled by about so many samples, and not by many fewer', () => {
    const wouldDo =
      wouldSettle(planned, difference(4, 2, 100), { interval: bounds('tango'), limit: five }) ?? NaN;
    const p = (n: number): number => tangoWithin({ lost: Math.round(0.04 * n), won: Math.round(0.02 * n), n, delta: 0.05 }); // prettier-ignore
    expect(p(wouldDo)).toBeLessThanOrEqual(0.05);
    expect(p(Math.floor(0.8 * wouldDo))).toBeGreaterThan(0.05);
  });

  test('that is the limit is not settled', () => {
    expect(
      wouldSettle(planned, difference(7, 2, 100), { interval: bounds('tango'), limit: five }),
    ).toBeNull();
  });
});

describe('a resampled value', () => {
  const value = (harm: number): Effect => ({ form: 'value', n: 100, resampled: resampled(harm) });

  test('takes four times the samples to halve its interval', () => {
    const within = { interval: bounds('bootstrap', 0.01, 0.07), limit: five };
    expect(wouldSettle(planned, value(0.03), within)).toBe(400);
    const above = { interval: bounds('bootstrap', 0.03, 0.2), limit: five };
    expect(wouldSettle(planned, value(0.07), above)).toBe(400);
  });

  test('that is the limit is not settled', () => {
    expect(
      wouldSettle(planned, value(0.05), { interval: bounds('bootstrap', 0, 0.1), limit: five }),
    ).toBeNull();
  });
});
