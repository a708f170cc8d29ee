import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Detected } from '../../src/stats/coco-match.js';
import { agreement, agreementF1 } from '../../src/tasks/agreement.js';

const box = (left: number, kind = 0, side = 10): Detected => ({
  box: [left, 0, side, side],
  class: kind,
  score: 0.9,
});

const boxes = fc.array(
  fc.tuple(fc.nat(60), fc.nat(60), fc.integer({ min: 1, max: 40 }), fc.nat(2)).map(
    ([x, y, side, kind]): Detected => ({ box: [x, y, side, side], class: kind, score: 0.5 }),
  ),
  { maxLength: 8 },
); // prettier-ignore

describe('agreement', () => {
  test.each([
    ['the same boxes', [box(0), box(50)], [box(50), box(0)], 1],
    ['none and none', [], [], 1],
    ['one lost', [box(0), box(50)], [box(0)], 2 / 3],
    ['another class', [box(0, 0)], [box(0, 1)], 0],
    ['one too far', [box(0)], [box(4)], 0], // IoU 6/14
    ['one near', [box(0)], [box(3)], 1], // IoU 7/13
    ['one box for two', [box(0), box(1)], [box(0)], 2 / 3],
  ])('of %s', (_, left, right, f1) => {
    expect(agreementF1(agreement(left, right))).toBe(f1);
  });

  test('takes the closest pairs first', () => {
    expect(agreement([box(0), box(2)], [box(2), box(-3)])).toEqual({ both: 2, left: 2, right: 2 });
  });

  test('is 1 with itself, and of as many boxes whichever answer comes first', () => {
    fc.assert(
      fc.property(boxes, (list) => {
        expect(agreementF1(agreement(list, list))).toBe(1);
      }),
    );
    fc.assert(
      fc.property(boxes, boxes, (left, right) => {
        const { both, left: some, right: others } = agreement(left, right);
        expect(both).toBeLessThanOrEqual(Math.min(some, others));
      }),
    );
  });
});
