import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/core/json.js';
import type { Task } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { segmentation } from '../../src/tasks/segmentation.js';
import { codesOf, labelled, measured, only, taskOf } from './arrange.js';

interface Scores {
  readonly miou: number;
  readonly accuracy: number;
  readonly perClass: readonly (number | null)[];
}

interface Fixture {
  readonly size: number;
  readonly classes: number;
  readonly ignore: number;
  /** One hexadecimal digit per pixel. */
  readonly labels: readonly string[];
  readonly baseline: readonly string[];
  readonly compressed: readonly string[];
  readonly expected: {
    readonly baseline: Scores;
    readonly compressed: Scores;
    readonly changed: readonly number[];
  };
}

const fixture = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/masks.json'), 'utf8')) as Fixture; // written by make_masks.py
const { classes, ignore, expected } = fixture;

const labels = { output: 'y', meaning: 'labels' } as const;
const tensor = (values: readonly number[], dims: readonly number[]): Tensor => ({ type: 'int32', dims, data: Int32Array.from(values) }); // prettier-ignore
const pixels = (text: string): number[] => Array.from(text, (digit) => Number.parseInt(digit, 16));
const square = Math.sqrt;

/** A mask's side is the root of its pixels. */
const answer = (task: Task, values: readonly number[]): unknown =>
  task.predict(only(tensor(values, [1, square(values.length), square(values.length)])), labels, 1)[0];
const truth = (task: Task, values: readonly number[]): unknown =>
  task.truth(labelled(tensor(values, [square(values.length), square(values.length)])));

const options = { classes, ignore, 'changed-above': 0.05 };
const task = taskOf(segmentation, { options });

const kept = (arm: 'baseline' | 'compressed'): Json[] =>
  fixture[arm].map((text, at) =>
    task.keep(answer(task, pixels(text)), truth(task, pixels(fixture.labels[at] ?? ''))),
  );
const pairs = (): Json[] =>
  fixture.baseline.map((text, at) =>
    task.compare(
      answer(task, pixels(text)),
      answer(task, pixels(fixture.compressed[at] ?? '')),
      truth(task, pixels(fixture.labels[at] ?? '')),
    ),
  );

describe('over 120 masks with ignored pixels', () => {
  test.each(['baseline', 'compressed'] as const)('the scores of %s are those of scikit-learn', (arm) => {
    const scores = expected[arm];
    const all = kept(arm);
    expect(Math.abs(measured(task.measures['miou'], all) - scores.miou)).toBeLessThan(1e-9);
    expect(Math.abs(measured(task.measures['pixel-accuracy'], all) - scores.accuracy)).toBeLessThan(1e-9);
    scores.perClass.forEach((iou, index) => {
      const found = measured(task.measures[`iou-class-${index}`], all);
      if (iou === null) expect(found).toBeNaN();
      else expect(Math.abs(found - iou)).toBeLessThan(1e-9);
    });
  });

  test('the shares that changed are those of the pixels', () => {
    const mean = expected.changed.reduce((sum, share) => sum + share, 0) / expected.changed.length;
    expect(Math.abs(measured(task.measures['pixel-disagreement'], pairs()) - mean)).toBeLessThan(1e-9);
    const over = expected.changed.filter((share) => share > 0.05).length / expected.changed.length;
    expect(measured(task.measures['disagreement'], pairs())).toBe(over);
  });

  test('the worst class is the one that loses most', () => {
    const drops = expected.baseline.perClass.map(
      (iou, at) => (iou ?? 0) - (expected.compressed.perClass[at] ?? 0),
    );
    expect(Math.abs(measured(task.measures['class-drop'], pairs()) - Math.max(...drops))).toBeLessThan(1e-9);
  });
});

describe('mIoU', () => {
  const mask = fc.array(fc.nat(2), { minLength: 4, maxLength: 4 });
  const three = taskOf(segmentation, { options: { classes: 3, 'changed-above': 0 } });
  const keepOf = (answered: readonly number[], label: readonly number[]): Json =>
    three.keep(answer(three, answered), truth(three, label));

  test('is 1 of masks that are the labels, and the same in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(mask, mask), { minLength: 1, maxLength: 6 }), (all) => {
        expect(measured(three.measures['miou'], all.map(([label]) => keepOf(label, label)))).toBe(1);
        const some = all.map(([label, answered]) => keepOf(answered, label));
        expect(measured(three.measures['miou'], some.toReversed())).toBe(measured(three.measures['miou'], some));
      }),
    ); // prettier-ignore
  });

  test('has no value without labels, and none where all is ignored', () => {
    const unlabelled = three.keep(answer(three, [0, 0, 0, 0]), undefined);
    expect(measured(three.measures['miou'], [unlabelled])).toBeNaN();
    expect(measured(three.measures['pixel-accuracy'], [unlabelled])).toBeNaN();
    const blind = taskOf(segmentation, { options: { classes: 3, ignore: 9, 'changed-above': 0 } });
    const ignored = blind.keep(answer(blind, [0, 0, 0, 0]), truth(blind, [9, 9, 9, 9]));
    expect(measured(blind.measures['miou'], [ignored])).toBeNaN();
  });

  test('is 0 of an answer that is none', () => {
    const broken = three.predict(only({ type: 'float64', dims: [1, 2, 2], data: Float64Array.of(NaN, 0, 0, 0) }), labels, 1)[0]; // prettier-ignore
    expect(three.isDegenerate(broken)).toBe(true);
    expect(measured(three.measures['miou'], [three.keep(broken, truth(three, [0, 0, 0, 0]))])).toBe(0);
    expect(three.compare(broken, broken, undefined)).toMatchObject({ changed: true, share: 1 });
  });
});

describe('two masks', () => {
  const two = taskOf(segmentation, {
    options: { classes: 2, 'changed-above': 0.25 },
    names: ['sky', 'road'],
  });
  const one = [0, 0, 1, 1];

  test('have changed above the declared share, and not at it', () => {
    const changed = (other: readonly number[]) =>
      two.compare(answer(two, one), answer(two, other), undefined);
    expect(changed([0, 1, 1, 1])).toMatchObject({ changed: false, share: 0.25 });
    expect(changed([1, 1, 1, 1])).toMatchObject({ changed: true, share: 0.5 });
  });

  test('are shown by their classes and where they differ', () => {
    const found = two.evidence(answer(two, one), answer(two, [0, 1, 1, 1]), truth(two, one));
    expect(found).toMatchObject({
      left: { text: 'sky 50%, road 50%' },
      right: { text: 'road 75%, sky 25%' },
      label: 'sky 50%, road 50%',
      severity: 0.25,
      shown: {
        is: 'mask',
        changed: 0.25,
        classes: { items: [{ name: 'sky', baseline: 2, compressed: 1, changed: 1 }, {}] },
        map: { rows: 2, columns: 2, shares: [0, 1, 0, 0] },
      },
    });
  });

  test('of other sizes are a fault with the sample’s id, or the arms’', () => {
    expect(codesOf(() => two.keep(answer(two, one), truth(two, [0])))).toEqual(['MASK_SIZE']);
    expect(codesOf(() => two.compare(answer(two, one), answer(two, [0]), undefined))).toEqual([
      'MASKS_DIFFER',
    ]);
  });
});

test('names are as many as classes', () => {
  expect(codesOf(() => taskOf(segmentation, { options, names: ['a'] }))).toEqual(['CLASSES_MISCOUNTED']);
  expect(taskOf(segmentation, { options: { classes: 2, 'changed-above': 0 }, names: ['a', 'b'] }).measures['iou-class-1']?.about).toBe('b'); // prettier-ignore
});
