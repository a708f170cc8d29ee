import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm } from '../../src/stats/holm.js';

const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

describe('holm', () => {
  it('has the printed adjusted p-values, in the order given', () => {
    const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
    for (const [index, expected] of [0.03, 0.06, 0.06, 0.02].entries()) {
      expect(adjusted[index]).toBeCloseTo(expected, 14);
    }
  });

  it('rejects three of the fifteen of Benjamini and Hochberg 1995', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect(holm(p).filter((adjusted) => adjusted <= 0.05)).toHaveLength(3);
  });

  it('keeps NaN as NaN, and counts it as a test without evidence', () => {
    expect(holm([NaN, 0.01, 2, -1])).toEqual([NaN, 0.04, NaN, NaN]);
  });

  it('leaves one p alone and an empty family empty', () => {
    expect(holm([0.03])).toEqual([0.03]);
    expect(holm([])).toEqual([]);
  });

  it('never lowers a p, never exceeds 1 and keeps the order', () => {
    fc.assert(
      fc.property(probabilities, (p) => {
        const adjusted = holm(p);
        const pairs = p.map((value, index) => ({ value, adjusted: adjusted[index] ?? NaN }));
        pairs.sort((left, right) => left.value - right.value);
        pairs.forEach((pair, index) => {
          expect(pair.adjusted).toBeGreaterThanOrEqual(pair.value);
          expect(pair.adjusted).toBeLessThanOrEqual(1);
          expect(pair.adjusted).toBeGreaterThanOrEqual(pairs[index - 1]?.adjusted ?? 0);
        });
      }),
    );
  });

  it('does not depend on the order of the tests', () => {
    fc.assert(
      fc.property(probabilities, (p) => {
        expect(holm(p.toReversed()).toReversed()).toEqual(holm(p));
      }),
    );
  });
});
