import { describe, expect, test } from 'vitest';
import type { Tensor } from '../../src/core/tensor.js';
import { isNoAnswer, largest, numbersOf, rowsOf } from '../../src/tasks/outputs.js';
import { codesOf, floats, only } from './arrange.js';

function plain(dims: readonly number[]): Tensor {
  const length = dims.reduce((product, dim) => product * dim, 1);
  return { type: 'float32', dims, data: Float32Array.from({ length }, (_, at) => at) };
}

describe('values of tensors', () => {
  test('float16 bits become the numbers they stand for', () => {
    const bits = [0x0000, 0x8000, 0x3c00, 0xc000, 0x3555, 0x7bff, 0x0400, 0x0001, 0x03ff, 0x7c00, 0xfc00];
    const tensor: Tensor = { type: 'float16', dims: [11], data: Uint16Array.from(bits) };
    expect([...numbersOf(tensor)]).toEqual([
      0, -0, 1, -2, 0.333251953125, 65504, 0.00006103515625, 5.960464477539063e-8, 0.00006097555160522461, Infinity, -Infinity,
    ]); // prettier-ignore
  });
  test('float16 NaN stays NaN', () => {
    expect(
      numbersOf({ type: 'float16', dims: [2], data: Uint16Array.of(0x7e00, 0xfc01) }).every(Number.isNaN),
    ).toBe(true);
  });
  test('uint16 values are not float16 bits', () => {
    expect([...numbersOf({ type: 'uint16', dims: [1], data: Uint16Array.of(0x3c00) })]).toEqual([15360]);
  });
  test('int64 becomes numbers, because 1n === 1 is false', () => {
    expect([...numbersOf({ type: 'int64', dims: [2], data: BigInt64Array.of(1n, -7n) })]).toEqual([1, -7]);
    expect([...numbersOf({ type: 'uint64', dims: [1], data: BigUint64Array.of(3n) })]).toEqual([3]);
  });
  test('texts are read as numbers, and what is none is NaN, also an empty text', () => {
    expect([...numbersOf({ type: 'string', dims: [3], data: ['2.5', 'cat', ''] })]).toEqual([2.5, NaN, NaN]);
  });
});

describe('rows of an output', () => {
  test.each([[[2]], [[2, 3]], [[2, 3, 1, 1]], [[2, 1, 1, 3]]])('%j is read as one row per sample', (dims) => {
    const { rows, width } = rowsOf(only(plain(dims)), 'y', 2);
    expect(width).toBe(dims.length === 1 ? 1 : 3);
    expect([...(rows[1] ?? [])]).toEqual(width === 1 ? [1] : [3, 4, 5]);
  });
  test.each([[[3, 3]], [[1, 3]], [[6]], [[]]])(
    '%j does not have 2 samples as its first dimension',
    (dims) => {
      expect(codesOf(() => rowsOf(only(plain(dims)), 'y', 2))).toEqual(['OUTPUT_ROWS']);
    },
  );
  test.each([[[2, 3, 4]], [[2, 0]]])('%j has not one row of scores per sample', (dims) => {
    expect(codesOf(() => rowsOf(only(plain(dims)), 'y', 2))).toEqual(['OUTPUT_SHAPE']);
  });
  test('an output that did not come is an error of ours', () => {
    expect(() => rowsOf(floats([1]), 'z', 1)).toThrow('no output z');
  });
});

test.each([
  { row: [1, NaN], none: true },
  { row: [1, Infinity], none: true },
  { row: [-Infinity, -Infinity], none: true },
  { row: [-Infinity, 1], none: false },
  { row: [0, 0], none: false },
])('$row is no answer: $none', ({ row, none }) => {
  expect(isNoAnswer(Float64Array.from(row))).toBe(none);
});

test('the largest come first, and of equals the lower index', () => {
  expect(largest(Float64Array.of(1, 3, 2, 3, -Infinity, 3, 0), 5)).toEqual([1, 3, 5, 2, 0]);
  expect(largest(Float64Array.of(2, 2), 5)).toEqual([0, 1]);
});
