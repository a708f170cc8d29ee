import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/core/json.js';
import type { Task } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { regression } from '../../src/tasks/regression.js';
import { codesOf, floats, labelled, measured, only, reading, taskOf, unlabelled } from './arrange.js';
import sklearn from './fixtures/sklearn.json' with { type: 'json' };

const absolute = taskOf(regression, { options: { tolerance: 0.5 } });
const relative = taskOf(regression, { options: { tolerance: '5%' } });

function estimate(task: Task, value: number): unknown {
  return task.predict(floats([value]), reading('labels'), 1)[0];
}

function keptOf(task: Task, value: number, label: number): Json {
  return task.keep(estimate(task, value), task.truth(labelled(label)));
}

function pairOf(task: Task, left: number, right: number, label?: number): Json {
  const truth = label === undefined ? undefined : task.truth(labelled(label));
  return task.compare(estimate(task, left), estimate(task, right), truth);
}

describe('an answer has changed', () => {
  test.each([
    { task: absolute, left: 2, right: 2.5, changed: false },
    { task: absolute, left: 2, right: 2.51, changed: true },
    { task: absolute, left: 2, right: 1.49, changed: true },
    { task: relative, left: 100, right: 105, changed: false },
    { task: relative, left: 100, right: 106, changed: true },
    { task: relative, left: 100, right: 95.1, changed: false },
    { task: relative, left: -100, right: -94.9, changed: true },
    { task: relative, left: 0, right: 0, changed: false },
    { task: relative, left: 0, right: 1e-9, changed: true },
    { task: relative, left: 1e-9, right: 0, changed: true },
  ])('from $left to $right: $changed', ({ task, left, right, changed }) => {
    expect(pairOf(task, left, right)).toMatchObject({ changed });
  });
  test.each([[NaN], [Infinity], [-Infinity]])('when it is %s, which is no answer', (value) => {
    expect(absolute.isDegenerate(estimate(absolute, value))).toBe(true);
    expect(pairOf(absolute, 1, value, 1)).toMatchObject({ changed: true, negative: true, change: null });
    expect(pairOf(absolute, value, value, 1)).toMatchObject({ changed: true, other: true });
    expect(pairOf(relative, value, 1, 1)).toMatchObject({ changed: true, positive: true });
    expect(measured(absolute.measures['mean-absolute-change'], [pairOf(absolute, 1, value)])).toBeNaN();
  });
});

describe('an answer is right', () => {
  test.each([
    { task: absolute, value: 3.5, label: 3, right: true },
    { task: absolute, value: 3.6, label: 3, right: false },
    { task: relative, value: 95, label: 100, right: true },
    { task: relative, value: 94, label: 100, right: false },
    { task: relative, value: 0.001, label: 0, right: false },
    { task: absolute, value: NaN, label: 3, right: false },
  ])('at $value with the label $label: $right', ({ task, value, label, right }) => {
    expect(keptOf(task, value, label)).toMatchObject({ right });
  });
  test('or not even where it has not changed: a small step over the edge is a flip', () => {
    expect(pairOf(absolute, 3.4, 3.6, 3)).toMatchObject({ changed: false, negative: true, other: false });
  });
  test('on both sides of the label: changed, neither lost nor won', () => {
    expect(pairOf(absolute, 2.6, 3.4, 3)).toMatchObject({
      changed: true,
      negative: false,
      positive: false,
      other: true,
    });
  });
});

describe('an output', () => {
  const columns = floats([1, 2], [3, 4]);
  test.each<[string, Tensor]>([
    ['[N]', { type: 'float32', dims: [2], data: Float32Array.of(1.5, 2.5) }],
    ['[N, 1]', { type: 'float32', dims: [2, 1], data: Float32Array.of(1.5, 2.5) }],
    ['float16', { type: 'float16', dims: [2], data: Uint16Array.of(0x3e00, 0x4100) }],
  ])('of %s is one number per sample', (_, tensor) => {
    expect(absolute.predict(only(tensor), reading('labels'), 2)).toEqual([{ value: 1.5 }, { value: 2.5 }]);
  });
  test('of several columns is read at the declared one', () => {
    const second = taskOf(regression, { options: { tolerance: 1, column: 1 } });
    expect(second.predict(columns, reading('labels'), 2)).toEqual([{ value: 2 }, { value: 4 }]);
  });
  test('of several columns without one, or without this one, is refused', () => {
    const third = taskOf(regression, { options: { tolerance: 1, column: 2 } });
    for (const task of [absolute, third]) {
      expect(codesOf(() => task.predict(columns, reading('labels'), 2))).toEqual(['OUTPUT_COLUMN']);
    }
  });
});

