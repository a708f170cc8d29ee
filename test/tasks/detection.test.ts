import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/core/json.js';
import type { Value } from '../../src/core/sample.js';
import type { Task } from '../../src/core/task.js';
import { cocoNumbers, detection } from '../../src/tasks/detection.js';
import { codesOf, labelled, measured, only, taskOf, unlabelled } from './arrange.js';

const alone = { output: 'y', meaning: 'logits' } as const;

/** Rows of corners, score and class. */
const answer = (task: Task, ...rows: readonly (readonly number[])[]): unknown =>
  task.predict(only({ type: 'float64', dims: [1, rows.length, 6], data: Float64Array.from(rows.flat()) }), alone, 1)[0]; // prettier-ignore

const car = [0, 0, 40, 40, 0.9, 0];
const person = [100, 100, 120, 160, 0.8, 1];
const label: Value = {
  type: 'float64',
  dims: [2, 5],
  data: Float64Array.from([0, 0, 40, 40, 0, 100, 100, 20, 60, 1]),
};
const truthOf = (task: Task): unknown => task.truth(labelled(label));
const names = ['car', 'person'];

const keptOf = (task: Task, ...answers: readonly (readonly (readonly number[])[])[]): Json[] =>
  answers.map((rows) => task.keep(answer(task, ...rows), truthOf(task)));

describe('scores', () => {
  test('are perfect on themselves, every one that has objects of its size', () => {
    const task = taskOf(detection, { names });
    const kept = keptOf(task, [car, person]);
    for (const name of [
      'ap',
      'ap50',
      'ap75',
      'ap-medium',
      'ar-1',
      'ar-10',
      'ar-100',
      'ar-medium',
      'ap-class-0',
    ])
      expect(measured(task.measures[name], kept), name).toBeCloseTo(1, 12);
    for (const name of ['ap-small', 'ap-large', 'ar-small', 'ar-large'])
      expect(measured(task.measures[name], kept), name).toBeNaN();
  });

  test('have no value without labels', () => {
    const task = taskOf(detection);
    expect(task.truth(unlabelled)).toBeUndefined();
    const kept = [task.keep(answer(task, car), undefined)];
    for (const name of Object.keys(cocoNumbers)) expect(measured(task.measures[name], kept)).toBeNaN();
  });

  test('do not depend on the order of samples, and halves add up to the whole', () => {
    const task = taskOf(detection);
    const kept = keptOf(task, [car], [person], [car, person], []);
    const ap = measured(task.measures['ap'], kept);
    expect(measured(task.measures['ap'], kept.toReversed())).toBe(ap);
    expect(ap).toBeCloseTo(0.5, 1);
  });

  test('of each class say which', () => {
    const task = taskOf(detection, { names });
    expect(task.measures['ap-class-1']?.about).toBe('person');
    expect(measured(task.measures['ap-class-1'], keptOf(task, [car]))).toBe(0);
  });

  test('are of the picture’s pixels where answers are shares or of another size', () => {
    const objects = [{ box: [0, 0, 40, 40], category: 0, name: 'car', area: 1600, crowd: false }] as const;
    const sample = labelled({ objects, size: [400, 200] });
    for (const [coordinates, row] of [
      ['relative', [0, 0, 0.1, 0.2, 0.9, 0]],
      [
        [100, 100],
        [0, 0, 10, 20, 0.9, 0],
      ],
      ['pixels', car],
    ] as const) {
      const task = taskOf(detection, { options: { coordinates } });
      const kept = [task.keep(answer(task, row), task.truth(sample))];
      expect(measured(task.measures['ap-medium'], kept)).toBeCloseTo(1, 12);
    }
  });
});

describe('two answers', () => {
  const task = taskOf(detection, { names });
  const compared = (left: readonly (readonly number[])[], right: readonly (readonly number[])[]) =>
    task.compare(answer(task, ...left), answer(task, ...right), undefined);

  test('are the same where each box has its match', () => {
    expect(compared([car, person], [person, car])).toMatchObject({ changed: false, both: 2 });
    expect(compared([], [])).toMatchObject({ changed: false });
    expect(compared([car, person], [car])).toMatchObject({ changed: true, both: 1, left: 2, right: 1 });
  });

  test('are held against each other from the declared score on', () => {
    const unsure = [100, 100, 120, 160, 0.4, 1];
    expect(compared([car, unsure], [car])).toMatchObject({ changed: false });
    const strict = taskOf(detection, { options: { threshold: 0.3 } });
    expect(strict.compare(answer(strict, car, unsure), answer(strict, car), undefined)).toMatchObject({ changed: true });
  }); // prettier-ignore

  test('add up to the share of boxes without a match, undefined where nobody finds any', () => {
    const measure = task.measures['box-disagreement'];
    expect(measured(measure, [compared([car], [car]), compared([car], [person])])).toBe(0.5);
    expect(measured(measure, [compared([], [])])).toBeNaN();
  });

  test('that are none have changed, and are nothing found', () => {
    const broken = answer(task, [0, 0, NaN, 40, 0.9, 0]);
    expect(task.isDegenerate(broken)).toBe(true);
    expect(task.compare(broken, broken, undefined)).toMatchObject({ changed: true });
    expect(measured(task.measures['ap'], [task.keep(broken, truthOf(task))])).toBe(0);
    expect(task.evidence(broken, answer(task, car), undefined)).toMatchObject({ severity: 4, left: { text: 'no answer' } }); // prettier-ignore
  });

  test('are shown with their boxes', () => {
    const found = task.evidence(answer(task, car, person), answer(task, car), truthOf(task));
    expect(found).toMatchObject({
      left: { text: 'car 1, person 1', confidence: null },
      right: { text: 'car 1' },
      label: 'car 1, person 1',
      shown: {
        is: 'boxes',
        compressed: { items: [{ box: [0, 0, 40, 40], name: 'car', score: 0.9 }], of: 1 },
        label: { of: 2 },
      },
    });
    expect(found.severity).toBeCloseTo(1 / 3, 12);
  });
});

test('a raw head says how its boxes are thinned out', () => {
  expect(codesOf(() => taskOf(detection, { options: { head: 'yolov8' } }))).toEqual(['NMS_UNDECLARED']);
  const options = { head: 'yolov8', 'nms-iou': 0.45 };
  const y = { type: 'float64', dims: [1, 5, 2], data: Float64Array.of(20, 21, 20, 20, 40, 40, 40, 40, 0.9, 0.8) } as const; // prettier-ignore
  const task = taskOf(detection, { options });
  expect(task.predict(only(y), alone, 1)[0]).toMatchObject({ boxes: [{ box: [0, 0, 40, 40], score: 0.9 }] });
});
