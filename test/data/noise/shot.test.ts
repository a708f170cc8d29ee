import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { shot } from '../../../src/data/noise/shot.js';
import { constant, moments, picture } from './kit.js';

it('has the golden first 16 values', () => {
  expect([...shot.apply(constant(0.5, 16, [0, 1]), { photons: 8 }, rng('golden'))]).toMatchInlineSnapshot(`
    [
      0.625,
      0,
      0.875,
      0.375,
      1,
      1,
      0.5,
      0.625,
      0.75,
      0.25,
      0.625,
      0.75,
      0.75,
      0.75,
      0.5,
      0.125,
    ]
  `);
});

it.each([
  [0.2, 60],
  [0.5, 500],
  [0.3, 3000],
])('has mean %d and variance value ÷ photons (%i)', (value, photons) => {
  const { mean, variance } = moments(
    shot.apply(constant(value, 100_000, [0, 1]), { photons }, rng('moments')),
  );
  const spread = value / photons;
  expect(Math.abs(mean - value)).toBeLessThan(4 * Math.sqrt(spread / 100_000) + 1e-8); // float32 of the value itself
  const lambda = value * photons;
  const error = Math.sqrt((lambda + 2 * lambda * lambda) / 100_000) / (photons * photons);
  expect(Math.abs(variance - spread)).toBeLessThan(4 * error);
});

it('leaves black black, and clips white', () => {
  const noisy = shot.apply(picture(0, 0, 1, 1, 1, 1), { photons: 10 }, rng('ends'));
  expect([...noisy.slice(0, 2)]).toEqual([0, 0]);
  expect(noisy.every((value) => value <= 1)).toBe(true);
});

it('counts from the lower end of the range', () => {
  const unit = shot.apply(constant(0.25, 50, [0, 1]), { photons: 16 }, rng('range'));
  const other = shot.apply(constant(-0.5, 50, [-1, 1]), { photons: 16 }, rng('range'));
  expect([...other]).toEqual([...unit].map((value) => 2 * value - 1));
});
