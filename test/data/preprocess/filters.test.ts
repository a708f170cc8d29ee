import { expect, it } from 'vitest';
import { weigh } from '../../../src/data/preprocess/filters.js';

it.each(['bilinear', 'bicubic', 'lanczos'] as const)(
  '%s gives each new position weights that sum to 1',
  (filter) => {
    for (const [before, after] of [
      [10, 3],
      [3, 10],
      [7, 7],
      [1, 5],
    ] as const) {
      const { size, taps, values } = weigh(before, after, filter);
      for (let at = 0; at < size; at += 1) {
        const sum = values.slice(at * taps, (at + 1) * taps).reduce((total, weight) => total + weight, 0);
        expect(Math.abs(sum - 4194304)).toBeLessThanOrEqual(taps);
      }
    }
  },
);

it('halves by a widened triangle', () => {
  const { starts, counts, values, taps } = weigh(8, 4, 'bilinear');
  expect([starts[1], counts[1]]).toEqual([1, 4]);
  expect([...values.slice(taps, taps + 4)].map((weight) => weight / 4194304)).toEqual([
    0.125, 0.375, 0.375, 0.125,
  ]);
});
