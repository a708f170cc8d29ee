import { expect, it } from 'vitest';
import { added } from '../../../src/data/noise/added.js';
import { constant } from './kit.js';

const drawn = Float64Array.from([1, -1, 0.5, 10]);

it('adds in the data’s own units', () => {
  expect([...added(constant(2, 4), 0.5, drawn)]).toEqual([2.5, 1.5, 2.25, 7]);
});

it('adds shares of the range, and stays in it', () => {
  expect([...added(constant(2, 4, [0, 4]), 0.25, drawn)]).toEqual([3, 1, 2.5, 4]);
});

it('adds multiples of the feature’s deviation', () => {
  const signal = { ...constant(0, 4), dims: [2, 2], deviations: Float32Array.from([1, 100]) };
  expect([...added(signal, 2, drawn)]).toEqual([2, -200, 1, 2000]);
});
