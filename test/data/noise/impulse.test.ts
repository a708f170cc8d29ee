import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { impulse } from '../../../src/data/noise/impulse.js';
import { constant } from './kit.js';

const grey = constant(0.5, 100_000, [0, 1]);

it('has the golden first 16 values', () => {
  expect([...impulse.apply(constant(0.5, 16, [0, 1]), { amount: 0.5 }, rng('golden'))])
    .toMatchInlineSnapshot(`
    [
      0.5,
      1,
      0.5,
      0.5,
      0.5,
      0.5,
      0,
      0,
      0.5,
      1,
      0,
      0.5,
      0.5,
      0.5,
      0,
      1,
    ]
  `);
});

it('replaces the share asked for, half by salt and half by pepper', () => {
  const noisy = impulse.apply(grey, { amount: 0.2 }, rng('share'));
  for (const extreme of [0, 1]) {
    const share = noisy.filter((value) => value === extreme).length / 100_000;
    expect(Math.abs(share - 0.1)).toBeLessThan(4 * Math.sqrt(0.09 / 100_000));
  }
});

it('hits with a larger amount the same values in the same way, and more', () => {
  const few = impulse.apply(grey, { amount: 0.1 }, rng('nested'));
  const many = impulse.apply(grey, { amount: 0.3 }, rng('nested'));
  expect(few.every((value, at) => value === 0.5 || value === many[at])).toBe(true);
});

it('replaces none at 0 and all at 1', () => {
  expect(impulse.apply(grey, { amount: 0 }, rng('none'))).toEqual(grey.values);
  expect(impulse.apply(grey, { amount: 1 }, rng('all')).includes(0.5)).toBe(false);
});
