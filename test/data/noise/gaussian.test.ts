import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { gaussian } from '../../../src/data/noise/gaussian.js';
import { constant, moments } from './kit.js';

it('has the golden first 16 values', () => {
  expect([...gaussian.apply(constant(0, 16), { sigma: 1 }, rng('golden'))]).toMatchInlineSnapshot(`
    [
      -0.7064647674560547,
      0.04085402563214302,
      -1.3668135404586792,
      0.7663866281509399,
      -2.081117868423462,
      -1.89902663230896,
      -0.23055270314216614,
      -0.6102814674377441,
      -1.0538456439971924,
      0.5900635719299316,
      -0.46801692247390747,
      -0.950900137424469,
      -1.204630732536316,
      -0.916338324546814,
      -0.02071215771138668,
      0.09285417199134827,
    ]
  `);
});

it('has mean 0 and deviation σ', () => {
  const { mean, variance } = moments(gaussian.apply(constant(5, 100_000), { sigma: 0.5 }, rng('moments')));
  expect(Math.abs(mean - 5)).toBeLessThan((4 * 0.5) / Math.sqrt(100_000));
  expect(Math.abs(variance / 0.25 - 1)).toBeLessThan(4 * Math.sqrt(2 / 100_000));
});

it('makes of two σ the same draw, scaled', () => {
  const once = gaussian.apply(constant(0, 100), { sigma: 0.25 }, rng('scale'));
  const twice = gaussian.apply(constant(0, 100), { sigma: 0.5 }, rng('scale'));
  expect([...twice]).toEqual([...once].map((value) => 2 * value));
});

it('takes σ as a share of the range', () => {
  const own = gaussian.apply(constant(0, 100), { sigma: 0.1 }, rng('range'));
  const ranged = gaussian.apply(constant(0, 100, [-1024, 1024]), { sigma: 0.1 / 2048 }, rng('range'));
  for (const [at, value] of ranged.entries()) expect(value).toBeCloseTo(own[at] ?? 0, 6);
});
