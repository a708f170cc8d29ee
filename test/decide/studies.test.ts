import { describe, expect, test } from 'vitest';
import { finding } from '../../src/core/fault.js';
import type { ReportedStudy } from '../../src/core/study.js';
import { decide } from '../../src/decide/decide.js';
import { a, check, many, world } from './kit.js';

const nothing: ReportedStudy = {
  task: 'fruit', level: 'clean', similarity: null, attribution: null, seek: null, problems: [],
}; // prettier-ignore

function judged(name: string, limit: number, studies: readonly ReportedStudy[]): string {
  const { plan, totals } = world({
    rows: many(40, a, a),
    checks: [{ ...check(name, limit, 100), form: 'value' }],
  });
  const [only] = decide(plan, { totals, cut: null, probed: null, studies });
  return `${only?.outcome ?? 'none'} ${only?.finding.code ?? ''} ${only?.measured ?? 'nothing'}`;
}

const cka = (...values: readonly (number | null)[]): ReportedStudy => ({
  ...nothing,
  similarity: { n: 64, batch: 64, pairs: values.map((value) => ({ baseline: 'h', compressed: 'h', cka: value })) },
}); // prettier-ignore

describe('similarity-loss', () => {
  test('is 1 − CKA of the pair that departs most', () => {
    expect(judged('similarity-loss', 25, [cka(1, 0.75)])).toBe('pass WITHIN_LIMIT 0.25');
    expect(judged('similarity-loss', 24, [cka(0.75, 1)])).toBe('fail LIMIT_EXCEEDED 0.25');
  });

  test('never passes without a number: no study, no tensors, a pair that does not vary, no pairs', () => {
    const todo = { ...nothing, problems: [finding('SIMILARITY_NO_TENSORS', { model: 'baseline', task: 'fruit' })] }; // prettier-ignore
    expect(judged('similarity-loss', 100, [])).toBe('invalid NOT_MEASURED nothing');
    expect(judged('similarity-loss', 100, [{ ...cka(1), level: 'dark' }])).toBe('invalid NOT_MEASURED nothing'); // prettier-ignore
    expect(judged('similarity-loss', 100, [todo])).toBe('invalid SIMILARITY_NO_TENSORS nothing');
    expect(judged('similarity-loss', 100, [cka(1, null)])).toBe('invalid NOT_MEASURED nothing');
    expect(judged('similarity-loss', 100, [cka()])).toBe('invalid NOT_MEASURED nothing');
  });
});

test('attribution-loss is 1 − the mean rank correlation, and invalid where nothing moved an answer', () => {
  const of = (rank: number | null): ReportedStudy => ({ ...nothing, attribution: { n: 8, parts: 49, rank, overlap: rank } }); // prettier-ignore
  expect(judged('attribution-loss', 50, [of(0.5)])).toBe('pass WITHIN_LIMIT 0.5');
  expect(judged('attribution-loss', 50, [of(-0.5)])).toBe('fail LIMIT_EXCEEDED 1.5');
  expect(judged('attribution-loss', 100, [of(null)])).toBe('invalid NOT_MEASURED nothing');
});

test('sought-flips counts samples that were lost, and is invalid where no sample could be started from', () => {
  const of = (flips: number, samples: number): ReportedStudy => ({ ...nothing, seek: { budget: 10, spent: 10, samples, flips, mildest: null } }); // prettier-ignore
  expect(judged('sought-flips', 0, [of(0, 5)])).toBe('pass WITHIN_LIMIT 0');
  expect(judged('sought-flips', 0, [of(1, 5)])).toBe('fail LIMIT_EXCEEDED 1');
  expect(judged('sought-flips', 0, [of(0, 0)])).toBe('invalid NOT_MEASURED nothing');
});
