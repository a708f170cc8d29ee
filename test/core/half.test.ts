import { expect, it } from 'vitest';
import { fromHalf, nearestEven, toHalf } from '../../src/core/half.js';

it.each([
  [0x0000, 0],
  [0x0001, 5.960464477539063e-8],
  [0x03ff, 0.00006097555160522461],
  [0x0400, 0.00006103515625],
  [0x3555, 0.333251953125],
  [0x3c00, 1],
  [0xc000, -2],
  [0x7bff, 65504],
  [0x7c00, Infinity],
  [0xfc00, -Infinity],
])('reads %i as %d and writes it back', (bits, value) => {
  expect(fromHalf(bits)).toBe(value);
  expect(toHalf(value)).toBe(bits);
});

it('writes back the bits of every number', () => {
  const wrong = Array.from({ length: 65536 }, (_, bits) => bits).filter((bits) => {
    const value = fromHalf(bits);
    return Number.isNaN(value) ? !Number.isNaN(fromHalf(toHalf(value))) : toHalf(value) !== bits;
  });
  expect(wrong).toEqual([]);
});

it.each([
  [2049, 2048],
  [2051, 2052],
  [65519.99, 65504],
  [65520, Infinity],
  [-70000, -Infinity],
  [2.9802322387695312e-8, 0],
  [2.980232594040899e-8, 5.960464477539063e-8],
])('rounds %d to the nearest, %d, ties to even', (value, nearest) => {
  expect(fromHalf(toHalf(Math.fround(value)))).toBe(nearest);
});

it('rounds halves to even', () => {
  expect([0.5, 1.5, 2.5, -0.5, -1.5, 0.4999, 7].map(nearestEven)).toEqual([0, 2, 2, 0, -2, 0, 7]);
});
