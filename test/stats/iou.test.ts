import { expect, test } from 'vitest';
import { boxIou } from '../../src/stats/iou.js';

test.each([
  ['the same box', [0, 0, 2, 3], [0, 0, 2, 3], 1],
  ['half of it', [0, 0, 2, 2], [0, 0, 1, 2], 0.5],
  ['a shifted one', [0, 0, 2, 2], [1, 0, 2, 2], 1 / 3],
  ['one that only touches', [0, 0, 2, 2], [2, 0, 2, 2], 0],
  ['one elsewhere', [0, 0, 2, 2], [5, 5, 2, 2], 0],
  ['an empty one', [0, 0, 2, 2], [1, 1, 0, 2], 0],
  ['one that is none', [0, 0, 2, 2], [NaN, 0, 2, 2], 0],
] as const)('%s', (_, box, other, iou) => {
  expect(boxIou(box, other)).toBe(iou);
});

test('of a crowd, the union is the box alone', () => {
  expect(boxIou([0, 0, 2, 2], [0, 0, 100, 1], true)).toBe(0.5);
});
