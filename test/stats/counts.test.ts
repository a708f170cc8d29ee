import { expect, it } from 'vitest';
import { isCount } from '../../src/stats/counts.js';

it('takes whole numbers from 0 for counts, and nothing else', () => {
  expect([0, 1, 1e9].map(isCount)).toEqual([true, true, true]);
  expect([-1, 0.5, NaN, Infinity, 2 ** 53].map(isCount)).toEqual([false, false, false, false, false]);
});
