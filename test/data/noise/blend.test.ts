import { expect, it } from 'vitest';
import { blended, blendOf, isSmall } from '../../../src/data/noise/blend.js';

it('makes every pixel the weighted sum of others, in each channel', () => {
  const size = { rows: 1, columns: 3, channels: 2 };
  const next = blendOf(size, (pixel, weights) => {
    weights[pixel] = 0.5;
    weights[(pixel + 1) % 3] = 0.25;
  });
  const raster = { ...size, shares: Float64Array.of(1, 10, 2, 20, 4, 40) };
  expect([...blended(raster, next, new Float64Array(6))]).toEqual([1, 10, 2, 20, 2.25, 22.5]);
  expect([...next.starts]).toEqual([0, 2, 4, 6]); // weights of 0 are not kept
});

it('is for pictures of up to 64 × 64', () => {
  expect(isSmall({ rows: 64, columns: 64 })).toBe(true);
  expect(isSmall({ rows: 65, columns: 64 })).toBe(false);
});
