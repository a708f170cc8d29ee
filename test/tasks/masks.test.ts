import { describe, expect, test } from 'vitest';
import type { Value } from '../../src/core/sample.js';
import type { OutputMeaning } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { maskMeaning, masksOf, truthOf, type MaskLayout } from '../../src/tasks/masks.js';
import { codesOf, labelled, only, unlabelled } from './arrange.js';

const layout: MaskLayout = { classes: 3, channels: 'first', threshold: 0.5, ignore: 255 };
const tensor = (dims: readonly number[], data: readonly number[], type: 'float64' | 'int32' = 'float64'): Tensor =>
  ({ type, dims, data: type === 'int32' ? Int32Array.from(data) : Float64Array.from(data) }); // prettier-ignore
const read = (y: Tensor, meaning: OutputMeaning = 'logits', over: Partial<MaskLayout> = {}, count = 1) =>
  masksOf(only(y), { output: 'y', meaning }, count, { ...layout, ...over }).map(
    ({ classes, degenerate }) => ({
      classes: Array.from(classes),
      degenerate,
    }),
  );

describe('an answer’s mask', () => {
  test('is the class with the highest score, the lowest on ties, in either layout', () => {
    const first = tensor([1, 3, 1, 2], [1, 0, 2, 5, 2, 5]);
    const last = tensor([1, 1, 2, 3], [1, 2, 2, 0, 5, 5]);
    expect(read(first)).toEqual([{ classes: [1, 1], degenerate: false }]);
    expect(read(last, 'logits', { channels: 'last' })).toEqual([{ classes: [1, 1], degenerate: false }]);
  });

  test('is the labels themselves, with or without a channel', () => {
    for (const dims of [
      [1, 1, 2],
      [1, 1, 1, 2],
    ])
      expect(read(tensor(dims, [2, 0], 'int32'), 'labels')).toEqual([{ classes: [2, 0], degenerate: false }]);
  });

  test('of one channel is class 1 above the threshold', () => {
    const two = { classes: 2, threshold: 0.5 };
    expect(read(tensor([1, 1, 1, 3], [0.5, 0.6, 0.1]), 'probabilities', two)[0]?.classes).toEqual([0, 1, 0]);
    expect(read(tensor([1, 1, 1, 3], [0, 0.6, -1]), 'logits', two)[0]?.classes).toEqual([0, 1, 0]);
  });

  test.each([
    ['NaN', [NaN, 0, 0]],
    ['+∞', [Infinity, 0, 0]],
    ['nothing but −∞', [-Infinity, -Infinity, -Infinity]],
  ])('is none with %s at a pixel', (_, scores) => {
    expect(read(tensor([1, 3, 1, 1], scores))[0]?.degenerate).toBe(true);
  });

  test.each([
    ['other classes', tensor([1, 4, 1, 1], [0, 0, 0, 0]), 'logits', 'OUTPUT_SHAPE'],
    ['one channel for three classes', tensor([1, 1, 1, 1], [0]), 'logits', 'OUTPUT_SHAPE'],
    ['too few axes', tensor([1, 3], [0, 0, 0]), 'logits', 'OUTPUT_SHAPE'],
    ['no pixels', tensor([1, 3, 0, 2], []), 'logits', 'OUTPUT_SHAPE'],
    ['another number of samples', tensor([2, 3, 1, 1], [0, 0, 0, 0, 0, 0]), 'logits', 'OUTPUT_ROWS'],
    ['a class too many', tensor([1, 1, 1], [3], 'int32'), 'labels', 'OUTPUT_NOT_LABELS'],
    ['half a class', tensor([1, 1, 1], [0.5]), 'labels', 'OUTPUT_NOT_LABELS'],
  ] as const)('is refused with %s', (_, y, meaning, code) => {
    expect(codesOf(() => read(y, meaning))).toEqual([code]);
  });

  test('is read as what it seems to hold', () => {
    expect(maskMeaning(tensor([1, 2, 2], [0, 0, 0, 0], 'int32'))).toBe('labels');
    expect(maskMeaning(tensor([1, 1, 2], [0, 0]))).toBe('labels');
    expect(maskMeaning(tensor([1, 1, 1, 2], [0, 0.9]))).toBe('probabilities');
    expect(maskMeaning(tensor([1, 1, 1, 2], [0, 1.9]))).toBe('logits');
    expect(maskMeaning(tensor([1, 2, 1, 2], [0, 0.5, 0.5, 0]))).toBe('logits');
  });
});

describe('a label’s mask', () => {
  const read = (value: Value) => truthOf(labelled(value), { options: {}, confidentAt: 0.9, names: [], label: 'label' }, layout); // prettier-ignore
  const picture = (...pixels: readonly number[]): Value => ({ height: 1, width: pixels.length, channels: 1, pixels: Uint16Array.from(pixels) }); // prettier-ignore

  test('is a picture of one channel or whole numbers', () => {
    expect(read(picture(0, 2, 255))).toEqual({ height: 1, width: 3, classes: Int32Array.of(0, 2, 255), sample: 'sample-1' }); // prettier-ignore
    expect(read(tensor([1, 3], [0, 1, 2], 'int32'))?.classes).toEqual(Int32Array.of(0, 1, 2));
    expect(read(tensor([1, 1, 3], [0, 1, 2]))?.width).toBe(3);
    expect(truthOf(unlabelled, { options: {}, confidentAt: 0.9, names: [], label: 'label' }, layout)).toBeUndefined(); // prettier-ignore
  });

  test.each([
    ['a class too many', picture(0, 3), 'LABEL_OUT_OF_RANGE'],
    ['a colour picture', { height: 1, width: 1, channels: 3, pixels: Uint8Array.of(1, 1, 1) }, 'LABEL_TYPE'],
    ['fractions', tensor([1, 1], [0.5]), 'LABEL_TYPE'],
    ['a row', tensor([3], [0, 1, 2]), 'LABEL_TYPE'],
    ['text', 'road', 'LABEL_TYPE'],
  ] as const)('is refused with %s', (_, value, code) => {
    expect(codesOf(() => read(value))).toEqual([code]);
  });
});