describe('a label', () => {
  test.each([[2.5], ['2.5'], [' 2.5 ']])('%j is a number', (value) => {
    expect(absolute.truth(labelled(value))).toMatchObject({ label: 2.5 });
  });
  test.each([[null], ['']])('%j is none', (value) => expect(absolute.truth(labelled(value))).toBeUndefined());
  test('is none without the field', () => expect(absolute.truth(unlabelled)).toBeUndefined());
  test.each([['n/a'], [NaN]])('%s is refused', (value) => {
    expect(codesOf(() => absolute.truth(labelled(value)))).toEqual(['LABEL_TYPE']);
  });
});

describe('scikit-learn says the same of 220 rows', () => {
  const { answers, truth, expected } = sklearn.regression;
  const kept = answers.map((value, at) => keptOf(absolute, value, truth[at] ?? NaN));
  test.each(Object.entries(expected))('%s', (name, value) => {
    expect(measured(absolute.measures[name], kept)).toBeCloseTo(value, 10);
  });
});

describe('measures', () => {
  test('of errors are undefined where an answer is none, not those of the others', () => {
    const kept = [keptOf(absolute, 1, 1), keptOf(absolute, 2, 1), keptOf(absolute, NaN, 2)];
    for (const name of ['mae', 'rmse', 'r2']) expect(measured(absolute.measures[name], kept)).toBeNaN();
    expect(measured(absolute.measures['within-tolerance'], kept)).toBeCloseTo(1 / 3, 15);
  });
  test('are NaN over nothing', () => {
    const kept = [absolute.keep(estimate(absolute, 1), undefined)];
    for (const name of ['mae', 'rmse', 'r2', 'within-tolerance']) {
      expect(measured(absolute.measures[name], kept)).toBeNaN();
    }
  });
  test('R² is no number where labels do not vary', () => {
    expect(measured(absolute.measures['r2'], [keptOf(absolute, 1, 3), keptOf(absolute, 2, 3)])).toBeNaN();
  });
});

describe('for any two models', () => {
  const value = fc.integer({ min: -40, max: 40 }).map((tenths) => tenths / 10);
  const samples = fc.array(fc.record({ left: value, right: value, label: value }), {
    minLength: 1,
    maxLength: 20,
  });
  const of = (name: string, kept: readonly Json[]): number => measured(absolute.measures[name], kept);
  test('Δ within tolerance = positive − negative flips', () => {
    fc.assert(
      fc.property(samples, (all) => {
        const pairs = all.map((one) => pairOf(absolute, one.left, one.right, one.label));
        const within = (side: 'left' | 'right'): number => of('within-tolerance', all.map((one) => keptOf(absolute, one[side], one.label))); // prettier-ignore
        const gained = of('positive-flips', pairs) - of('negative-flips', pairs);
        expect(within('right') - within('left')).toBeCloseTo(gained, 12);
      }),
    );
  });
  test('a model against itself does not move', () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(pairOf(relative, one, one)).toMatchObject({ changed: false, change: 0 });
      }),
    );
  });
});

describe('a tolerance', () => {
  test.each([[undefined], [null], ['wide'], [-1], [NaN]])('%s is refused: none is invented', (tolerance) => {
    const options = tolerance === undefined ? {} : { tolerance };
    expect(codesOf(() => taskOf(regression, { options }))).toEqual(['TOLERANCE_MISSING']);
  });
  test('of 0 is exact', () => {
    const exact = taskOf(regression, { options: { tolerance: 0 } });
    expect([pairOf(exact, 1, 1), pairOf(exact, 1, 1.0000001)]).toMatchObject([
      { changed: false },
      { changed: true },
    ]);
  });
});

describe('what a reviewer sees', () => {
  const seen = (left: number, right: number, label: number) =>
    absolute.evidence(estimate(absolute, left), estimate(absolute, right), absolute.truth(labelled(label)));
  test('is short numbers', () => {
    expect(seen(7.300000190734863, 9, 7)).toMatchObject({
      left: { text: '7.3' },
      right: { text: '9' },
      label: '7',
    });
  });
  test('has as many digits as tell the two apart', () => {
    expect(seen(1000000.25, 1000001, 0)).toMatchObject({
      left: { text: '1000000' },
      right: { text: '1000001' },
    });
  });
  test('starts with what is none, then lost answers by how far they moved', () => {
    const order = [seen(1, NaN, 1), seen(1, 9, 1), seen(1, 2, 1), seen(5, 9, 1)].map((one) => one.severity);
    expect(order).toEqual([...order].sort((one, other) => other - one));
    expect(new Set(order).size).toBe(4);
  });
});
