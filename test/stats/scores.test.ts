import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { klFromLog, logSoftmax } from '../../src/stats/divergence.js';
import { klOfScores, readScores, topOf } from '../../src/stats/scores.js';

const row = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 3, maxLength: 3 });
const scoredOf = (scores: readonly number[], offset: number) => ({
  scores,
  offset,
  logSum: readScores(scores, offset, 3).logSum,
});

describe('rows of scores', () => {
  it('say what a softmax of them would', () => {
    fc.assert(
      fc.property(row, row, (one, other) => {
        const both = [...one, ...other];
        const [p, q] = [logSoftmax(both, 0, 3), logSoftmax(both, 3, 3)];
        const { best, logSum } = readScores(both, 3, 3);
        expect(best).toBe(other.indexOf(Math.max(...other)));
        expect((other[1] ?? NaN) - logSum).toBeCloseTo(q[1] ?? NaN, 9);
        expect(klOfScores(scoredOf(both, 0), scoredOf(both, 3), 3)).toBeCloseTo(klFromLog(p, q), 9);
      }),
      { numRuns: 200 },
    );
  });

  it('have their largest, as sorting finds them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.integer({ min: 1, max: 6 }), (scores, k) => {
        const order = [...scores.keys()].sort(
          (one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || one - other,
        );
        expect(topOf(scores, k)).toEqual(order.slice(0, k));
      }),
    );
  });

  it('take the first of equals, and what is ruled out as ruled out', () => {
    expect(readScores([1, 4, 4], 0, 3).best).toBe(1);
    expect(readScores([-Infinity, 0, 0], 0, 3).logSum).toBeCloseTo(Math.LN2, 12);
    expect(klOfScores(scoredOf([0, 0, 0], 0), scoredOf([-Infinity, 0, 0], 0), 3)).toBe(Infinity);
    expect(klOfScores(scoredOf([-Infinity, 0, 0], 0), scoredOf([0, 0, 0], 0), 3)).toBeCloseTo(
      Math.log(1.5),
      12,
    );
  });

  it.each([[[NaN, 1, 2]], [[Infinity, 1, 2]], [[-Infinity, -Infinity, -Infinity]], [[1, 2]]])(
    '%j are no answer',
    (scores) => {
      expect(readScores(scores, 0, 3)).toEqual({ best: -1, logSum: NaN });
      expect(klOfScores(scoredOf(scores, 0), scoredOf([1, 2, 3], 0), 3)).toBeNaN();
      expect(klOfScores(scoredOf([1, 2, 3], 0), scoredOf(scores, 0), 3)).toBeNaN();
    },
  );
});
