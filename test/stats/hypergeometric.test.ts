import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypergeometricSf } from '../../src/stats/hypergeometric.js';
import { expectNear } from './near.js';
import { reference } from './fixtures/reference.js';

describe('Fisher’s exact test on one side', () => {
  it.each(reference.hypergeometric)('is scipy’s for %j', ({ drawn, total, marked, n, p }) => {
    expectNear(hypergeometricSf(drawn, { total, marked, n }), p, 1e-10);
  });

  it('is 1 where nothing could be less, and NaN for what is no table', () => {
    expect(hypergeometricSf(0, { total: 10, marked: 4, n: 5 })).toBe(1);
    expect(hypergeometricSf(1, { total: 10, marked: 10, n: 1 })).toBe(1);
    expect(hypergeometricSf(3, { total: 10, marked: 2, n: 5 })).toBe(0);
    expect(hypergeometricSf(1, { total: 10, marked: 11, n: 5 })).toBeNaN();
    expect(hypergeometricSf(NaN, { total: 10, marked: 1, n: 5 })).toBeNaN();
  });

  it('falls as more are drawn, and does not care which margin is which', () => {
    const size = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(size, size, size, size, (a, b, c, d) => {
        const [total, marked, n, drawn] = [a + b + c, a + b, a + c, Math.min(d, a)];
        const p = hypergeometricSf(drawn, { total, marked, n });
        expect(hypergeometricSf(drawn + 1, { total, marked, n })).toBeLessThanOrEqual(p + 1e-12);
        expectNear(hypergeometricSf(drawn, { total, marked: n, n: marked }), p, 1e-9);
      }),
    );
  });
});
