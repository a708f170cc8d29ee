import { describe, expect, test } from 'vitest';
import { Fault } from '../../src/core/fault.js';
import type { Value } from '../../src/core/sample.js';
import { classesOf, classIndex, finiteNumber } from '../../src/tasks/labels.js';
import { codesOf } from './arrange.js';

const classes = classesOf(['cat', 'dog', '7', 'crane', 'crane']);

describe('the class of a label', () => {
  test.each<[string, Value, number]>([
    ['a number', 1, 1],
    ['a name', 'dog', 1],
    ['a name with spaces around', ' dog ', 1],
    ['text of a number', '3', 3],
    ['a name that looks like a number: the name counts', '7', 2],
    ['true', true, 1],
    ['an int64 tensor of one', { type: 'int64', dims: [1], data: BigInt64Array.of(3n) }, 3],
    ['a string tensor of one', { type: 'string', dims: [], data: ['cat'] }, 0],
  ])('from %s', (_, value, index) => expect(classIndex(value, classes, 's')).toBe(index));

  test.each<[string, Value, string]>([
    ['5 of 5', 5, 'LABEL_OUT_OF_RANGE'],
    ['−1', -1, 'LABEL_OUT_OF_RANGE'],
    ['1.5', 1.5, 'LABEL_OUT_OF_RANGE'],
    ['NaN', NaN, 'LABEL_OUT_OF_RANGE'],
    ['text of a number out of range', '12', 'LABEL_OUT_OF_RANGE'],
    ['a name nobody listed', 'bird', 'LABEL_UNKNOWN'],
    ['a name listed twice', 'crane', 'LABEL_AMBIGUOUS'],
    ['a tensor of two', { type: 'int32', dims: [2], data: Int32Array.of(0, 1) }, 'LABEL_TYPE'],
    ['a list of names', ['cat'], 'LABEL_TYPE'],
    ['a picture', { height: 1, width: 1, channels: 1, pixels: Uint8Array.of(0) }, 'LABEL_TYPE'],
  ])('is refused: %s', (_, value, code) =>
    expect(codesOf(() => classIndex(value, classes, 's'))).toEqual([code]),
  );

  test('is any whole number from 0 on while nobody says how many classes there are', () => {
    expect(classIndex(1000, classesOf([]), 's')).toBe(1000);
    expect(codesOf(() => classIndex('cat', classesOf([]), 's'))).toEqual(['LABEL_UNKNOWN']);
  });
  test('is refused with the sample, the value and the number of classes', () => {
    expect(() => classIndex(9, classes, 'val/7')).toThrow(Fault);
    expect(() => classIndex(9, classes, 'val/7')).toThrow(/val\/7.*9.*from 0 to 4/);
  });
});

test('a class is shown by its name, or by its number where it has none', () => {
  expect([classes.nameOf(1), classes.nameOf(9)]).toEqual(['dog', '9']);
});

describe('a number', () => {
  test.each<[Value]>([[2.5], ['2.5'], [{ type: 'float32', dims: [1], data: Float32Array.of(2.5) }]])(
    'from %j',
    (value) => expect(finiteNumber(value, 's')).toBe(2.5),
  );
  test.each<[Value]>([[NaN], [Infinity], ['n/a'], [' '], [true], [['2']]])('is refused: %s', (value) =>
    expect(codesOf(() => finiteNumber(value, 's'))).toEqual(['LABEL_TYPE']),
  );
});
