import { describe, expect, test } from 'vitest';
import { taskRows } from '../../src/decide/rows.js';
import { a, b, check, decideOne, inPopulation, world, type Row } from './kit.js';

// A level that is named three times has three draws; here each draw has the same answers.
const levels = ['clean', 'dark', 'dark', 'dark'];
const rows: Row[] = Array.from({ length: 100 }, (_, at) => ({
  label: 0,
  answers: { clean: [a, a], dark: [a, at < 4 ? b : a] },
}));
const dark = (count: number, of: number) => check('disagreement', count, of, { level: 'dark' });

describe('several draws of a sample', () => {
  test('are all counted in dataset scope', () => {
    expect(decideOne({ rows, levels, checks: [dark(4, 100)] })).toMatchObject({
      outcome: 'pass',
      count: 12,
      n: 300,
      allowed: 12,
    });
    expect(decideOne({ rows, levels, checks: [dark(11, 300)] })).toMatchObject({
      outcome: 'fail',
      count: 12,
    });
  });

  test('are one unit in population scope: three draws do not make 100 samples 300', () => {
    const planned = inPopulation(dark(8, 100));
    const three = decideOne({ rows, levels, checks: [planned] });
    const one = decideOne({ rows, levels: ['clean', 'dark'], checks: [planned] });
    expect(one.interval).toMatchObject({ method: 'clopper-pearson' });
    expect(three.interval).toMatchObject({ method: 'units', upper: one.interval?.upper });
    expect(three.beyond).toBeNull();
  });

  test('are measured against a clean level of one draw', () => {
    const gap = check('robustness-gap', 5, 100, { level: 'dark' });
    expect(decideOne({ rows, levels, checks: [gap] })).toMatchObject({
      outcome: 'pass',
      measured: expect.closeTo(0.04, 12) as number,
      n: 300,
    });
  });

  test('are missing when one of them is', () => {
    const lost = [...rows.slice(1), { label: 0, answers: { clean: [a, a] } } satisfies Row];
    expect(decideOne({ rows: lost, levels, checks: [dark(10, 100)] })).toMatchObject({
      outcome: 'invalid',
      finding: { code: 'MISSING_SAMPLES', data: { missing: 3, of: 300 } },
    });
  });

  test('are one row of the report, without a test that takes them for samples', () => {
    const { plan, totals } = world({ rows, levels });
    const all = taskRows(plan.work, totals, () => 'primary');
    expect(all.map(({ level, n, faulty }) => [level, n, faulty])).toEqual([
      ['clean', 100, 0],
      ['dark', 300, 0],
    ]);
    expect(all.map(({ mcnemar }) => mcnemar)).toEqual([1, null]);
  });

  test('do not make a slice value large enough', () => {
    const sliced = rows.map((row, at) => ({
      ...row,
      slices: new Map([['size', at < 20 ? 'small' : 'large']]),
    }));
    const planned = {
      ...dark(50, 100),
      slice: { field: 'size', minSamples: 30 },
      scope: 'population',
    } as const;
    const found = world({ rows: sliced, levels, slices: ['size'], checks: [planned] }).decide();
    expect(found.map(({ slice, judged }) => [slice?.value, judged])).toEqual([
      ['large', true],
      ['small', false],
    ]);
  });

  test('list an unprotected case once', () => {
    const wrong = rows.map((row) => ({ ...row, label: 1 }));
    expect(world({ rows: wrong, levels, guardrails: ['fruit'] }).totals.unprotected).toHaveLength(200);
  });
});
