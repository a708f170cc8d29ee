import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialCdf, binomialSf } from '../../src/stats/binomial.js';
import { reference } from './fixtures/reference.js';
import { expectNear } from './near.js';

describe('binomial tails', () => {
  it('have the printed values', () => {
    expectNear(binomialCdf(12, 1000, 0.02), 0.037604810397184225, 1e-13);
    expectNear(binomialCdf(13, 1000, 0.02), 0.06422611489957845, 1e-13);
    expectNear(binomialSf(29, 1000, 0.02), 0.03288157776786, 1e-12);
    expectNear(binomialCdf(0, 299, 0.01), 0.049536256637662465, 1e-13);
    expectNear(binomialCdf(0, 298, 0.01), 0.05003662286632573, 1e-13);
  });

  it('are the regularized incomplete beta function: I_p(k, n − k + 1) = P(X ≥ k)', () => {
    expectNear(binomialSf(1, 300, 0.02), 0.9976674943320486, 1e-13);
    expect(binomialSf(2, 4, 0.5)).toBe(0.6875);
    expectNear(binomialSf(5, 6, 0.95), 0.96722617187, 1e-11);
  });

  it('agree with scipy, far tails included', () => {
    expect(reference.binomial.length).toBeGreaterThan(200);
    for (const [k, n, p, cdf, sf] of reference.binomial) {
      expectNear(binomialCdf(k, n, p), cdf, 1e-10, `P(X ≤ ${k}; ${n}, ${p})`);
      expectNear(binomialSf(k, n, p), sf, 1e-10, `P(X ≥ ${k}; ${n}, ${p})`);
    }
  });

  it('are certain outside 0…n and at p of 0 and 1', () => {
    expect([binomialCdf(-1, 5, 0.3), binomialCdf(5, 5, 0.3), binomialCdf(9, 5, 0.3)]).toEqual([0, 1, 1]);
    expect([binomialSf(0, 5, 0.3), binomialSf(-3, 5, 0.3), binomialSf(6, 5, 0.3)]).toEqual([1, 1, 0]);
    expect([binomialCdf(0, 5, 0), binomialSf(1, 5, 0)]).toEqual([1, 0]);
    expect([binomialCdf(4, 5, 1), binomialSf(5, 5, 1)]).toEqual([0, 1]);
    expect([binomialCdf(0, 0, 0.3), binomialSf(0, 0, 0.3)]).toEqual([1, 1]);
  });

  it('are NaN for what is no count or no probability', () => {
    for (const [k, n, p] of [
      [NaN, 5, 0.5],
      [1.5, 5, 0.5],
      [1, NaN, 0.5],
      [1, -1, 0.5],
      [1, 2.5, 0.5],
      [1, 5, NaN],
      [1, 5, -0.1],
      [1, 5, 1.1],
    ] as const) {
      // prettier-ignore
      expect(binomialCdf(k, n, p)).toBeNaN();
      expect(binomialSf(k, n, p)).toBeNaN();
    }
  });

  it('add up: P(X ≤ k) + P(X ≥ k + 1) = 1', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(2000), fc.double({ min: 0, max: 1, noNaN: true }), (n, k, p) => {
        expect(binomialCdf(k, n, p) + binomialSf(k + 1, n, p)).toBeCloseTo(1, 11);
      }),
    );
  });

  it('fall as p grows, and grow as k does', () => {
    const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.nat(2000), share, share, (n, k, one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        expect(binomialCdf(k, n, high)).toBeLessThanOrEqual(binomialCdf(k, n, low) * (1 + 1e-9));
        expect(binomialCdf(k, n, low)).toBeLessThanOrEqual(binomialCdf(k + 1, n, low) * (1 + 1e-9));
      }),
    );
  });
});
