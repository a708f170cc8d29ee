import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialCdf, binomialSf } from '../../src/stats/binomial.js';
import { lowerBound, upperBound } from '../../src/stats/clopper-pearson.js';
import { reference } from './fixtures/reference.js';
import { expectNear } from './near.js';

describe('Clopper–Pearson bounds', () => {
  it('have the printed two-sided 95 % values, each side at 97.5 %', () => {
    const printed = [
      [81, 263, 0.252737, 0.367622], [15, 148, 0.057844, 0.16165], [0, 20, 0, 0.168433],
      [1, 29, 0.000873, 0.177644], [5, 10, 0.187086, 0.812914], [2, 100, 0.002431, 0.070384],
      [10, 500, 0.009631, 0.036472], [20, 1000, 0.012258, 0.03072], [0, 299, 0, 0.012262],
    ] as const; // prettier-ignore
    for (const [k, n, lower, upper] of printed) {
      expect(lowerBound(k, n, 0.975), `${k}/${n}`).toBeCloseTo(lower, 6);
      expect(upperBound(k, n, 0.975), `${k}/${n}`).toBeCloseTo(upper, 6);
    }
  });

  it('have the printed one-sided 95 % values', () => {
    const uppers = [
      [0, 149, 0.01990482], [0, 299, 0.00996915], [0, 300, 0.00993608], [0, 500, 0.00597355],
      [1, 473, 0.00998971], [3, 500, 0.01543373], [5, 1000, 0.01048408], [10, 1000, 0.01690318],
      [13, 1000, 0.02058929], [19, 1000, 0.02775529], [20, 1000, 0.02893012],
    ] as const; // prettier-ignore
    const lowers = [[20, 1000, 0.01329301], [28, 1000, 0.01997198], [30, 1000, 0.02167478]] as const; // prettier-ignore
    for (const [k, n, upper] of uppers) expect(upperBound(k, n, 0.95), `${k}/${n}`).toBeCloseTo(upper, 8);
    for (const [k, n, lower] of lowers) expect(lowerBound(k, n, 0.95), `${k}/${n}`).toBeCloseTo(lower, 8);
  });

  it('are the quantiles of the beta distribution to full digits', () => {
    expectNear(upperBound(0, 299, 0.95), 0.009969146792899269, 1e-13);
    expectNear(upperBound(10, 1000, 0.95), 0.016903175120562504, 1e-13);
    expectNear(lowerBound(20, 1000, 0.95), 0.013293005534560481, 1e-13);
    for (const [k, n, confidence, lower, upper] of reference.clopperPearson) {
      expectNear(lowerBound(k, n, confidence), lower, 1e-10, `lower ${k}/${n} at ${confidence}`);
      expectNear(upperBound(k, n, confidence), upper, 1e-10, `upper ${k}/${n} at ${confidence}`);
    }
  });

  it('are never of zero width: 0 of 20 leaves room above, 20 of 20 below', () => {
    expect(upperBound(0, 20, 0.95)).toBeGreaterThan(0.1);
    expect(lowerBound(20, 20, 0.95)).toBeLessThan(0.9);
    expect([lowerBound(0, 20, 0.95), upperBound(20, 20, 0.95)]).toEqual([0, 1]);
  });

  it('say nothing about no samples', () => {
    expect([lowerBound(0, 0, 0.95), upperBound(0, 0, 0.95)]).toEqual([0, 1]);
  });

  it('are NaN for counts and confidences that can not be', () => {
    for (const [k, n, confidence] of [
      [3, 2, 0.95],
      [-1, 2, 0.95],
      [NaN, 2, 0.95],
      [1, NaN, 0.95],
      [0.5, 2, 0.95],
      [1, 2, NaN],
      [1, 2, 1],
      [1, 2, 0],
      [1, 2, 95],
    ] as const) {
      // prettier-ignore
      expect(upperBound(k, n, confidence)).toBeNaN();
      expect(lowerBound(k, n, confidence)).toBeNaN();
    }
  });

  it('decide as the tail probabilities do', () => {
    const share = fc.double({ min: 0.0005, max: 0.9995, noNaN: true });
    const alpha = 1 - 0.95;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), share, share, (n, near, limit) => {
        const k = Math.round(n * near * limit * 2) % (n + 1);
        expect(upperBound(k, n, 0.95) <= limit).toBe(binomialCdf(k, n, limit) <= alpha);
        expect(lowerBound(k, n, 0.95) >= limit).toBe(binomialSf(k, n, limit) <= alpha);
      }),
      { numRuns: 1000 },
    );
  });

  it('enclose the measured share, tighter with more samples and looser with more confidence', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.nat(2000), (n, drawn) => {
        const k = drawn % (n + 1);
        expect(lowerBound(k, n, 0.95)).toBeLessThanOrEqual(k / n);
        expect(upperBound(k, n, 0.95)).toBeGreaterThanOrEqual(k / n);
        expect(upperBound(2 * k, 2 * n, 0.95)).toBeLessThanOrEqual(upperBound(k, n, 0.95) + 1e-12);
        expect(upperBound(k, n, 0.99)).toBeGreaterThanOrEqual(upperBound(k, n, 0.95));
      }),
    );
  });
});
