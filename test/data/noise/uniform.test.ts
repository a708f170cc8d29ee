import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { uniform } from '../../../src/data/noise/uniform.js';
import { constant, moments } from './kit.js';

it('has the golden first 16 values', () => {
  expect([...uniform.apply(constant(0, 16), { amount: 1 }, rng('golden'))]).toMatchInlineSnapshot(`
    [
      -0.47989821434020996,
      0.03258780390024185,
      -0.17168278992176056,
      0.5565547347068787,
      -0.037422697991132736,
      -0.05756042152643204,
      -0.8176619410514832,
      -0.5416744947433472,
      -0.291952520608902,
      0.4448528289794922,
      -0.6397717595100403,
      -0.3416540026664734,
      -0.2283448725938797,
      -0.3594883978366852,
      -0.9834752082824707,
      0.07398074865341187,
    ]
  `);
});

it('has mean 0, variance amount² ÷ 3, and no value further than amount', () => {
  const noisy = uniform.apply(constant(0, 100_000), { amount: 0.5 }, rng('moments'));
  const { mean, variance } = moments(noisy);
  expect(Math.abs(mean)).toBeLessThan((4 * 0.5) / Math.sqrt(3 * 100_000));
  expect(Math.abs(variance - 0.25 / 3)).toBeLessThan((4 * 0.25 * Math.sqrt(4 / 45)) / Math.sqrt(100_000));
  expect(noisy.every((value) => value >= -0.5 && value <= 0.5)).toBe(true);
});

it('makes of two amounts the same draw, scaled', () => {
  const once = uniform.apply(constant(0, 100), { amount: 0.25 }, rng('scale'));
  const twice = uniform.apply(constant(0, 100), { amount: 0.5 }, rng('scale'));
  expect([...twice]).toEqual([...once].map((value) => 2 * value));
});
