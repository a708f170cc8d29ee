import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cocoAverage } from '../../src/stats/coco-average.js';
import { cocoRow } from '../../src/stats/coco-match.js';
import { cocoNumbers } from '../../src/tasks/detection.js';

interface Fixture {
  readonly images: readonly {
    readonly id: number;
    /** Left, top, width, height, class, area, crowd. */
    readonly objects: readonly (readonly number[])[];
    /** Left, top, width, height, class, score. */
    readonly answers: readonly (readonly number[])[];
  }[];
  readonly expected: readonly (number | null)[];
  readonly perClass: readonly (readonly [number, readonly (number | null)[]])[];
  readonly times: readonly number[];
  readonly resampled: readonly (number | null)[];
}

const fixture = JSON.parse(
  readFileSync(join(import.meta.dirname, '../tasks/fixtures/coco.json'), 'utf8'),
) as Fixture; // written by make_coco.py

const rows = fixture.images.map(({ id, objects, answers }) => Float64Array.from(rowOf(objects, answers, id)));

function rowOf(objects: readonly (readonly number[])[], answers: readonly (readonly number[])[], id: number): number[] {
  return cocoRow(
    answers.map(([x = 0, y = 0, w = 0, h = 0, kind = 0, score = 0]) => ({ box: [x, y, w, h], class: kind, score })),
    objects.map(([x = 0, y = 0, w = 0, h = 0, kind = 0, area = 0, crowd = 0]) => ({
      box: [x, y, w, h], class: kind, area, crowd: crowd === 1,
    })),
    id,
  );
} // prettier-ignore

function twelve(times?: readonly number[], category?: number): number[] {
  const wanted = Object.values(cocoNumbers);
  const own = category === undefined ? {} : { class: category };
  return wanted.map((each) => cocoAverage(rows, { ...each, ...own }, times));
}

function expectNear(found: readonly number[], expected: readonly (number | null)[]): void {
  found.forEach((value, at) => {
    const wanted = expected[at] ?? NaN;
    if (Number.isNaN(wanted)) expect(value).toBeNaN();
    else expect(Math.abs(value - wanted)).toBeLessThan(1e-9);
  });
}

describe('over 160 images with crowds, empty ones, ties and more answers than count', () => {
  test('all twelve numbers are those of pycocotools', () => {
    expectNear(twelve(), fixture.expected);
    expect(fixture.expected.every((value) => value !== null && value > 0 && value < 1)).toBe(true);
  });

  test('and so are those of each class, none for a class without objects', () => {
    for (const [category, expected] of fixture.perClass) expectNear(twelve(undefined, category), expected);
    expect(fixture.perClass.at(-1)?.[1].every((value) => value === null)).toBe(true);
  });

  test('and so are those of images drawn again and again', () => {
    expectNear(twelve(fixture.times), fixture.resampled);
  });

  test('in any order of the images, which are numbered', () => {
    const turned = rows.toReversed();
    const [first] = Object.values(cocoNumbers);
    expect(cocoAverage(turned, first ?? { is: 'recall', area: 'all', most: 1 })).toBe(twelve()[0]);
  });
});

const ap = { is: 'precision', area: 'all', most: 100 } as const;
const one = (score: number) => ({ box: [0, 0, 40, 40], class: 1, score }) as const;
const there = { box: [0, 0, 40, 40], class: 1, area: 1600, crowd: false } as const;

describe('average precision', () => {
  test('is 1 of answers that are the objects, whatever their scores', () => {
    const boxes = fc.array(fc.tuple(fc.nat(300), fc.nat(300), fc.integer({ min: 1, max: 90 }), fc.nat(3)), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.array(boxes, { minLength: 1, maxLength: 5 }), (images) => {
        const all = images.map((list, id) => {
          const objects = list.map(([x, y, side, kind]) => [x, y, side, side, kind, side * side, 0]);
          const answers = list.map(([x, y, side, kind]) => [x, y, side, side, kind, (x % 7) / 10]);
          return Float64Array.from(rowOf(objects, answers, id));
        });
        expect(cocoAverage(all, ap)).toBeGreaterThan(1 - 1e-12);
      }),
      { numRuns: 50 },
    );
  });

  test('is the textbook’s on three answers to two objects', () => {
    const far = { ...there, box: [100, 0, 40, 40] } as const;
    const answers = [
      one(0.9),
      { ...one(0.8), box: [300, 0, 40, 40] },
      { ...one(0.7), box: [100, 0, 40, 40] },
    ] as const;
    const row = Float64Array.from(cocoRow(answers, [there, far], 0));
    expect(cocoAverage([row], { ...ap, threshold: 0 })).toBeCloseTo((51 + 50 * (2 / 3)) / 101, 9);
  });

  test('has no value without an object that counts', () => {
    expect(cocoAverage([], ap)).toBeNaN();
    expect(cocoAverage([Float64Array.from(cocoRow([one(0.5)], [], 0))], ap)).toBeNaN();
    expect(
      cocoAverage([Float64Array.from(cocoRow([one(0.5)], [{ ...there, crowd: true }], 0))], ap),
    ).toBeNaN();
  });

  test('is 0 where nothing is found, and where only images are drawn that have nothing right', () => {
    const [none, right] = [cocoRow([], [there], 0), cocoRow([one(0.5)], [there], 1)];
    expect(cocoAverage([Float64Array.from(none)], ap)).toBe(0);
    expect(cocoAverage([Float64Array.from(none), Float64Array.from(right)], ap, [2, 0])).toBe(0);
  });
});
