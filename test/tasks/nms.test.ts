import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { thinned } from '../../src/tasks/nms.js';

interface Case {
  /** Corners. */
  readonly boxes: readonly (readonly [number, number, number, number])[];
  readonly classes: readonly number[];
  readonly scores: readonly number[];
  readonly iou: number;
  readonly together: readonly number[];
  readonly apart: readonly number[];
}

const cases = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures/nms.json'), 'utf8'),
) as readonly Case[]; // written by make_nms.py

test.each(['together', 'apart'] as const)('boxes that stay are those of the reference: classes %s', (way) => {
  for (const each of cases) {
    const boxes = each.boxes.map(([x, y, right, bottom], at) => ({
      box: [x, y, right - x, bottom - y] as const,
      class: each.classes[at] ?? -1,
      score: each.scores[at] ?? NaN,
      at,
    }));
    const kept = thinned(boxes, { iou: each.iou, score: -1, most: 1000, apart: way === 'apart' });
    expect(kept.map((box) => boxes.indexOf(box as (typeof boxes)[number]))).toEqual(each[way]); // the same objects come back
  }
});

const box = (score: number, left: number) => ({ box: [left, 0, 10, 10] as const, class: 0, score });

test('only boxes above the score take part, and so many are kept at most', () => {
  const boxes = [box(0.5, 0), box(0.9, 100), box(0.7, 200), box(0.5, 300)];
  const kept = (score: number, most: number) =>
    thinned(boxes, { iou: 0.5, score, most, apart: true }).map(({ box: [left] }) => left);
  expect(kept(0.5, 10)).toEqual([100, 200]);
  expect(kept(0, 3)).toEqual([100, 200, 0]);
});
