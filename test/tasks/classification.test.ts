import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/core/json.js';
import type { OutputMeaning, Task } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { classification } from '../../src/tasks/classification.js';
import {
  codesOf,
  floats,
  labelled,
  measured,
  only,
  predicted,
  reading,
  taskOf,
  unlabelled,
} from './arrange.js';
import sklearn from './fixtures/sklearn.json' with { type: 'json' };

const task = taskOf(classification);

function keptOf(row: readonly number[], label: number, meaning: OutputMeaning = 'logits'): Json {
  return task.keep(predicted(task, row, meaning), task.truth(labelled(label)));
}

function pairOf(left: readonly number[], right: readonly number[], label?: number, of: Task = task): Json {
  const truth = label === undefined ? undefined : of.truth(labelled(label));
  return of.compare(predicted(of, left), predicted(of, right), truth);
}

describe('an answer', () => {
  test.each([
    [[1, 3, 2], 1],
    [[2, 2, 1], 0],
    [[-Infinity, -5, -4], 2],
  ])('of the scores %j is class %i: the highest, the lowest index on ties', (row, label) => {
    expect(keptOf(row, label)).toMatchObject({ right: true });
  });

  test('has the softmax of logits as confidence: softmax(1, 2, 3) (methods §5)', () => {
    const { confidence } = predicted(task, [1, 2, 3]) as { confidence: number };
    expect(confidence).toBeCloseTo(0.66524096, 8);
  });

  test.each<[OutputMeaning, readonly number[], number]>([
    ['probabilities', [0.1, 0.7, 0.2], 0.7],
    ['log-probabilities', [Math.log(0.1), Math.log(0.7), Math.log(0.2)], 0.7],
  ])('read from %s has their value as confidence', (meaning, row, confidence) => {
    expect((predicted(task, row, meaning) as { confidence: number }).confidence).toBeCloseTo(confidence, 12);
  });

  test.each([[[NaN, 1]], [[1, Infinity]], [[-Infinity, -Infinity]]])('%j is none', (row) => {
    const prediction = predicted(task, row);
    expect(task.isDegenerate(prediction)).toBe(true);
    expect(task.keep(prediction, task.truth(labelled(0)))).toEqual({
      right: false, top5: false, confidence: null, nll: null,
    }); // prettier-ignore
  });

  test('that is none leaves calibration and likelihood without a value, not with those of the others', () => {
    const kept = [keptOf([1, 2], 1), keptOf([NaN, 2], 1)];
    for (const name of ['nll', 'ece']) expect(measured(task.measures[name], kept)).toBeNaN();
    expect(measured(task.measures['accuracy'], kept)).toBe(0.5);
  });

  test('with a single −Infinity is ordinary', () => {
    expect(task.isDegenerate(predicted(task, [-Infinity, 1, 0]))).toBe(false);
  });

  test('outside 0…1 read as probabilities is refused, not believed', () => {
    expect(codesOf(() => predicted(task, [3.2, -1], 'probabilities'))).toEqual(['OUTPUT_NOT_PROBABILITIES']);
  });

  test.each([[[2, 3, 1, 1]], [[2, 3]]])('is read from shape %j', (dims) => {
    const tensor: Tensor = { type: 'float32', dims, data: Float32Array.of(1, 2, 3, 9, 0, 0) };
    const guesses = task.predict(only(tensor), reading('logits'), 2);
    expect(guesses).toMatchObject([{ label: 2 }, { label: 0 }]);
  });

  test('is read from float16 bits', () => {
    const tensor: Tensor = { type: 'float16', dims: [1, 2], data: Uint16Array.of(0xc000, 0x3c00) };
    expect(task.predict(only(tensor), reading('logits'), 1)).toMatchObject([{ label: 1 }]);
  });
});

describe('an output of one column', () => {
  const strict = taskOf(classification, { options: { threshold: 0.8 } });
  test.each<[OutputMeaning, number, number, number]>([
    ['logits', 2, 1, 1 / (1 + Math.exp(-2))],
    ['logits', 0, 0, 0.5],
    ['probabilities', 0.75, 1, 0.75],
    ['probabilities', 0.5, 0, 0.5],
    ['log-probabilities', Math.log(0.25), 0, 0.75],
  ])('of %s %f says class %i', (meaning, score, label, confidence) => {
    const found = predicted(task, [score], meaning) as { label: number; confidence: number };
    expect(found.label).toBe(label);
    expect(found.confidence).toBeCloseTo(confidence, 12);
  });
  test('says class 1 only over the threshold', () => {
    expect([0.8, 0.81].map((p) => predicted(strict, [p], 'probabilities'))).toMatchObject([
      { label: 0 },
      { label: 1 },
    ]);
  });
  test('has the divergence of its two classes, whatever it holds', () => {
    const [p, q] = [0.9, 0.5];
    const logit = (share: number): number => Math.log(share / (1 - share));
    const fromLogits = task.compare(predicted(task, [logit(p)]), predicted(task, [logit(q)]), undefined);
    const fromShares = task.compare(
      predicted(task, [p], 'probabilities'),
      predicted(task, [q], 'probabilities'),
      undefined,
    );
    for (const pair of [fromLogits, fromShares])
      expect((pair as { kl: number }).kl).toBeCloseTo(0.3680642072, 9);
  });
  test('knows two classes', () => {
    const three = task.truth(labelled(2));
    expect(codesOf(() => task.keep(predicted(task, [0.3]), three))).toEqual(['LABEL_OUT_OF_RANGE']);
  });
});

