import { expect, it } from 'vitest';
import { rng } from '../../../../src/core/rng.js';
import { deviates } from '../../../../src/data/noise/normal.js';
import { convolver } from '../../../../src/data/noise/sound/convolve.js';

it.each([
  [1, 1, 0],
  [7, 3, 1],
  [50, 80, 0],
  [300, 41, 20],
])('is the sum of products: %i values, %i weights, from %i on', (length, weights, from) => {
  const values = Float32Array.from(deviates(length + 5, rng('values', length))); // more than are meant
  const response = deviates(weights, rng('weights', weights));
  const made = convolver(response, from)(values, length);
  expect(made).toHaveLength(length);
  for (const [at, value] of made.entries()) {
    let sum = 0;
    for (let tap = 0; tap < weights; tap += 1) {
      const place = at + from - tap;
      if (place >= 0 && place < length) sum += (response[tap] ?? 0) * (values[place] ?? 0);
    }
    expect(value).toBeCloseTo(sum, 12);
  }
});

it('is the same the second time', () => {
  const convolve = convolver([0.5, 0.25]);
  const values = Float32Array.from([1, 2, 3]);
  expect(convolve(values, 3)).toEqual(convolve(values, 3));
  expect([...values]).toEqual([1, 2, 3]);
});
