import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { gaussianBlur } from '../../../src/data/noise/gaussian-blur.js';
import { digest, distances } from './fixtures.js';

it('is what the benchmarks’ formula makes, at every severity', () => {
  expect(distances(gaussianBlur).largest).toBeLessThan(1e-6);
});

it('has its golden bytes', () => {
  expect(digest(gaussianBlur)).toBe('e175a3f1807e9bac');
});

it('keeps the sum of a point of light, and spreads it by σ', () => {
  const dark = new Float32Array(41 * 41);
  dark[20 * 41 + 20] = 1;
  const spread = gaussianBlur.apply(
    { values: dark, dims: [41, 41, 1], range: [0, 1], is: 'picture' },
    { sigma: 2 },
    rng('point'),
  );
  const sum = spread.reduce((total, value) => total + value, 0);
  const square = spread.reduce((total, value, at) => total + value * (Math.floor(at / 41) - 20) ** 2, 0);
  expect(sum).toBeCloseTo(1, 6);
  expect(Math.sqrt(square)).toBeCloseTo(2, 2);
});
