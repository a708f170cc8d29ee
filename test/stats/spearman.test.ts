import { expect, test } from 'vitest';
import { spearman } from '../../src/stats/spearman.js';

test('ranks correlate as scipy.stats.spearmanr says, ties sharing their ranks', () => {
  expect(spearman([1, 2, 3, 4, 5], [3, 4, 1, 2, 5])).toBeCloseTo(0.2, 14);
  expect(spearman([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toBeCloseTo(-0.5407380704358752, 14);
  expect(spearman([1, 5, 9], [10, 20, 400])).toBe(1);
});

test('what does not vary, or is not a number, has no correlation', () => {
  expect(spearman([1, 1, 1], [1, 2, 3])).toBeNaN();
  expect(spearman([1, NaN, 3], [1, 2, 3])).toBeNaN();
  expect(spearman([], [])).toBeNaN();
});
