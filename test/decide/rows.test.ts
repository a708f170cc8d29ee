import { describe, expect, test } from 'vitest';
import type { TaskRow } from '../../src/core/report.js';
import { taskRows } from '../../src/decide/rows.js';
import { regression } from '../../src/tasks/regression.js';
import { a, b, broken, c, many, maybeA, onlyA, targetOf, world, type WorldOptions } from './kit.js'; // prettier-ignore

function rowsOf(options: WorldOptions): TaskRow[] {
  const { plan, totals } = world(options);
  return taskRows(plan.work, totals, () => 'primary');
}

function only(options: WorldOptions): TaskRow {
  const [row] = rowsOf(options);
  if (row === undefined) throw new Error('no row');
  return row;
}

describe('a row of ten samples', () => {
  const row = only({
    rows: [
      ...many(4, a, a, { label: 0 }), // right twice
      ...many(2, a, b, { label: 0 }), // lost, surely
      ...many(1, maybeA, b, { label: 0 }), // lost
      ...many(1, b, a, { label: 0 }), // won
      ...many(1, b, c, { label: 0 }), // wrong twice, changed
      ...many(1, b, b, { label: 0 }), // wrong twice
    ],
  });

  test('counts what changed, and how', () => {
    expect(row.disagreement).toEqual({
      count: 5, rate: 0.5, negativeFlips: 3, positiveFlips: 1, otherFlips: 1, confidentFlips: 2,
      interval: [expect.closeTo(0.18708602844739472, 12), expect.closeTo(0.8129139715526052, 12)],
    }); // prettier-ignore
  });

  test('has both scores: 7 and 5 of 10', () => {
    expect(row.score).toEqual({ metric: 'accuracy', baseline: 0.7, compressed: 0.5 });
    expect(row.metrics.accuracy).toMatchObject({ baseline: 0.7, compressed: 0.5, unit: 'share' });
    expect(row.metrics.accuracy?.harm).toBeCloseTo(0.2, 15);
  });

  test("has McNemar's exact p of 3 lost and 1 won: 2 · 5/16", () => {
    expect(row.mcnemar).toBeCloseTo(0.625, 12);
  });

  test('counts by which arm was right', () => {
    expect(row.rightness).toEqual({ both: 4, lost: 3, won: 1, neither: 2 });
  });

  test('has what a report draws: every sample in one bin', () => {
    const sums = row.histograms.map(({ name, of, series }) => [
      `${of} ${name}`,
      ...series.map(({ counts }) => counts.reduce((sum, one) => sum + one, 0)),
    ]);
    expect(sums).toEqual([
      ['baseline confidence', 7, 3, 0],
      ['compressed confidence', 5, 5, 0],
      ['pair margin', 5, 5],
    ]);
  });

  test('keeps the identities of methods §1.2', () => {
    const { count, negativeFlips, positiveFlips, otherFlips } = row.disagreement ?? {};
    expect((negativeFlips ?? NaN) + (positiveFlips ?? NaN) + (otherFlips ?? NaN)).toBe(count);
    expect(((positiveFlips ?? NaN) - (negativeFlips ?? NaN)) / row.n).toBeCloseTo(0.5 - 0.7, 15);
  });

  test('says where it is', () => {
    expect(row).toMatchObject({
      task: 'fruit', kind: 'classification', role: 'primary', level: 'clean', target: 'native', contrast: 'compression',
      slice: null, n: 10, faulty: 0, degenerate: { baseline: 0, compressed: 0 }, seconds: 1,
    }); // prettier-ignore
  });
});

