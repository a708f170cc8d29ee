import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { pixelate } from '../../../src/data/noise/pixelate.js';
import { digest, distances } from './fixtures.js';
import { picture } from './kit.js';

it('is what the benchmarks’ formula makes, at every severity', () => {
  expect(distances(pixelate).largest).toBeLessThan(1e-6);
});

it('has its golden bytes', () => {
  expect(digest(pixelate)).toBe('bcb57e755e31d6b4');
});

it('makes blocks of one value', () => {
  const coarse = pixelate.apply(picture(0, 1, 0.2, 0.4, 0, 0), { factor: 0.5 }, rng('p'));
  expect([...coarse].map((value) => value * 255)).toEqual(
    [128, 128, 77, 77, 0, 0].map((byte) => expect.closeTo(byte, 4) as number),
  );
});