describe('an output of labels', () => {
  const named = taskOf(classification, { names: ['cat', 'dog', 'bird'] });
  test.each<[string, Tensor]>([
    ['int64 [N]', { type: 'int64', dims: [2], data: BigInt64Array.of(2n, 0n) }],
    ['int64 [N, 1]', { type: 'int64', dims: [2, 1], data: BigInt64Array.of(2n, 0n) }],
    ['float32', { type: 'float32', dims: [2], data: Float32Array.of(2, 0) }],
    ['texts through the names', { type: 'string', dims: [2], data: ['bird', 'cat'] }],
    ['texts of numbers', { type: 'string', dims: [2], data: ['2', '0'] }],
  ])('as %s is compared with labels as numbers', (_, tensor) => {
    const [first, second] = named.predict(only(tensor), reading('labels'), 2);
    const truth = named.truth(labelled('bird'));
    expect(named.keep(first, truth)).toEqual({ right: true, top5: null, confidence: null, nll: null });
    expect(named.keep(second, truth)).toMatchObject({ right: false });
  });
  test('has no confidence and no divergence, so that limits on them count nothing', () => {
    const tensor: Tensor = { type: 'int32', dims: [2], data: Int32Array.of(2, 0) };
    const [first, second] = named.predict(only(tensor), reading('labels'), 2);
    const pair = named.compare(first, second, named.truth(labelled(2)));
    expect(pair).toMatchObject({
      negative: true,
      confidentFlip: null,
      confidentDisagreement: null,
      kl: null,
    });
    expect(measured(named.measures['divergence-mean'], [pair])).toBeNaN();
    const kept = named.keep(first, named.truth(labelled(2)));
    expect(measured(named.measures['ece'], [kept])).toBeNaN();
    expect(measured(named.measures['nll'], [kept])).toBeNaN();
    expect(measured(named.measures['top-5'], [kept])).toBeNaN();
  });
  test.each<[string, Tensor, string]>([
    ['a name nobody listed', { type: 'string', dims: [1], data: ['whale'] }, 'OUTPUT_NOT_LABELS'],
    ['half a class', { type: 'float32', dims: [1], data: Float32Array.of(0.5) }, 'OUTPUT_NOT_LABELS'],
    ['several columns', { type: 'int32', dims: [1, 3], data: Int32Array.of(0, 1, 0) }, 'OUTPUT_SHAPE'],
  ])('with %s is refused', (_, tensor, code) => {
    expect(codesOf(() => named.predict(only(tensor), reading('labels'), 1))).toEqual([code]);
  });
  test('NaN is no answer', () => {
    const [none] = named.predict(floats([NaN]), reading('labels'), 1);
    expect(named.isDegenerate(none)).toBe(true);
  });
});

describe('a label', () => {
  test.each([[null], ['']])('%j is none', (value) => {
    expect(task.truth(labelled(value))).toBeUndefined();
  });
  test('is none in a sample without the field, or in a task without labels', () => {
    expect(task.truth(unlabelled)).toBeUndefined();
    expect(taskOf(classification, { label: undefined }).truth(labelled(1))).toBeUndefined();
  });
  test('of a class that the model does not have is a fault with the sample, not two wrong answers', () => {
    const truth = task.truth(labelled(3, 'val/12'));
    const prediction = predicted(task, [1, 2, 3]);
    expect(codesOf(() => task.keep(prediction, truth))).toEqual(['LABEL_OUT_OF_RANGE']);
    expect(() => task.compare(prediction, prediction, truth)).toThrow(/val\/12.*from 0 to 2/);
  });
  test('may be missing: the sample then counts in no measure of rightness', () => {
    const kept = task.keep(predicted(task, [1, 2]), undefined);
    for (const name of ['accuracy', 'top-5', 'nll', 'ece'])
      expect(measured(task.measures[name], [kept])).toBeNaN();
    const both = [kept, keptOf([1, 2], 1)];
    for (const name of ['accuracy', 'top-5', 'nll', 'ece']) {
      expect(measured(task.measures[name], both)).toBe(measured(task.measures[name], both.slice(1)));
    }
  });
});

