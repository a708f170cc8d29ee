import { describe, expect, test } from 'vitest';
import { cocoRow, thresholds, type Annotated, type Detected } from '../../src/stats/coco-match.js';

const object = (over: Partial<Annotated> = {}): Annotated => ({ box: [0, 0, 40, 40], class: 1, area: 1600, crowd: false, ...over }); // prettier-ignore
const answer = (over: Partial<Detected> = {}): Detected => ({ box: [0, 0, 40, 40], class: 1, score: 0.5, ...over }); // prettier-ignore

/** Matched and ignored bits of the range "all", per answer. */
const bits = (row: readonly number[]): (readonly [number, number])[] => {
  const start = 2 + 5 * (row[1] ?? 0);
  const answers = (row.length - start) / 4;
  return Array.from({ length: answers }, (_, at) => {
    const word = (row[start + 4 * at + 2] ?? 0) % 2 ** 20;
    return [word & 1023, word >> 10] as const;
  });
};

test('thresholds are those of numpy’s linspace', () => {
  expect(thresholds).toHaveLength(10);
  expect(thresholds[0]).toBe(0.5);
  expect(thresholds[9]).toBe(0.95);
  expect(thresholds[6]).toBeCloseTo(0.8, 15);
});

describe('a row', () => {
  test('begins with the image’s number and the objects of each class that count', () => {
    const row = cocoRow([], [object(), object({ class: 0, area: 100 }), object({ crowd: true })], 7);
    expect(row).toEqual([7, 2, 0, 1, 1, 0, 0, 1, 1, 0, 1, 0]);
  });

  test('has the answers of a class by falling score, the first on ties, 100 at most', () => {
    const row = cocoRow([answer({ score: 0.1 }), answer({ score: 0.9, box: [200, 0, 40, 40] })], [], 0);
    expect([row[3], row[7]]).toEqual([0.9, 0.1]);
    expect(cocoRow(Array.from({ length: 130 }, () => answer()), [], 0)).toHaveLength(2 + 400); // prettier-ignore
  });

  test('has each object found once, by the answer with the higher score', () => {
    expect(bits(cocoRow([answer(), answer({ score: 0.9 })], [object()], 0))).toEqual([
      [1023, 0],
      [0, 0],
    ]);
  });

  test('spares every answer on a crowd', () => {
    const crowd = object({ crowd: true });
    expect(bits(cocoRow([answer(), answer()], [crowd], 0))).toEqual([
      [1023, 1023],
      [1023, 1023],
    ]);
  });

  test('prefers an object that counts to a crowd that fits better', () => {
    const near = object({ box: [0, 0, 40, 30], area: 1200 });
    const [[matched, spared] = []] = bits(cocoRow([answer()], [object({ crowd: true }), near], 0));
    expect(matched).toBe(1023);
    expect(spared).toBe(1023 & ~0b111111); // .50 to .75 are of the object itself
  });

  test('tells classes apart', () => {
    expect(bits(cocoRow([answer({ class: 2 })], [object()], 0))).toEqual([[0, 0]]);
  });
});
