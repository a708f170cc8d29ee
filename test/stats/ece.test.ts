import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ece, eceBins, eceSums } from '../../src/stats/ece.js';

const confidences = [0.93, 0.91, 0.83, 0.72, 0.64, 0.57, 0.98, 0.86, 0.66, 0.77];
const right = [true, true, true, false, true, false, true, true, false, true];

function sumsOf(answers: readonly { confidence: number; right: boolean }[], bins = eceBins): number[] {
  const total = new Array<number>(3 * bins).fill(0);
  for (const answer of answers) {
    const { first, part } = eceSums(answer.confidence, answer.right, bins);
    part.forEach((each, at) => {
      total[first + at] = (total[first + at] ?? NaN) + each;
    });
  }
  return total;
}

function eceOf(answers: readonly { confidence: number; right: boolean }[], bins: number): number {
  return ece(sumsOf(answers, bins));
}

describe('ece', () => {
  it('has the printed values in 5, 10 and 15 bins', () => {
    const answers = confidences.map((confidence, at) => ({ confidence, right: right[at] === true }));
    expect(eceOf(answers, 5)).toBeCloseTo(0.185, 14);
    expect(eceOf(answers, 10)).toBeCloseTo(0.185, 14);
    expect(eceOf(answers, 15)).toBeCloseTo(0.231, 14);
  });

  it('is 0 for certain and right, 1 for certain and wrong', () => {
    expect(eceOf([{ confidence: 1, right: true }], 15)).toBe(0);
    expect(eceOf([{ confidence: 1, right: false }], 15)).toBe(1);
  });

  it('is NaN without answers, and with a confidence that is NaN', () => {
    expect(ece(new Array<number>(45).fill(0))).toBeNaN();
    expect(eceOf([{ confidence: 0.5, right: true }, { confidence: NaN, right: true }], 15)).toBeNaN(); // prettier-ignore
  });

  it('lies in 0…1', () => {
    const answer = fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() });
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1 }), fc.integer({ min: 1, max: 40 }), (answers, bins) => {
        expect(eceOf(answers, bins)).toBeGreaterThanOrEqual(0);
        expect(eceOf(answers, bins)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

describe('eceSums', () => {
  const binOf = (confidence: number, bins: number): number => eceSums(confidence, true, bins).first / 3;

  it('counts one answer in one of 15 bins: how many, confidence, right', () => {
    expect(eceBins).toBe(15);
    expect(eceSums(0.5, true)).toEqual({ first: 21, part: [1, 0.5, 1] });
    expect(eceSums(0.5, false)).toEqual({ first: 21, part: [1, 0.5, 0] });
  });

  it('closes every bin on the right, at any number of bins', () => {
    for (const bins of [5, 10, 15, 25, 49]) {
      for (let edge = 1; edge < bins; edge += 1) {
        expect(binOf(edge / bins, bins), `${edge}/${bins}`).toBe(edge - 1);
        expect(binOf((edge / bins) * (1 + 2 ** -52), bins), `above ${edge}/${bins}`).toBe(edge);
      }
    }
  });

  it('takes 0 and below into the first bin, 1 and a rounding above it into the last', () => {
    expect([binOf(0, 10), binOf(-1e-9, 10), binOf(1, 10), binOf(1.0000001, 10)]).toEqual([0, 0, 9, 9]);
  });
});
