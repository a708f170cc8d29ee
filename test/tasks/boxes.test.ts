import { describe, expect, test } from 'vitest';
import type { Outputs, Reading } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { boxesOf, type BoxLayout } from '../../src/tasks/boxes.js';
import { codesOf } from './arrange.js';

const finished: BoxLayout = { head: 'boxes', corners: 'xyxy', thinning: null };
const thinning = { iou: 0.45, score: 0.1, most: 300, apart: true };
const tensor = (dims: readonly number[], ...data: readonly number[]): Tensor => ({ type: 'float64', dims, data: Float64Array.from(data) }); // prettier-ignore
const outputs = (named: { readonly [name: string]: Tensor }): Outputs => new Map(Object.entries(named));
const parts = (...names: readonly string[]): Reading => ({
  output: names[0] ?? '',
  meaning: 'logits',
  parts: Object.fromEntries(names.map((name) => [name, name])),
});
const alone: Reading = { output: 'y', meaning: 'logits' };
const read = (named: { readonly [name: string]: Tensor }, reading = alone, layout = finished, count = 1) =>
  boxesOf(outputs(named), reading, count, layout);

describe('finished boxes', () => {
  const boxes = tensor([1, 2, 4], 0, 0, 10, 20, 5, 5, 6, 7);
  const two = [
    { box: [0, 0, 10, 20], class: 3, score: 0.9 },
    { box: [5, 5, 1, 2], class: 1, score: 0.2 },
  ];

  test('come as boxes, scores and labels', () => {
    const named = { boxes, scores: tensor([1, 2], 0.9, 0.2), labels: tensor([1, 2], 3, 1) };
    expect(read(named, parts('boxes', 'scores', 'labels'))).toEqual([{ boxes: two, degenerate: false }]);
  });

  test('come as boxes and a score for each class', () => {
    const scores = tensor([1, 2, 4], 0, 0.1, 0.2, 0.9, 0.1, 0.2, 0.2, 0);
    expect(read({ boxes, scores }, parts('boxes', 'scores'))).toEqual([{ boxes: two, degenerate: false }]);
  });

  test('come in one output, with score and class', () => {
    const y = tensor([1, 2, 6], 0, 0, 10, 20, 0.9, 3, 5, 5, 6, 7, 0.2, 1);
    expect(read({ y })).toEqual([{ boxes: two, degenerate: false }]);
  });

  test('come without a batch axis where there is one sample, even one box of it, or none', () => {
    const named = (n: number) => ({
      boxes: tensor([n, 4], ...[0, 0, 10, 20].slice(0, 4 * n)),
      scores: tensor([n], ...[0.9].slice(0, n)),
      labels: tensor([n], ...[3].slice(0, n)),
    });
    const reading = parts('boxes', 'scores', 'labels');
    expect(read(named(1), reading)).toEqual([{ boxes: two.slice(0, 1), degenerate: false }]);
    expect(read(named(0), reading)).toEqual([{ boxes: [], degenerate: false }]);
    expect(codesOf(() => read(named(1), reading, finished, 2))).toEqual(['OUTPUT_ROWS']);
  });

  test('are padded with scores or classes below 0, or counted', () => {
    const padded = { boxes, scores: tensor([1, 2], 0.9, 0.2), labels: tensor([1, 2], 3, -1) };
    expect(read(padded, parts('boxes', 'scores', 'labels'))[0]?.boxes).toEqual(two.slice(0, 1));
    const named = { boxes: tensor([1, 2, 4], 0, 0, 10, 20, NaN, 0, 0, 0), scores: tensor([1, 2], 0.9, NaN), labels: tensor([1, 2], 3, 0), count: tensor([1, 1], 1) }; // prettier-ignore
    const reading = parts('boxes', 'scores', 'labels', 'count');
    expect(read(named, reading)).toEqual([{ boxes: two.slice(0, 1), degenerate: false }]);
    expect(codesOf(() => read({ ...named, count: tensor([1], 3) }, reading))).toEqual(['BOX_COUNT']);
    expect(codesOf(() => read({ ...named, count: tensor([1], 0.5) }, reading))).toEqual(['BOX_COUNT']);
  });

  test.each([
    ['xyxy', [0, 0, 10, 20]],
    ['xywh', [0, 0, 10, 20]],
    ['cxcywh', [-5, -10, 10, 20]],
  ] as const)('are read as %s', (corners, box) => {
    const y = tensor([1, 1, 6], 0, 0, 10, 20, 0.9, 3);
    expect(read({ y }, alone, { ...finished, corners })[0]?.boxes[0]?.box).toEqual(box);
  });

  test('with a number that is none are no answer', () => {
    for (const wrong of [NaN, Infinity]) {
      const y = tensor([1, 1, 6], 0, 0, 10, wrong, 0.9, 3);
      expect(read({ y })).toEqual([{ boxes: [], degenerate: true }]);
    }
    expect(read({ y: tensor([1, 1, 6], 0, 0, 1, 1, 0.9, 1.5) })[0]?.degenerate).toBe(true);
  });

  test('belong to their samples', () => {
    const y = tensor([2, 1, 6], 0, 0, 10, 20, 0.9, 3, 5, 5, 6, 7, 0.2, 1);
    expect(read({ y }, alone, finished, 2).map((each) => each.boxes)).toEqual([[two[0]], [two[1]]]);
  });

  test.each([
    ['boxes of five numbers', { boxes: tensor([1, 1, 5], 0, 0, 0, 0, 0), scores: tensor([1, 1], 1), labels: tensor([1, 1], 1) }],
    ['fewer scores than boxes', { boxes, scores: tensor([1, 1], 1), labels: tensor([1, 2], 1, 1) }],
    ['fewer labels than boxes', { boxes, scores: tensor([1, 2], 1, 1), labels: tensor([1, 1], 1) }],
    ['several scores beside labels', { boxes, scores: tensor([1, 2, 2], 1, 1, 1, 1), labels: tensor([1, 2], 1, 1) }],
  ] as const)('are refused with %s', (_, named) => {
    expect(codesOf(() => read(named, parts('boxes', 'scores', 'labels')))).toEqual(['OUTPUT_SHAPE']);
  }); // prettier-ignore
});

describe('raw heads', () => {
  const kept = [{ box: [5, 5, 10, 10], class: 1, score: 0.5 }];

  test('of yolov5 have objectness, place by place', () => {
    const y = tensor([1, 2, 7], 10, 10, 10, 10, 0.5, 0, 1, 10, 11, 10, 10, 0.25, 0, 1);
    expect(read({ y }, alone, { head: 'yolov5', corners: 'xyxy', thinning })[0]?.boxes).toEqual(kept);
  });

  test('of yolov8 have none, number by number', () => {
    const y = tensor([1, 6, 2], 10, 10, 10, 11, 10, 10, 10, 10, 0, 0, 0.5, 0.25);
    expect(read({ y }, alone, { head: 'yolov8', corners: 'xyxy', thinning })[0]?.boxes).toEqual(kept);
  });

  test('with a number that is none are no answer, and ones too narrow are refused', () => {
    const layout = { head: 'yolov8', corners: 'xyxy', thinning } as const;
    expect(read({ y: tensor([1, 5, 1], 10, 10, 10, 10, NaN) }, alone, layout)[0]?.degenerate).toBe(true);
    expect(codesOf(() => read({ y: tensor([1, 4, 1], 1, 1, 1, 1) }, alone, layout))).toEqual([
      'OUTPUT_SHAPE',
    ]);
  });
});
