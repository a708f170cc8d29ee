import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Totals } from '../../src/decide/totals.js';
import { taskRows } from '../../src/decide/rows.js';
import { a, b, broken, check, inPopulation, many, maybeA, taskOf, world, type Row } from './kit.js'; // prettier-ignore
import { decide } from '../../src/decide/decide.js';

const mixed: Row[] = Array.from({ length: 40 }, (_, at) => ({
  label: at % 3,
  slices: new Map([['kind', `k${at % 4}`]]),
  answers: { clean: [at % 2 === 0 ? a : maybeA, at % 5 === 0 ? b : [at / 7, 0.1, 1 / (at + 1)]] },
}));
const arranged = { rows: mixed, chunk: 4, slices: ['kind'] };
const key = { task: 'fruit', level: 'clean', contrast: world(arranged).plan.work.contrasts[0] ?? never() };

function never(): never {
  throw new Error('no contrast');
}

describe('chunks', () => {
  test('are added in their order: what comes before its predecessor, or twice, is a bug', () => {
    const { plan, results } = world(arranged);
    const totals = new Totals(plan.work, [[taskOf({})]], () => undefined);
    const [first, second] = results;
    if (first === undefined || second === undefined) throw new Error('too few chunks');
    totals.add(second);
    expect(() => totals.add(first)).toThrow('chunk 0 after chunk 1');
    expect(() => totals.add(second)).toThrow('chunk 1 after chunk 1');
  });

  test('with more rows than planned are a bug: a longer tail is not dropped', () => {
    const { plan, results } = world(arranged);
    const totals = new Totals(plan.work, [[taskOf({})]], () => undefined);
    const rows = results[0]?.rows ?? [];
    expect(() => totals.add({ chunk: 0, rows: [...rows, ...rows], seconds: [] })).toThrow('too many rows');
  });

  test('give equal bits whoever evaluated them: their copies decide alike', () => {
    const checks = [check('divergence', 1, 10), inPopulation(check('disagreement', 10, 100)), check('calibration-shift', 1, 10)]; // prettier-ignore
    const { plan, results } = world({ ...arranged, checks });
    const report = (): string => {
      const totals = new Totals(plan.work, [[taskOf({})]], () => undefined);
      for (const result of structuredClone(results)) totals.add(result);
      return JSON.stringify([
        decide(plan, { totals, cut: null, probed: null }),
        taskRows(plan.work, totals, () => 'primary'),
      ]);
    };
    expect(report()).toBe(report());
  });

  test('cut elsewhere give the same counts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 41 }), (chunk) => {
        const scene = world({ ...arranged, chunk }).totals.scene({ ...key, slice: null });
        expect(scene?.rates.get('disagreement')?.get()).toEqual({ count: 10, n: 40 });
      }),
      { numRuns: 20 },
    );
  });
});

describe('a sample', () => {
  test('without a result is missing in its scene, with the first reason, and noted once', () => {
    const fault = { code: 'FIELD_UNKNOWN', data: {} } as const;
    const rows = [...many(3, a, a), { id: 'bad', fault }, ...many(1, a, null)];
    const { totals } = world({ rows });
    const scene = totals.scene({ ...key, slice: null });
    expect([scene?.n, scene?.missing, scene?.firstMissing]).toEqual([3, 2, fault]);
    expect(totals.faults.map(({ sample }) => sample)).toEqual(['bad', 's4']);
    expect(totals.faulty).toBe(2);
  });

  test('with a label that does not fit is missing', () => {
    const fault = { code: 'LABEL_OUT_OF_RANGE', data: {} } as const;
    const { plan, results } = world({ rows: many(2, a, a) });
    const totals = new Totals(plan.work, [[taskOf({})]], () => undefined);
    const broken_ = { task: 0, level: 0, kept: [], degenerate: [], pairs: [], evidence: [], fault };
    const [first, second] = results[0]?.rows ?? [];
    if (first === undefined || second === undefined) throw new Error('too few rows');
    totals.add({ chunk: 0, rows: [first, { ...second, cells: [broken_] }], seconds: [] });
    expect(totals.scene({ ...key, slice: null })).toMatchObject({ n: 1, missing: 1, firstMissing: fault });
  });

  test('is counted where baseline has an answer: without one it is missing and degenerate', () => {
    const { totals } = world({ rows: [...many(2, a, a), ...many(1, broken, a), ...many(1, a, broken)] });
    expect(totals.scene({ ...key, slice: null })).toMatchObject({ n: 3, missing: 1, degenerate: { left: 1, right: 1 } }); // prettier-ignore
  });
});

test('only 100 faults are told, and all are counted', () => {
  const rows = Array.from({ length: 150 }, (): Row => ({ fault: { code: 'FIELD_UNKNOWN', data: {} } }));
  const { totals } = world({ rows });
  expect([totals.faults.length, totals.faulty]).toEqual([100, 150]);
});

test('values of a field are listed once, in the order of their code units', () => {
  const rows = ['b', 'é', 'a', 'B', '10', '9', 'a'].flatMap((value) => many(1, a, a, { slices: new Map([['kind', value]]) })); // prettier-ignore
  expect(world({ rows, slices: ['kind'] }).totals.values(key, 'kind')).toEqual([
    '10',
    '9',
    'B',
    'a',
    'b',
    'é',
  ]);
});

test('seconds are those of all arms and chunks at a level', () => {
  const { totals } = world({ rows: many(10, a, a), chunk: 5 });
  expect([totals.secondsOf('fruit', 'clean'), totals.secondsOf('fruit', 'dark')]).toEqual([2, 0]);
});

test("a guardrail's case that baseline already gets wrong is not protected", () => {
  const rows = [
    ...many(1, b, b, { id: 'wrong', label: 0 }),
    ...many(1, a, b, { label: 0 }),
    ...many(1, a, a),
  ];
  const unprotected = [{ task: 'fruit', level: 'clean', sample: 'wrong' }];
  expect(world({ rows, guardrails: ['fruit'] }).totals.unprotected).toEqual(unprotected);
  expect(world({ rows }).totals.unprotected).toEqual([]);
});
