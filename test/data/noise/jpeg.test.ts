import { expect, it } from 'vitest';
import type { ValueSignal } from '../../../src/core/noise.js';
import { rng } from '../../../src/core/rng.js';
import { jpeg } from '../../../src/data/noise/jpeg.js';
import { corruptions, digest, distances, photo } from './fixtures.js';

it('is what the benchmarks’ formula makes, at every severity', () => {
  expect(distances(jpeg).largest).toBeLessThan(1e-6);
});

it('has its golden bytes', () => {
  expect(digest(jpeg)).toBe('874526b020b737ae');
});

it('gives the very pixels that Pillow reads from what it wrote, grey and colour, with blocks that are not full', () => {
  const { rows, columns, quality, grey, colour } = corruptions.jpeg;
  const cut = (channels: readonly number[]): ValueSignal => {
    const values = Array.from({ length: rows * columns }, (_, at) => {
      const pixel = Math.floor(at / columns) * corruptions.columns + (at % columns);
      return channels.map((c) => (corruptions.picture[pixel * 3 + c] ?? NaN) / 255);
    });
    return {
      values: Float32Array.from(values.flat()),
      dims: [rows, columns, channels.length],
      range: [0, 1],
      is: 'picture',
    };
  };
  const bytes = (of: ValueSignal): number[] =>
    [...jpeg.apply(of, { quality }, rng('j'))].map((value) => Math.round(value * 255));
  expect(bytes(cut([1]))).toEqual(grey);
  expect(bytes(cut([0, 1, 2]))).toEqual(colour);
});

it('works in the range of the picture', () => {
  const values = Float32Array.from(corruptions.picture);
  const of = {
    values,
    dims: [corruptions.rows, corruptions.columns, 3],
    range: [0, 255],
    is: 'picture',
  } as const;
  const bytes = jpeg.apply(of, { quality: 50 }, rng('j'));
  const shares = jpeg.apply(photo(), { quality: 50 }, rng('j'));
  bytes.forEach((byte, at) => {
    expect(byte / 255).toBeCloseTo(shares[at] ?? NaN, 6);
  });
});
