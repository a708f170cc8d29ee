import { expect, it } from 'vitest';
import { alphaOf } from '../../src/stats/confidence.js';

it('allows the rest of 1 as error', () => {
  expect(alphaOf(0.95)).toBeCloseTo(0.05, 15);
});

it('is NaN for a confidence that would always or never decide', () => {
  expect([0, 1, -0.5, 95, NaN].map(alphaOf)).toEqual([NaN, NaN, NaN, NaN, NaN]);
});
