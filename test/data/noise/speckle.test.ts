import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { speckle } from '../../../src/data/noise/speckle.js';
import { constant, moments } from './kit.js';

it('has the golden first 16 values', () => {
  expect([...speckle.apply(constant(2, 16), { sigma: 0.5 }, rng('golden'))]).toMatchInlineSnapshot(`
    [
      1.2935352325439453,
      2.040853977203369,
      0.633186399936676,
      2.7663867473602295,
      -0.08111788332462311,
      0.10097333788871765,
      1.7694473266601562,
      1.3897185325622559,
      0.9461542963981628,
      2.5900635719299316,
      1.5319831371307373,
      1.0490998029708862,
      0.7953693270683289,
      1.083661675453186,
      1.97928786277771,
      2.0928542613983154,
    ]
  `);
});

it.each([0.5, 3, -2])('has mean %d and a deviation that grows with it', (value) => {
  const { mean, variance } = moments(speckle.apply(constant(value, 100_000), { sigma: 0.1 }, rng('moments')));
  const spread = 0.01 * value * value;
  expect(Math.abs(mean - value)).toBeLessThan(4 * Math.sqrt(spread / 100_000));
  expect(Math.abs(variance / spread - 1)).toBeLessThan(4 * Math.sqrt(2 / 100_000));
});

it('leaves the lowest value of the range as it is', () => {
  expect([...speckle.apply(constant(-1, 3, [-1, 1]), { sigma: 0.5 }, rng('low'))]).toEqual([-1, -1, -1]);
});

it('makes of two σ the same draw, scaled', () => {
  const once = speckle.apply(constant(1, 100), { sigma: 0.25 }, rng('scale'));
  const twice = speckle.apply(constant(1, 100), { sigma: 0.5 }, rng('scale'));
  for (const [at, value] of twice.entries()) expect(value - 1).toBeCloseTo(2 * ((once[at] ?? 0) - 1), 6);
});
