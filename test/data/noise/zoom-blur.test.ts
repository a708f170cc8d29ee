import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { zoomBlur } from '../../../src/data/noise/zoom-blur.js';
import { digest, distances } from './fixtures.js';

it('is what the benchmarks’ formula makes, at every severity', () => {
  expect(distances(zoomBlur).largest).toBeLessThan(1e-6);
});

it('has its golden bytes', () => {
  expect(digest(zoomBlur)).toBe('8c65c0483a5337da');
});

it('leaves the middle of a picture where it is', () => {
  const values = Float32Array.from({ length: 31 * 31 }, (_, at) => Number(at === 15 * 31 + 15));
  const signal = { values, dims: [31, 31, 1], range: [0, 1], is: 'picture' } as const;
  const blurred = zoomBlur.apply(signal, { factor: 1.2, step: 0.1 }, rng('middle'));
  expect(blurred.indexOf(Math.max(...blurred))).toBe(15 * 31 + 15);
});
