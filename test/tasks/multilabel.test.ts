import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/core/json.js';
import type { Value } from '../../src/core/sample.js';
import type { Tensor } from '../../src/core/tensor.js';
import { multilabel } from '../../src/tasks/multilabel.js';
import { codesOf, labelled, measured, only, predicted, reading, taskOf, unlabelled } from './arrange.js';
import sklearn from './fixtures/sklearn.json' with { type: 'json' };

const task = taskOf(multilabel);
const named = taskOf(multilabel, { names: ['rain', 'snow', 'fog'] });

function bits(...values: readonly number[]): Tensor {
  return { type: 'uint8', dims: [values.length], data: Uint8Array.from(values) };
}

function keptOf(row: readonly number[], truth: readonly number[]): Json {
  return task.keep(predicted(task, row), task.truth(labelled(bits(...truth))));
}

function pairOf(left: readonly number[], right: readonly number[], truth?: readonly number[]): Json {
  const label = truth && task.truth(labelled(bits(...truth)));
  return task.compare(predicted(task, left), predicted(task, right), label);
}

describe('an answer', () => {
  test('is the labels over the threshold: of logits over 0 at 50%, and 0 itself is not over', () => {
    expect(predicted(task, [0.1, 0, -0.1])).toMatchObject({ labels: [0] });
  });
  test('has its threshold from the policy', () => {
    const strict = taskOf(multilabel, { options: { threshold: 0.8 } });
    expect(predicted(strict, [0.79, 0.81], 'probabilities')).toMatchObject({ labels: [1] });
    expect(predicted(strict, [1, 2], 'logits')).toMatchObject({ labels: [1] });
  });
  test('may be given as 0 and 1, which no threshold changes', () => {
    const tensor: Tensor = { type: 'int64', dims: [1, 3], data: BigInt64Array.of(1n, 0n, 1n) };
    const all = taskOf(multilabel, { options: { threshold: 1 } });
    expect(all.predict(only(tensor), reading('labels'), 1)).toMatchObject([{ labels: [0, 2] }]);
  });
  test('may be empty, which is not the same as none', () => {
    expect(task.isDegenerate(predicted(task, [-1, -2]))).toBe(false);
    expect(keptOf([-1, -2], [0, 0])).toMatchObject({ right: true });
  });
  test.each([[[NaN, 1]], [[Infinity, 1]], [[-Infinity, -Infinity]]])(
    '%j is none, and wrong even if no label is due',
    (row) => {
      expect(task.isDegenerate(predicted(task, row))).toBe(true);
      expect(keptOf(row, [0, 0])).toMatchObject({ right: false });
    },
  );
  test('of logits read as probabilities, or shares read as labels, is refused', () => {
    expect(codesOf(() => predicted(task, [3, -2], 'probabilities'))).toEqual(['OUTPUT_NOT_PROBABILITIES']);
    expect(codesOf(() => predicted(task, [0.3, 1], 'labels'))).toEqual(['OUTPUT_NOT_LABELS']);
  });
});

describe('a label set', () => {
  const kept = (value: Value): Json => named.keep(predicted(named, [1, -1, 1]), named.truth(labelled(value)));
  test.each<[string, Value]>([
    ['a tensor of 0 and 1', bits(1, 0, 1)],
    ['an int64 tensor of 0 and 1', { type: 'int64', dims: [3], data: BigInt64Array.of(1n, 0n, 1n) }],
    ['a list of names', ['fog', 'rain']],
    ['names joined by |', 'fog|rain'],
    ['names with spaces around', ' rain | fog '],
    ['numbers joined by |', '2|0'],
    ['names more than once', 'fog|rain|fog'],
  ])('comes as %s', (_, value) => expect(kept(value)).toMatchObject({ right: true }));

  test.each<[string, Value]>([
    ['an empty text', ''],
    ['an empty list', []],
    ['zeros', bits(0, 0, 0)],
  ])('is empty as %s, which is a label', (_, value) =>
    expect(kept(value)).toMatchObject({ right: false, extra: [0, 2] }),
  );

  test('is none where the field is missing or null', () => {
    expect([named.truth(unlabelled), named.truth(labelled(null))]).toEqual([undefined, undefined]);
  });

  test.each<[string, Value, string]>([
    ['a name nobody listed', 'rain|hail', 'LABEL_UNKNOWN'],
    ['a number out of range', '0|3', 'LABEL_OUT_OF_RANGE'],
    ['too few bits', bits(1, 0), 'LABEL_TYPE'],
    ['a 2 among the bits', bits(1, 2, 0), 'LABEL_TYPE'],
    ['a picture', { height: 1, width: 1, channels: 1, pixels: Uint8Array.of(0) }, 'LABEL_TYPE'],
  ])('is refused with %s', (_, value, code) =>
    expect(codesOf(() => named.truth(labelled(value)))).toEqual([code]),
  );

  test('of a label that the model does not have is a fault', () => {
    const truth = task.truth(labelled('0|5'));
    expect(codesOf(() => task.keep(predicted(task, [1, 1]), truth))).toEqual(['LABEL_OUT_OF_RANGE']);
  });
});

