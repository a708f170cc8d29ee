import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { glassBlur } from '../../../src/data/noise/glass-blur.js';
import { digest, distances } from './fixtures.js';

it('is what the benchmarks’ formula makes, at every severity', () => {
  expect(distances(glassBlur).largest).toBeLessThan(1e-6);
});

it('has its golden bytes', () => {
  expect(digest(glassBlur)).toBe('03dca3eb262a1402');
});

it('takes every pixel from at most `reach` away', () => {
  const values = Float32Array.from({ length: 400 }, (_, at) => Math.floor(at / 20) / 20);
  const signal = { values, dims: [20, 20, 1], range: [0, 1], is: 'picture' } as const;
  const mixed = glassBlur.apply(signal, { sigma: 0, reach: 2, rounds: 1 }, rng('rows'));
  mixed.forEach((value, at) => {
    expect(Math.abs(value * 20 - Math.floor(at / 20))).toBeLessThan(2.001);
  });
});
