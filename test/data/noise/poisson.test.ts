import { expect, it } from 'vitest';
import { rng, type Stream } from '../../../src/core/rng.js';
import { poisson } from '../../../src/data/noise/poisson.js';
import { moments } from './kit.js';

function fixed(u: number): Stream {
  return { int32: () => 0, uniform: () => u };
}

it.each([0.01, 0.7, 5, 60, 499.9, 1234.5])('has mean and variance %d', (mean) => {
  const n = 100_000;
  const draw = poisson(rng('test', 'poisson', mean));
  const found = moments(Array.from({ length: n }, () => draw(mean)));
  expect(Math.abs(found.mean - mean)).toBeLessThan(4 * Math.sqrt(mean / n));
  const spread = Math.sqrt((mean + 2 * mean * mean) / n); // of the variance: μ₄ − σ⁴ = λ + 2λ²
  expect(Math.abs(found.variance - mean)).toBeLessThan(4 * spread);
});

it('inverts the distribution function', () => {
  const at = (u: number) => poisson(fixed(u))(2);
  expect([at(0), at(0.1353), at(0.1354), at(0.406), at(0.4061), at(0.9473), at(0.9474)]).toEqual([
    0, 0, 1, 1, 2, 4, 5,
  ]);
});

it('gives no count to what is no mean', () => {
  const draw = poisson(fixed(0.5));
  expect([draw(0), draw(Number.NaN), draw(Infinity), draw(-1)]).toEqual([0, NaN, NaN, NaN]);
});

it('draws the same however many other means were drawn before', () => {
  const one = poisson(fixed(0.77));
  const other = poisson(fixed(0.77));
  for (let mean = 0.001; mean < 500; mean += 0.05) other(mean);
  expect([3, 77.7, 431].map((mean) => other(mean))).toEqual([3, 77.7, 431].map((mean) => one(mean)));
});
