import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { defocusBlur } from '../../../src/data/noise/defocus-blur.js';
import { digest, distances } from './fixtures.js';

it('is what the benchmarks’ formula makes, at every severity', () => {
  expect(distances(defocusBlur).largest).toBeLessThan(1e-6);
});

it('has its golden bytes', () => {
  expect(digest(defocusBlur)).toBe('88c1370742e22cac');
});

it('makes a disc of a point of light', () => {
  const dark = new Float32Array(21 * 21);
  dark[10 * 21 + 10] = 1;
  const signal = { values: dark, dims: [21, 21, 1], range: [0, 1], is: 'picture' } as const;
  const spread = defocusBlur.apply(signal, { radius: 5, edge: 0 }, rng('point'));
  expect(spread.filter((value) => value > 0)).toHaveLength(81); // pixels within 5 of the middle
  expect(spread[10 * 21 + 15]).toBeCloseTo(1 / 81, 6);
});
