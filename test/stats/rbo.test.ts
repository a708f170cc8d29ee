import { expect, it } from 'vitest';
import { rbo } from '../../src/stats/rbo.js';

it.each([
  ['abcd', 'bacd', 0.9],
  ['abcde', 'edcba', 0.737775],
  ['abc', 'abc', 1],
  ['abc', 'def', 0],
])('rank-biased overlap of %s and %s is %d', (left, right, overlap) => {
  expect(rbo(Array.from(left), Array.from(right))).toBeCloseTo(overlap, 12);
});

it('of nothing is none', () => {
  expect(rbo([], [])).toBeNaN();
});
