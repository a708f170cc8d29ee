import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { zoomBlur } from '../../../src/data/noise/zoom-blur.js';
import { addEnlarged, spreadOf } from '../../../src/data/noise/enlarge.js';
import { digest, distances, photo } from './fixtures.js';

it('is what the benchmarks’ formula makes, at every severity', () => {
  expect(distances(zoomBlur).largest).toBeLessThan(1e-6);
});

it('has its golden bytes', () => {
  expect(digest(zoomBlur)).toBe('9124082a516da0ce');
});

it('leaves the middle of a picture where it is', () => {
  const values = Float32Array.from({ length: 31 * 31 }, (_, at) => Number(at === 15 * 31 + 15));
  const signal = { values, dims: [31, 31, 1], range: [0, 1], is: 'picture' } as const;
  const blurred = zoomBlur.apply(signal, { factor: 1.2, step: 0.1 }, rng('middle'));
  expect(blurred.indexOf(Math.max(...blurred))).toBe(15 * 31 + 15);
});

it.each([40, 70])('is the mean of enlargements, made from a table or not: %i × %i', (side) => {
  const { values } = photo();
  const size = { rows: side, columns: side, channels: 3 };
  const shares = Float64Array.from({ length: side * side * 3 }, (_, at) => values[at % values.length] ?? NaN);
  const sum = shares.slice();
  for (const factor of [1, 1.05, 1.1]) addEnlarged({ ...size, shares }, spreadOf(size, factor), sum);
  const signal = {
    values: Float32Array.from(shares),
    dims: [side, side, 3],
    range: [0, 1],
    is: 'picture',
  } as const;
  const blurred = zoomBlur.apply(signal, { factor: 1.1, step: 0.05 }, rng('table'));
  blurred.forEach((value, at) => {
    expect(value).toBeCloseTo((sum[at] ?? NaN) / 4, 6);
  });
});
