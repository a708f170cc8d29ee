import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { snow } from '../../../src/data/noise/snow.js';
import { digest, distances, photo } from './fixtures.js';

it('is what the benchmarks’ formula makes, at every severity', () => {
  expect(distances(snow).largest).toBeLessThan(1e-6);
});

it('has its golden bytes', () => {
  expect(digest(snow)).toBe('c12abe2e6c984db9');
});

it('only ever brightens', () => {
  const before = photo();
  const after = snow.apply(before, snow.ladders?.['cifar-10-c'][0] ?? {}, rng('w'));
  after.forEach((value, at) => {
    expect(value).toBeGreaterThanOrEqual((before.values[at] ?? NaN) - 1e-6);
  });
});
