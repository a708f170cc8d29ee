import { expect, it } from 'vitest';
import { fitted, printShape } from '../../../src/data/preprocess/shape.js';

it.each([
  [
    [28, 28],
    [28, 28],
    [28, 28],
  ],
  [
    [28, 28],
    [1, 28, 28],
    [1, 28, 28],
  ],
  [
    [28, 28, 1],
    [1, 28, 28],
    [1, 28, 28],
  ],
  [[1, 784], ['features'], [784]],
  [
    [3, 224, 224],
    [3, 'h', 'w'],
    [3, 224, 224],
  ],
  [[], [1], [1]],
  [[5], null, [5]],
  [
    [1, 7],
    ['a', 'b'],
    [1, 7],
  ],
])('fits %j into %j as %j', (dims, declared, shape) => {
  expect(fitted(dims, declared)).toEqual(shape);
});

it.each([
  [
    [28, 28],
    [3, 28, 28],
  ],
  [[28, 28], [784]],
  [
    [224, 224, 3],
    [3, 224, 224],
  ],
  [[], [2]],
  [[3], []],
])('does not fit %j into %j', (dims, declared) => {
  expect(fitted(dims, declared)).toBeUndefined();
});

it('prints shapes', () => {
  expect([printShape([3, 'h', '']), printShape([])]).toEqual(['3 × h × ?', 'one value']);
});
