import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile } from '../../src/stats/quantile.js';
import { reference } from './fixtures/reference.js';

describe('quantile', () => {
  it('is what numpy says, to the last bit', () => {
    for (const { values, at } of reference.quantiles) {
      for (const [q, value] of at) expect(quantile(values, q), `${q} of ${values.length}`).toBe(value);
    }
  });

  it('interpolates between neighbours', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([10, 20], 0.25)).toBe(12.5);
  });

  it('reaches infinity from finite values, and stays finite below it', () => {
    const values = [1, 2, Infinity];
    expect([0.5, 0.6, 0.9, 1].map((q) => quantile(values, q))).toEqual([2, Infinity, Infinity, Infinity]);
  });

  it('is NaN for no values, for a NaN among them, and for a q that is none', () => {
    expect(quantile([], 0.5)).toBeNaN();
    expect(quantile(Float64Array.of(NaN, 1, 2).sort(), 0.1)).toBeNaN();
    expect([-0.1, 1.1, NaN].map((q) => quantile([1, 2], q))).toEqual([NaN, NaN, NaN]);
  });

  it('grows with q and stays between the ends', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, share, share, (drawn, one, other) => {
        const sorted = Float64Array.from(drawn).sort();
        const [low, high] = [quantile(sorted, Math.min(one, other)), quantile(sorted, Math.max(one, other))];
        expect(low).toBeLessThanOrEqual(high + 1e-9);
        expect(low).toBeGreaterThanOrEqual(sorted[0] ?? NaN);
        expect(high).toBeLessThanOrEqual(sorted.at(-1) ?? NaN);
      }),
    );
  });
});