describe('two answers', () => {
  test('differ by KL 0.0244482233 for (2, 1, 0, −1) against (1.8, 1.3, 0.1, −1.2) (methods §5)', () => {
    const pair = pairOf([2, 1, 0, -1], [1.8, 1.3, 0.1, -1.2]);
    expect((pair as { kl: number }).kl).toBeCloseTo(0.0244482233, 10);
    expect(pair).toMatchObject({ changed: false, floored: 0 });
  });

  test('differ by KL ¼ ln 2 for probabilities (.5, .25, .25) against (.25, .25, .5) (methods §5)', () => {
    const [left, right] = [[0.5, 0.25, 0.25], [0.25, 0.25, 0.5]].map((row) => predicted(task, row, 'probabilities')); // prettier-ignore
    expect((task.compare(left, right, undefined) as { kl: number }).kl).toBeCloseTo(Math.LN2 / 4, 12);
  });

  test('probabilities of 0 are floored on the right side only, and counted', () => {
    const [sure, half] = [[1, 0], [0.5, 0.5]].map((row) => predicted(task, row, 'probabilities')); // prettier-ignore
    const there = task.compare(half, sure, undefined) as { kl: number; floored: number };
    const back = task.compare(sure, half, undefined) as { kl: number; floored: number };
    expect(there.kl).toBeCloseTo(0.5 * Math.log(0.5) + 0.5 * Math.log(0.5 * 16777216), 9);
    expect(there.floored).toBe(1);
    expect(back.kl).toBeCloseTo(Math.LN2, 12);
    expect(back.floored).toBe(0);
  });

  test('probabilities that miss 1, as quantized ones do, are no reason for a divergence below 0', () => {
    const [left, right] = [[0.5, 0.48], [0.52, 0.52]].map((row) => predicted(task, row, 'probabilities')); // prettier-ignore
    const { kl } = task.compare(left, right, undefined) as { kl: number };
    expect(kl).toBeGreaterThan(0);
    expect(kl).toBeLessThan(0.001);
  });

  test('have an infinite divergence where a logit rules out what baseline does not', () => {
    const pair = pairOf([1, 0], [1, -Infinity]);
    expect(pair).toMatchObject({ kl: Infinity });
    expect(measured(task.measures['divergence-mean'], [pair])).toBe(Infinity);
  });

  test('degenerate on the right only: changed, wrong, and no number stands for the divergence', () => {
    const pair = pairOf([3, 1], [NaN, 1], 0);
    expect(pair).toMatchObject({ changed: true, negative: true, other: false, kl: null });
    expect(measured(task.measures['divergence-mean'], [pair, pairOf([3, 1], [3, 1], 0)])).toBeNaN();
  });

  test('degenerate on the left still makes a whole pair', () => {
    expect(pairOf([NaN, 1], [3, 1], 0)).toMatchObject({
      changed: true,
      positive: true,
      confidentFlip: false,
    });
    expect(pairOf([NaN, 1], [NaN, 1], 0)).toMatchObject({ changed: true, other: true });
  });

  test('flip confidently from the confidence of the baseline on, of all samples', () => {
    const sure = [Math.log(9), 0];
    const of = taskOf(classification, { confidentAt: 0.6 });
    expect(pairOf(sure, [0, 1], 0, of)).toMatchObject({ confidentFlip: true, confidentDisagreement: true });
    expect(pairOf(sure, [0, 1], 1, of)).toMatchObject({ confidentFlip: false, confidentDisagreement: true });
    expect(pairOf([0.1, 0], [0, 9], 0, of)).toMatchObject({
      confidentFlip: false,
      confidentDisagreement: false,
    });
    expect(pairOf(sure, [0, 1], undefined, of)).toMatchObject({
      confidentFlip: null,
      confidentDisagreement: true,
    });
  });

  test('from different sets of classes are not compared', () => {
    expect(codesOf(() => pairOf([1, 2], [1, 2, 3]))).toEqual(['CLASSES_DIFFER']);
  });
});

test('ECE of ten answers in 15 bins is .231 (methods §5)', () => {
  const confidences = [0.93, 0.91, 0.83, 0.72, 0.64, 0.57, 0.98, 0.86, 0.66, 0.77];
  const rights = [true, true, true, false, true, false, true, true, false, true];
  const kept = confidences.map((confidence, at) => ({
    right: rights[at] ?? null,
    top5: true,
    confidence,
    nll: 0,
  }));
  expect(measured(task.measures['ece'], kept)).toBeCloseTo(0.231, 12);
});

describe('scikit-learn says the same of 300 rows', () => {
  const { logits, labels, expected } = sklearn.classification;
  const kept = logits.map((row, at) => keptOf(row, labels[at] ?? NaN));
  test.each(Object.entries(expected))('%s', (name, value) => {
    expect(measured(task.measures[name], kept)).toBeCloseTo(value, 12);
  });
});

