import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { scattered } from '../../../src/data/noise/scatter.js';
import { correlate } from '../../../src/data/noise/taps.js';

it.each([
  [9, 7, [-3, 0, 2, 1], [2, -4, 0, 5]],
  [1, 6, [0, -1, 4], [1, -1, 8]],
  [5, 1, [9, -9, 1], [0, 2, -2]],
])('is what correlating gives, to the last bit: %i × %i', (rows, columns, down, right) => {
  const stream = rng('scatter', rows);
  const shares = Float64Array.from({ length: rows * columns }, (_, at) =>
    at % 3 === 0 || at === rows * columns - 1 ? stream.uniform() : 0,
  );
  const taps = {
    down: Int32Array.from(down),
    right: Int32Array.from(right),
    weights: Float64Array.from(down, () => stream.uniform()),
  };
  const raster = { rows, columns, channels: 1, shares };
  expect(scattered(raster, taps)).toEqual(correlate(raster, taps, 'nearest'));
});
