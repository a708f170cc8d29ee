import { expect, it } from 'vitest';
import { cosHalfTurns, logarithm, logarithm10, sinHalfTurns } from '../../../src/data/audio/exact.js';

const places = Array.from({ length: 4001 }, (_, at) => (at - 2000) / 501);

it('knows sine and cosine of half turns', () => {
  for (const x of places) {
    expect(Math.abs(sinHalfTurns(x) - Math.sin(x * Math.PI))).toBeLessThan(3e-15); // Math.sin is given a rounded angle
    expect(Math.abs(cosHalfTurns(x) - Math.cos(x * Math.PI))).toBeLessThan(3e-15);
  }
  expect([0, 0.5, 1, 1.5, -0.5, 7].map(sinHalfTurns).map((value) => value + 0)).toEqual([0, 1, 0, -1, -1, 0]);
  expect([0, 1, -1, 2].map(cosHalfTurns)).toEqual([1, -1, -1, 1]);
});

it('knows logarithms', () => {
  for (const x of [1e-10, 2.3e-8, 0.1, 0.5, 0.7, 0.75, 0.999999, 1.000001, 1.5, 2, 10, 12345.678, 1e300]) {
    expect(Math.abs(logarithm(x) / Math.log(x) - 1)).toBeLessThan(2e-15);
    expect(Math.abs(logarithm10(x) - Math.log10(x))).toBeLessThan(1e-14 * Math.abs(Math.log10(x)) + 1e-16);
  }
  expect(logarithm(1)).toBe(0);
});