describe('divergence', () => {
  test('is summarized over the samples: three of 0 and one of 0.0244 (methods §5)', () => {
    const { divergence } = only({
      rows: [...many(3, a, a), ...many(1, [2, 1, 0, -1], [1.8, 1.3, 0.1, -1.2])],
    });
    expect(divergence).toMatchObject({ p50: 0, unit: 'nats', floored: 0 });
    expect(divergence?.mean).toBeCloseTo(0.0244482233 / 4, 10);
    expect(divergence?.max).toBeCloseTo(0.0244482233, 10);
    expect(divergence?.p90).toBeCloseTo(0.7 * 0.0244482233, 10); // type 7: 2.7 of the way
  });

  test('that is infinite has no summary: a file holds no Infinity', () => {
    const row = only({ rows: [...many(3, a, a), ...many(1, a, onlyA)] });
    expect([row.divergence, row.metrics['divergence-mean']]).toEqual([null, undefined]);
  });

  test('of outputs read as labels is none', () => {
    expect(only({ rows: many(3, 1n, 1n) }).divergence).toBeNull();
  });
});

describe('what was not measured is null, not 0', () => {
  test('without labels', () => {
    const row = only({ rows: many(3, a, b) });
    expect(row).toMatchObject({ score: null, mcnemar: null });
    expect(row.disagreement).toEqual({
      count: 3, rate: 1, negativeFlips: null, positiveFlips: null, otherFlips: null, confidentFlips: null,
      interval: [expect.closeTo(0.29240177382128657, 12), 1],
    }); // prettier-ignore
    expect(row.metrics).not.toHaveProperty('accuracy');
  });

  test('without a single answer', () => {
    const row = only({ rows: many(3, a, null, { label: 0 }) });
    expect(row).toMatchObject({ n: 0, faulty: 3, disagreement: null, score: null, divergence: null, mcnemar: null, metrics: {} }); // prettier-ignore
  });

  test('faulty and degenerate samples are told', () => {
    const row = only({ rows: [...many(3, a, a), ...many(1, broken, a), ...many(2, a, broken), ...many(1, a, null)] }); // prettier-ignore
    expect(row).toMatchObject({ n: 5, faulty: 2, degenerate: { baseline: 1, compressed: 2 } });
  });

  test('a chunk that did not arrive is faulty in every row', () => {
    expect(only({ rows: many(10, a, a), chunk: 4, lost: [1] })).toMatchObject({ n: 6, faulty: 4 });
  });
});

test('a lower metric that rose is a harm, as a higher one that fell', () => {
  const kind = { kind: regression, options: { tolerance: 1 } };
  const row = only({ rows: many(4, [1], [3], { label: 0 }), ...kind });
  expect(row.metrics.mae).toEqual({ unit: 'number', baseline: 1, compressed: 3, harm: 2, interval: null });
  expect(row.score).toEqual({ metric: 'within-tolerance', baseline: 1, compressed: 0 });
});

test('there is a row per level, contrast and value, in the order of the plan', () => {
  const row = (value: string) => ({
    slices: new Map([['kind', value]]), answers: { clean: [a, a, a], dark: [a, b, a] },
  }); // prettier-ignore
  const rows = rowsOf({
    rows: [row('y'), row('x')], levels: ['clean', 'dark'], slices: ['kind'],
    targets: [targetOf('native'), targetOf('wasm')], drift: ['wasm'],
  }); // prettier-ignore
  const names = rows.map((each) => [each.level, each.contrast, each.target, each.slice?.value ?? '-', each.disagreement?.count].join(' ')); // prettier-ignore
  expect(names).toEqual([
    'clean compression native - 0', 'clean compression native x 0', 'clean compression native y 0',
    'clean compression wasm - 0', 'clean compression wasm x 0', 'clean compression wasm y 0',
    'clean drift wasm - 0', 'clean drift wasm x 0', 'clean drift wasm y 0',
    'dark compression native - 2', 'dark compression native x 1', 'dark compression native y 1',
    'dark compression wasm - 0', 'dark compression wasm x 0', 'dark compression wasm y 0',
    'dark drift wasm - 2', 'dark drift wasm x 1', 'dark drift wasm y 1',
  ]); // prettier-ignore
});
