import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/core/json.js';
import type { Fed, Task } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { embedding } from '../../src/tasks/embedding.js';
import { codesOf, floats, labelled, measured, only, reading, taskOf, unlabelled } from './arrange.js';
import fixture from './fixtures/retrieval.json' with { type: 'json' };

/** The queries of an arm, each searched in all of them. */
function searched(task: Task, vectors: readonly (readonly number[])[], labels: readonly (string | number)[]) {
  const ids = vectors.map((_, at) => `s${at}`);
  const predictions = task.predict(floats(...vectors), reading('labels'), vectors.length);
  const truths = labels.map((label, at) => task.truth(labelled(label, ids[at])));
  const find = task.within?.({ ids, isApart: false, truths, predictions });
  if (!find) throw new Error('an embedding task has a gallery');
  return { truths, found: predictions.map((one, at) => find(one, ids[at] ?? '')) };
}

const both = (task: Task, left: readonly (readonly number[])[], right: readonly (readonly number[])[], labels: readonly (string | number)[]) => {
  const [one, other] = [searched(task, left, labels), searched(task, right, labels)];
  const pairs = one.found.map((found, at) => task.compare(found, other.found[at], one.truths[at]));
  const kept = (arm: typeof one): Json[] => arm.found.map((found, at) => task.keep(found, arm.truths[at]));
  return { pairs, left: kept(one), right: kept(other), one, other };
}; // prettier-ignore

describe('120 queries', () => {
  const task = taskOf(embedding, { options: { k: fixture.k } });
  const { pairs, left, right } = both(task, fixture.left, fixture.right, fixture.labels);

  test.each(Object.entries(fixture.pairs))('%s is the reference’s', (name, expected) => {
    expect(measured(task.measures[name], pairs)).toBeCloseTo(expected, 10);
  });

  test.each([
    ['recall', 'recall'],
    ['mrr', 'reciprocal'],
    ['ndcg', 'ndcg'],
    ['top-1', 'right'],
  ] as const)('%s is the reference’s', (name, key) => {
    expect(measured(task.measures[name], left)).toBeCloseTo(fixture.baseline[key], 10);
    expect(measured(task.measures[name], right)).toBeCloseTo(fixture.compressed[key], 10);
  });

  test('against themselves differ in nothing', () => {
    const same = both(task, fixture.left, fixture.left, fixture.labels).pairs;
    const of = (name: string): number => measured(task.measures[name], same);
    expect([of('disagreement'), of('neighbour-loss'), of('negative-flips')]).toEqual([0, 0, 0]);
    expect(of('cosine-loss')).toBe(0);
    expect(of('kendall-tau-b')).toBeCloseTo(1, 12);
    expect(of('rbo')).toBeCloseTo(1, 12);
  });

  test('in halves add up to the whole, in any order', () => {
    for (const name of ['recall', 'ndcg', 'mrr']) {
      const halves = [measured(task.measures[name], left.slice(0, 60)), measured(task.measures[name], left.slice(60))];
      expect(((halves[0] ?? NaN) + (halves[1] ?? NaN)) / 2).toBeCloseTo(measured(task.measures[name], left), 12);
      expect(measured(task.measures[name], left.toReversed())).toBeCloseTo(measured(task.measures[name], left), 12);
    }
  }); // prettier-ignore
});

