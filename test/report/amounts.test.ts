import { expect, test } from 'vitest';
import { amounts, isExceedance, isShareOfSamples, samples } from '../../src/report/amounts.js';
import { check, limit } from './make.js';

const p99 = check({
  limit: limit({ name: 'divergence-p99', unit: 'nats', value: 0.5 }),
  measured: 0.012,
  count: 24,
  allowed: 20,
  n: 2000,
});

test('measured, limit and interval have the same digits, enough to differ', () => {
  const interval = { lower: 0.0421, upper: 0.050004, method: 'clopper-pearson' } as const;
  expect(amounts(check({ interval }))).toEqual({
    measured: '5.3000%',
    limit: '5.0000%',
    interval: ['4.2100%', '5.0004%'],
  });
});

test('what has no result has no number; what failed without one is infinite', () => {
  const drop = limit({ name: 'score-drop', unit: 'points', value: 0.01 });
  expect(amounts(check({ measured: null, count: null, outcome: 'invalid', limit: drop }))).toMatchObject({
    measured: '–',
    limit: '1.00 points',
  });
  expect(amounts(check({ measured: null, count: null }))).toMatchObject({ measured: '∞' });
});

test('limits on the number of samples beyond a value are counts', () => {
  expect(isExceedance(p99)).toBe(true);
  expect(amounts(p99)).toEqual({ measured: '24 over 0.500 nats', limit: '20 of 2,000', interval: null });
});

test('shares and differences of shares are not', () => {
  expect([check(), check({ limit: limit({ unit: 'points' }) })].map(isExceedance)).toEqual([false, false]);
});

test('the size of a file is counted in bytes, not in samples', () => {
  const size = check({ task: null, level: null, limit: limit({ name: 'size' }), count: 68430, n: 226703 });
  expect([samples(size), samples(check({ n: 0 })), samples(check())]).toEqual(['–', '–', '4,000']);
  expect([size, check()].map(isShareOfSamples)).toEqual([false, true]);
});
