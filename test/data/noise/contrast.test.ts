import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { contrast } from '../../../src/data/noise/contrast.js';
import { digest, distances } from './fixtures.js';
import { picture3 } from './kit.js';

it('is what the benchmarks’ formula makes, at every severity', () => {
  expect(distances(contrast).largest).toBeLessThan(1e-6);
});

it('has its golden bytes', () => {
  expect(digest(contrast)).toBe('8e1a46aea8a17467');
});

it('keeps each channel’s mean', () => {
  const flat = contrast.apply(picture3(0.2, 0.4, 0.1, 0.6, 0.8, 0.3), { factor: 0.5 }, rng('c'));
  expect([...flat]).toEqual(
    [0.3, 0.5, 0.15, 0.5, 0.7, 0.25].map((value) => expect.closeTo(value, 6) as number),
  );
});