describe('a query', () => {
  const vectors = [[1, 0], [0.9, 0.1], [0, 1], [0.1, 0.9]]; // prettier-ignore
  const moved = [[1, 0], [0, 1], [0.9, 0.1], [0.1, 0.9]]; // prettier-ignore
  const task = taskOf(embedding, { options: { k: 1 } });

  test('is right when its nearest neighbour is relevant, and tells which neighbours were lost', () => {
    const { pairs, left, one, other } = both(task, vectors, moved, ['a', 'a', 'b', 'b']);
    expect(left).toEqual(Array(4).fill({ right: true, recall: 1, reciprocal: 1, ndcg: 1 }));
    expect(pairs[0]).toMatchObject({ changed: true, negative: true, lost: 1, rbo: 0 });
    expect(task.evidence(one.found[0], other.found[0], one.truths[0])).toMatchObject({
      left: { text: 's1' },
      right: { text: 's2' },
      label: 'a',
      shown: {
        is: 'neighbours',
        lost: { items: ['s1 (1 → 3)'], of: 1 },
        gained: { items: ['s2 (3 → 1)'], of: 1 },
      },
    });
  });

  test('that finds another relevant neighbour has changed, and was never wrong', () => {
    const turned = [[1, 0], [0.9, 0.1], [0, 1], [1, 0.01]]; // prettier-ignore
    const { pairs } = both(task, vectors, turned, ['a', 'a', 'a', 'a']);
    expect(pairs[0]).toMatchObject({ changed: true, negative: false, positive: false, other: false });
  });

  test('names what is relevant to it by id', () => {
    const byId = taskOf(embedding, { options: { k: 2, relevant: 'ids' } });
    const { left } = both(byId, vectors, vectors, ['s1|s2', 's0', 's3', 's2']);
    expect(left[0]).toMatchObject({ right: true, recall: 0.5, reciprocal: 1 });
  });

  test('without a label has neighbours and no score', () => {
    const { one } = both(task, vectors, vectors, ['a', 'a', 'b', 'b']);
    expect(task.truth(unlabelled)).toBeUndefined();
    expect(task.keep(one.found[0], undefined)).toEqual({ right: null, recall: null, reciprocal: null, ndcg: null });
    expect(task.compare(one.found[0], one.found[0], undefined)).toMatchObject({ changed: false, negative: null });
  }); // prettier-ignore

  test.each([[NaN], [Infinity]])('with %d in its vector is no answer: changed, wrong, and nobody’s neighbour', (value) => {
    const broken = [[1, value], ...vectors.slice(1)];
    const { pairs, right, other } = both(task, vectors, broken, ['a', 'a', 'b', 'b']);
    expect(task.isDegenerate(other.found[0])).toBe(true);
    expect(right[0]).toEqual({ right: false, recall: 0, reciprocal: 0, ndcg: 0 });
    expect(pairs[0]).toMatchObject({ changed: true, negative: true, lost: 1, rbo: 0, similarity: null });
    expect(measured(task.measures['cosine-loss'], pairs)).toBeNaN();
    expect(right[1]).toMatchObject({ right: false });
  }); // prettier-ignore

  test('that is all zeros points nowhere', () => {
    const { other } = both(task, vectors, [[0, 0], ...vectors.slice(1)], ['a', 'a', 'b', 'b']);
    expect(task.isDegenerate(other.found[0])).toBe(true);
  });

  test('of models with vectors of different lengths has no similarity, and neighbours all the same', () => {
    const wide = vectors.map((vector) => [...vector, 0]);
    const { pairs } = both(task, vectors, wide, ['a', 'a', 'b', 'b']);
    expect(pairs[0]).toMatchObject({ changed: false, similarity: null, lost: 0 });
  });

  test('of equal nearness goes by the place in the gallery', () => {
    const { one } = both(task, [[1, 0], [0, 1], [0, 1], [0, 1]], vectors, ['a', 'a', 'b', 'b']); // prettier-ignore
    expect(task.evidence(one.found[0], one.found[0], undefined).left.text).toBe('s1');
  });
});

describe('what can’t be searched is a fault', () => {
  const vectors = [[1, 0], [0.9, 0.1], [0, 1]]; // prettier-ignore
  test.each([
    ['more neighbours than there are', { k: 3 }, ['a', 'a', 'a'], 'GALLERY_SMALL'],
    ['nothing with the label', { k: 1 }, ['a', 'b', 'b'], 'RELEVANT_MISSING'],
    ['an id that is not there', { k: 1, relevant: 'ids' }, ['s1|s9', 's0', 's0'], 'RELEVANT_MISSING'],
  ])('%s', (_, options, labels, code) => {
    const task = taskOf(embedding, { options });
    expect(codesOf(() => both(task, vectors, vectors, labels))).toEqual([code]);
  });
});

describe('vectors of positions', () => {
  const { tokens, mask } = fixture;
  const dims = [3, 4, 2];
  const outputs = only({ type: 'float32', dims, data: Float64Array.from(tokens.flat(2)) });
  const fed = mask.map((row): Fed => ({
    inputs: new Map([['attention_mask', { type: 'int64', dims: [4], data: BigInt64Array.from(row, BigInt) } satisfies Tensor]]),
    tokens: null,
  })); // prettier-ignore
  const vectors = (options: { readonly [key: string]: Json }): unknown =>
    taskOf(embedding, { options })
      .predict(outputs, reading('labels'), 3, fed)
      .map((one) => Array.from((one as { vector: Float64Array }).vector)); // what predict makes

  test('become their mean where the mask counts', () => {
    const made = vectors({ pooling: 'mean', mask: 'attention_mask' }) as number[][]; // likewise
    made.flat().forEach((value, at) => expect(value).toBeCloseTo(fixture.pooled.flat()[at] ?? NaN, 9));
  });

  test('become the first', () => {
    expect(vectors({ pooling: 'cls', normalize: false })).toEqual(tokens.map(([first]) => first));
  });

  test.each([
    [{ pooling: 'none' }, 'OUTPUT_SHAPE'],
    [{ pooling: 'mean', mask: 'mask' }, 'POOLING_MASK'],
  ])('are not %j', (options, code) => {
    expect(codesOf(() => vectors(options))).toEqual([code]);
  });

  test('of which none counts are no answer', () => {
    const none = fed.map((): Fed => ({
      inputs: new Map([['m', { type: 'int64', dims: [4], data: new BigInt64Array(4) }]]),
      tokens: null,
    }));
    const task = taskOf(embedding, { options: { pooling: 'mean', mask: 'm' } });
    const [first] = task.predict(outputs, reading('labels'), 3, none);
    expect(task.isDegenerate(first)).toBe(true);
  });
});