describe('two answers', () => {
  test('count the labels that changed', () => {
    const pairs = [
      pairOf([1, 1, -1, -1], [1, -1, 1, -1], [1, 1, 0, 0]),
      pairOf([1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 0, 0]),
    ];
    expect(pairs[0]).toMatchObject({ changed: true, negative: true, labelsChanged: 2, width: 4 });
    expect(measured(task.measures['label-disagreement'], pairs)).toBe(0.25);
    expect(measured(task.measures['disagreement'], pairs)).toBe(0.5);
  });
  test('degenerate on one side: all labels changed', () => {
    expect(pairOf([1, -1], [NaN, 1], [1, 0])).toMatchObject({
      changed: true,
      negative: true,
      labelsChanged: 2,
    });
    expect(pairOf([NaN, 1], [-1, -1], [0, 0])).toMatchObject({ changed: true, positive: true });
  });
  test('without a label have no flips', () => {
    expect(pairOf([1, -1], [1, 1])).toMatchObject({
      changed: true,
      negative: null,
      positive: null,
      other: null,
    });
  });
  test('of different widths are not compared', () => {
    expect(codesOf(() => pairOf([1, 2], [1, 2, 3]))).toEqual(['CLASSES_DIFFER']);
  });
});

describe('scikit-learn says the same of 250 rows', () => {
  const { logits, truth, expected } = sklearn.multilabel;
  const kept = logits.map((row, at) => keptOf(row, truth[at] ?? []));
  test.each(Object.entries(expected))('%s', (name, value) => {
    expect(measured(task.measures[name], kept)).toBeCloseTo(value, 12);
  });
});

describe('F1', () => {
  test('is no score where no label was given or due', () => {
    const kept = [keptOf([-1, -1], [0, 0])];
    expect(measured(task.measures['micro-f1'], kept)).toBeNaN();
    expect(measured(task.measures['macro-f1'], kept)).toBeNaN();
  });
  test('counts a label that never occurs as 0 in the macro mean, as scikit-learn does', () => {
    expect(measured(task.measures['macro-f1'], [keptOf([1, -1], [1, 0])])).toBe(0.5);
  });
  test('is NaN over no labelled sample', () => {
    expect(measured(task.measures['micro-f1'], [task.keep(predicted(task, [1, -1]), undefined)])).toBeNaN();
    expect(measured(task.measures['micro-f1'], [])).toBeNaN();
  });
});

describe('for any two models', () => {
  const row = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 });
  const truth = fc.array(fc.nat(1), { minLength: 3, maxLength: 3 });
  const samples = fc.array(fc.record({ left: row, right: row, truth }), { minLength: 1, maxLength: 20 });
  const of = (name: string, kept: readonly Json[]): number => measured(task.measures[name], kept);

  test('disagreement = negative + positive + other flips, and Δsubset-accuracy = positive − negative', () => {
    fc.assert(
      fc.property(samples, (all) => {
        const pairs = all.map((one) => pairOf(one.left, one.right, one.truth));
        const [lost, won, other] = ['negative-flips', 'positive-flips', 'other-flips'].map((name) =>
          of(name, pairs),
        );
        const accuracy = (side: 'left' | 'right'): number => of('subset-accuracy', all.map((one) => keptOf(one[side], one.truth))); // prettier-ignore
        expect(of('disagreement', pairs)).toBeCloseTo((lost ?? NaN) + (won ?? NaN) + (other ?? NaN), 12);
        expect(accuracy('right') - accuracy('left')).toBeCloseTo((won ?? NaN) - (lost ?? NaN), 12);
      }),
    );
  });
  test('a model against itself does not disagree, in no label', () => {
    fc.assert(
      fc.property(samples, (all) => {
        const pairs = all.map((one) => pairOf(one.left, one.left, one.truth));
        expect([of('disagreement', pairs), of('label-disagreement', pairs)]).toEqual([0, 0]);
      }),
    );
  });
  test('the order of samples does not matter', () => {
    fc.assert(
      fc.property(samples, (all) => {
        const kept = all.map((one) => keptOf(one.left, one.truth));
        expect(of('macro-f1', [...kept].reverse())).toEqual(of('macro-f1', kept));
      }),
    );
  });
});

test('a reviewer sees names, and lost sets before others', () => {
  const seen = (left: readonly number[], right: readonly number[], label: string) =>
    named.evidence(predicted(named, left), predicted(named, right), named.truth(labelled(label)));
  const lost = seen([1, -1, 1], [-1, -1, -1], 'rain|fog');
  expect(lost).toMatchObject({
    left: { text: 'rain | fog' },
    right: { text: '(none)' },
    label: 'rain | fog',
  });
  expect(lost.severity).toBeGreaterThan(seen([1, -1, 1], [-1, 1, -1], 'snow').severity);
  expect(seen([1, 1, 1], [NaN, 1, 1], 'snow').severity).toBeGreaterThan(lost.severity);
});

test('the score is micro-F1 unless the policy says otherwise', () => {
  expect(task.score).toBe('micro-f1');
  expect(taskOf(multilabel, { options: { score: 'subset-accuracy' } }).score).toBe('subset-accuracy');
});
