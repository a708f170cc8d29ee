import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fourier } from '../../../src/data/audio/fourier.js';

function pair(size: number) {
  return { re: new Float64Array(size), im: new Float64Array(size) };
}

it.each([1, 2, 3, 8, 12, 35, 60, 400])('is the sum that defines it, for %d values', (size) => {
  const transform = fourier(size);
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2 * size, maxLength: 2 * size }),
      (values) => {
        const input = {
          re: Float64Array.from(values.slice(0, size)),
          im: Float64Array.from(values.slice(size)),
        };
        const output = pair(size);
        transform(input, output);
        for (let k = 0; k < size; k += Math.ceil(size / 12)) {
          let [re, im] = [0, 0];
          for (let n = 0; n < size; n += 1) {
            const angle = (-2 * Math.PI * ((k * n) % size)) / size;
            re += (input.re[n] ?? 0) * Math.cos(angle) - (input.im[n] ?? 0) * Math.sin(angle);
            im += (input.re[n] ?? 0) * Math.sin(angle) + (input.im[n] ?? 0) * Math.cos(angle);
          }
          expect(Math.abs((output.re[k] ?? NaN) - re)).toBeLessThan(1e-12);
          expect(Math.abs((output.im[k] ?? NaN) - im)).toBeLessThan(1e-12);
        }
      },
    ),
    { numRuns: 5 },
  );
});

it('refuses lengths with large prime factors', () => {
  expect(() => fourier(22)).toThrow('22 has other prime factors');
});