describe('for any two models', () => {
  const row = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 4, maxLength: 4 });
  const samples = fc.array(fc.record({ left: row, right: row, label: fc.nat(3) }), {
    minLength: 1,
    maxLength: 30,
  });
  const pairsOf = (all: readonly { left: number[]; right: number[]; label: number }[]): Json[] =>
    all.map(({ left, right, label }) => pairOf(left, right, label));
  const of = (name: string, kept: readonly Json[]): number => measured(task.measures[name], kept);

  test('disagreement = negative + positive + other flips, and Δaccuracy = positive − negative', () => {
    fc.assert(
      fc.property(samples, (all) => {
        const pairs = pairsOf(all);
        const [lost, won, other] = ['negative-flips', 'positive-flips', 'other-flips'].map((name) =>
          of(name, pairs),
        );
        const accuracy = (side: 'left' | 'right'): number => of('accuracy', all.map((one) => keptOf(one[side], one.label))); // prettier-ignore
        expect(of('disagreement', pairs)).toBeCloseTo((lost ?? NaN) + (won ?? NaN) + (other ?? NaN), 12);
        expect(accuracy('right') - accuracy('left')).toBeCloseTo((won ?? NaN) - (lost ?? NaN), 12);
      }),
    );
  });

  test('a model against itself does not disagree and does not diverge', () => {
    fc.assert(
      fc.property(samples, (all) => {
        const pairs = pairsOf(all.map((one) => ({ ...one, right: one.left })));
        expect([of('disagreement', pairs), of('divergence-mean', pairs)]).toEqual([0, 0]);
      }),
    );
  });

  test('a constant added to all logits changes no answer and no divergence', () => {
    fc.assert(
      fc.property(row, fc.integer({ min: -50, max: 50 }), (logits, constant) => {
        const { kl } = pairOf(logits, logits.map((logit) => logit + constant)) as { kl: number }; // prettier-ignore
        expect(kl).toBeCloseTo(0, 12);
      }),
    );
  });

  test('the order of samples does not matter', () => {
    fc.assert(
      fc.property(samples, (all) => {
        const [pairs, reversed] = [pairsOf(all), pairsOf(all).reverse()];
        for (const name of ['disagreement', 'divergence-mean', 'floored', 'confident-disagreement']) {
          expect(of(name, reversed)).toBeCloseTo(of(name, pairs), 10);
        }
      }),
    );
  });

  test('what is kept survives JSON', () => {
    fc.assert(
      fc.property(row, row, fc.nat(3), (left, right, label) => {
        const kept = [pairOf(left, right, label), keptOf(left, label)];
        expect(JSON.parse(JSON.stringify(kept))).toEqual(kept);
      }),
    );
  });
});

describe('what a reviewer sees', () => {
  const named = taskOf(classification, { names: ['Coat', 'Shirt'] });
  const seen = (left: readonly number[], right: readonly number[], label: number) =>
    named.evidence(predicted(named, left), predicted(named, right), named.truth(labelled(label)));
  test('is names, confidences and the label', () => {
    expect(seen([0, 0], [0, Infinity], 0)).toMatchObject({
      left: { text: 'Coat', confidence: 0.5 }, right: { text: 'no answer', confidence: null }, label: 'Coat',
    }); // prettier-ignore
  });
  test('starts with answers that are none, then confident and right baselines', () => {
    const all = [
      seen([9, 0], [NaN, 1], 0),
      seen([9, 0], [0, 1], 0),
      seen([1, 0], [0, 1], 0),
      seen([9, 0], [0, 1], 1),
    ];
    const severities = all.map((one) => one.severity);
    expect(severities).toEqual([...severities].sort((one, other) => other - one));
    expect(new Set(severities).size).toBe(4);
  });
  test('is the number of a class without a name', () => {
    expect(task.evidence(predicted(task, [0, 1]), predicted(task, [1, 0]), undefined)).toMatchObject({
      left: { text: '1' }, right: { text: '0' }, label: null,
    }); // prettier-ignore
  });
});

describe('the kind', () => {
  test('has top-5 as a score on demand', () => {
    expect([task.score, taskOf(classification, { options: { score: 'top-5' } }).score]).toEqual([
      'accuracy',
      'top-5',
    ]);
  });
  test('has limits that read measures it has', () => {
    for (const { judge } of Object.values(classification.limits)) {
      if ('measure' in judge && judge.measure !== 'score')
        expect(task.measures).toHaveProperty([judge.measure]);
    }
  });
  test('counts divergence-p99 as one sample in a hundred over the limit', () => {
    expect(classification.limits['divergence-p99']?.judge).toEqual({
      by: 'exceedance', measure: 'divergence', share: { numerator: 1, denominator: 100 },
    }); // prettier-ignore
  });
});
