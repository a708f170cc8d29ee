import { expect, test } from 'vitest';
import { everyCheck, otherLimits, slices } from '../../../src/report/sections/limits.js';
import { check, limit, passing } from '../make.js';
import { view } from './view.js';

const rows = (text: string | null): readonly string[] =>
  (text ?? '').split('\n').filter((line) => line.startsWith('| <code>'));
const drop = passing({
  limit: limit({ name: 'score-drop', unit: 'points', value: 0.01 }),
  measured: 0.0015,
  count: null,
});
const slice = (value: string) => ({ field: 'kind', value });

test('limits that the matrix shows are not shown again', () => {
  const text = otherLimits(view({ checks: [passing(), drop] }));
  expect(text).toContain('<summary>1 other limit</summary>');
  expect(rows(text)).toEqual([
    '| <code>garment</code> at <code>high</code> | <code>score&#45;drop</code> | 0.15 points | 1.00 points | 4,000 | ✅ |',
  ]);
});

test('what has no result shows no number', () => {
  const dead = check({
    limit: limit({ name: 'negative-flips', value: 0 }),
    measured: null,
    count: null,
    n: 0,
    outcome: 'invalid',
  });
  expect(rows(otherLimits(view({ checks: [dead] })))[0]).toMatch(/\| – \| 0\.00% \| – \| 🛑 \|$/);
});

test('a percentile limit shows how many samples are over it and how many may be', () => {
  const p99 = check({
    limit: limit({ name: 'divergence-p99', unit: 'nats', value: 0.5 }),
    measured: 0.012,
    count: 24,
    allowed: 20,
    n: 2000,
  });
  expect(rows(otherLimits(view({ checks: [p99] })))[0]).toContain('24 over 0.500 nats | 20 of 2,000 |');
});

test('slices that are not judged say why, with their interval', () => {
  const small = passing({
    slice: slice('Hat'),
    judged: false,
    finding: { code: 'SLICE_SMALL', data: { n: 12, minSamples: 30 } },
  });
  const open = passing({
    slice: slice('Shirt'), judged: false, measured: 0.065, count: 26, n: 400,
    interval: { lower: 0.0457, upper: 0.0892, method: 'clopper-pearson' }, finding: { code: 'SLICE_UNDECIDED', data: {} },
  }); // prettier-ignore
  const text = slices(view({ checks: [small, open] }));
  expect(text).toContain('<summary>Slices: 2 values, 2 not decided or too small</summary>');
  expect(rows(text)[0]).toMatch(/too small to judge \|$/);
  expect(rows(text)[1]).toContain('| 6.50% (26), 4.57% to 8.92% | 5.00% | 400 | not decided |');
});

test('passing rows are counted, then left out, and undecided ones stay', () => {
  const checks = [
    passing({ slice: slice('a') }),
    passing({ slice: slice('b') }),
    check({ slice: slice('c') }),
    passing({ slice: slice('d'), judged: false }),
  ];
  expect(slices(view({ checks }, { passing: 'counted' }))).toContain('2 more pass.');
  expect(rows(slices(view({ checks }, { passing: 'counted' })))).toHaveLength(2);
  expect(slices(view({ checks }, { passing: 'left out' }))).not.toContain('more pass');
});

test('after a pass everything is in one fold', () => {
  const text = everyCheck(
    view({ verdict: 'pass', checks: [passing(), drop, passing({ slice: slice('d'), judged: false })] }),
  );
  expect(text).toContain('<summary>All 2 checks, and 1 that is not judged</summary>');
  expect(text?.match(/<details>/g)).toHaveLength(1);
  expect(rows(text)).toHaveLength(3);
});

test('sections without rows are absent', () => {
  expect([
    otherLimits(view({ checks: [passing()] })),
    slices(view({ checks: [passing()] })),
    everyCheck(view({ checks: [] })),
  ]).toEqual([null, null, null]);
});
