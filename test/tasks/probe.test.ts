import { describe, expect, test } from 'vitest';
import type { OutputMeaning } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { classification } from '../../src/tasks/classification.js';
import { multilabel } from '../../src/tasks/multilabel.js';
import { probe } from '../../src/tasks/probe.js';
import { regression } from '../../src/tasks/regression.js';
import { tokenClassification } from '../../src/tasks/token-classification.js';
import { codesOf, floats, only } from './arrange.js';

describe('an output of classes', () => {
  test.each<[string, readonly (readonly number[])[], OutputMeaning]>([
    ['rows in 0…1 that sum to 1', [[0.2, 0.8], [0.5, 0.5004]], 'probabilities'],
    ['rows in 0…1 of which one does not sum to 1', [[0.2, 0.8], [0.5, 0.502]], 'logits'],
    ['rows that sum to 1 with a value below 0', [[-0.5, 1.5]], 'logits'],
    ['logarithms of shares', [[Math.log(0.25), Math.log(0.75)]], 'log-probabilities'],
    ['logarithms of shares, one of them 0', [[-Infinity, 0]], 'log-probabilities'],
    ['negative logits', [[-3, -1]], 'logits'],
    ['logits', [[3, -1]], 'logits'],
    ['one column in 0…1', [[0.3], [0.9]], 'probabilities'],
    ['one column of scores', [[0.3], [-2]], 'logits'],
    ['probabilities beside a row that is no answer', [[0.2, 0.8], [NaN, 0.5]], 'probabilities'],
    ['nothing but rows that are no answers', [[NaN, NaN]], 'logits'],
  ])('of %s', (_, rows, meaning) => {
    expect(probe(classification, floats(...rows), 'y', rows.length)).toBe(meaning);
  }); // prettier-ignore

  test.each<[string, Tensor, OutputMeaning]>([
    ['int64 of [N]', { type: 'int64', dims: [2], data: BigInt64Array.of(1n, 0n) }, 'labels'],
    ['int32 of [N, 1]', { type: 'int32', dims: [2, 1], data: Int32Array.of(1, 0) }, 'labels'],
    ['texts', { type: 'string', dims: [2], data: ['cat', 'dog'] }, 'labels'],
    ['bool of [N]', { type: 'bool', dims: [2], data: Uint8Array.of(1, 0) }, 'labels'],
    ['uint8 scores of [N, C]', { type: 'uint8', dims: [2, 2], data: Uint8Array.of(1, 200, 9, 3) }, 'logits'],
    [
      'float16 shares',
      { type: 'float16', dims: [2, 2], data: Uint16Array.of(0x3800, 0x3800, 0x3c00, 0) },
      'probabilities',
    ],
  ])('of %s', (_, tensor, meaning) => expect(probe(classification, only(tensor), 'y', 2)).toBe(meaning));
});

describe('an output of label sets', () => {
  test.each<[string, readonly (readonly number[])[], OutputMeaning]>([
    ['values in 0…1', [[0.2, 0.9]], 'probabilities'],
    ['a value above 1', [[0.2, 1.1]], 'logits'],
  ])('of %s', (_, rows, meaning) =>
    expect(probe(multilabel, floats(...rows), 'y', rows.length)).toBe(meaning),
  );

  test('of whole 0 and 1 are labels', () => {
    const tensor: Tensor = { type: 'int64', dims: [1, 3], data: BigInt64Array.of(1n, 0n, 1n) };
    expect(probe(multilabel, only(tensor), 'y', 1)).toBe('labels');
  });
  test('of other whole numbers are scores', () => {
    const tensor: Tensor = { type: 'int8', dims: [1, 3], data: Int8Array.of(1, 0, -4) };
    expect(probe(multilabel, only(tensor), 'y', 1)).toBe('logits');
  });
});

test('a kind with one meaning needs no look', () => {
  expect(probe(regression, new Map(), 'y', 1)).toBe('labels');
});

test('an output without the samples as its first dimension is refused', () => {
  expect(codesOf(() => probe(classification, floats([1, 2]), 'y', 2))).toEqual(['OUTPUT_ROWS']);
});

test('an output of tags holds labels where it is whole numbers of [N, L], and scores otherwise', () => {
  const whole = { type: 'int64', dims: [1, 2], data: BigInt64Array.of(1n, 0n) } as const;
  const scores = { type: 'float32', dims: [1, 2, 2], data: Float32Array.of(0.5, 0.5, 0, 1) } as const;
  const bytes = { type: 'uint8', dims: [1, 2, 2], data: Uint8Array.of(3, 4, 0, 9) } as const;
  const found = [whole, scores, bytes].map((tensor) => probe(tokenClassification, only(tensor), 'y', 1));
  expect(found).toEqual(['labels', 'logits', 'logits']);
});
