import { describe, expect, test } from 'vitest';
import { mcnemarWorse } from '../../src/stats/mcnemar.js';
import { a, b, check, decideOne, inPopulation, many, outcomeOf, type Row } from './kit.js';

const changed = (count: number, n: number): Row[] => [...many(count, a, b), ...many(n - count, a, a)];
const flipped = (lost: number, won: number, n: number): Row[] => [
  ...many(lost, a, b, { label: 0 }),
  ...many(won, b, a, { label: 0 }),
  ...many(n - lost - won, a, a, { label: 0 }),
];

describe('a share', () => {
  test.each([
    [1, 100, 299, 0, 'pass'],
    [1, 100, 298, 0, 'inconclusive'],
    [1, 100, 473, 1, 'pass'],
    [5, 100, 500, 16, 'pass'],
    [5, 100, 500, 17, 'inconclusive'],
    [5, 100, 500, 33, 'inconclusive'],
    [5, 100, 500, 34, 'fail'],
    [2, 100, 200, 8, 'fail'],
  ])('of at most %i/%i in %i: %i is %s (methods §2.2, §2.3)', (numerator, denominator, n, count, outcome) => {
    const checks = [inPopulation(check('disagreement', numerator, denominator))];
    expect(decideOne({ rows: changed(count, n), checks }).outcome).toBe(outcome);
  });

  test('rests on the Clopper–Pearson bounds, and says about how many samples would do', () => {
    const found = decideOne({
      rows: changed(13, 1000),
      checks: [inPopulation(check('disagreement', 2, 100))],
    });
    expect(found.interval?.method).toBe('clopper-pearson');
    expect(found.interval?.upper).toBeCloseTo(0.02058929, 8);
    expect(found.finding.data).toMatchObject({ n: 1000 });
    expect(found.finding.data.wouldDo).toBeGreaterThan(1000);
    expect(found.finding.data.wouldDo).toBeLessThan(1300);
  });

  test('that is the limit itself is not settled by any number', () => {
    const found = decideOne({
      rows: changed(20, 1000),
      checks: [inPopulation(check('disagreement', 2, 100))],
    });
    expect(found.finding).toEqual({ code: 'TOO_FEW_SAMPLES', data: { n: 1000, wouldDo: null } });
  });

  test('of at most 100 % passes: there is no more', () => {
    expect(outcomeOf({ rows: changed(10, 10), checks: [inPopulation(check('disagreement', 1, 1))] })).toBe('pass WITHIN_LIMIT'); // prettier-ignore
  });

  test('that exceeds a value is held against 1 % of the samples', () => {
    const p99 = inPopulation(check('divergence-p99', 5, 1));
    expect(outcomeOf({ rows: changed(0, 299), checks: [p99] })).toBe('pass WITHIN_LIMIT');
    expect(outcomeOf({ rows: changed(0, 298), checks: [p99] })).toBe('inconclusive TOO_FEW_SAMPLES');
    expect(outcomeOf({ rows: changed(6, 200), checks: [p99] })).toBe('fail LIMIT_EXCEEDED');
  });
});

describe('a difference of scores', () => {
  const drop = (numerator: number, denominator = 100) => inPopulation(check('score-drop', numerator, denominator)); // prettier-ignore

  test("rests on Tango's bounds: 12 lost and 2 won of 44 (methods §5)", () => {
    const checks = [{ ...drop(1), confidence: 0.975 }]; // two-sided 95 %
    const { interval } = decideOne({ rows: flipped(12, 2, 44), checks });
    expect(interval).toMatchObject({ method: 'tango' });
    expect(interval?.lower).toBeCloseTo(0.0691662, 6);
    expect(interval?.upper).toBeCloseTo(0.3860038, 6);
  });

  test('passes below its bound, fails above it, else is inconclusive', () => {
    const rows = flipped(68, 18, 1000); // 3.8 % … 6.2 … 5 pp
    expect(outcomeOf({ rows, checks: [drop(7)] })).toBe('pass WITHIN_LIMIT');
    expect(outcomeOf({ rows, checks: [drop(5)] })).toBe('inconclusive TOO_FEW_SAMPLES');
    expect(outcomeOf({ rows, checks: [drop(3)] })).toBe('fail LIMIT_EXCEEDED');
  });

  test('McNemar never decides: what it calls significant passes within the limit', () => {
    expect(mcnemarWorse(30, 5)).toBeLessThan(0.001);
    expect(outcomeOf({ rows: flipped(30, 5, 1000), checks: [drop(5)] })).toBe('pass WITHIN_LIMIT');
  });

  test('McNemar never decides: what it calls insignificant is no pass', () => {
    expect(mcnemarWorse(2, 0)).toBeGreaterThan(0.05);
    expect(outcomeOf({ rows: flipped(2, 0, 50), checks: [drop(5)] })).toBe('inconclusive TOO_FEW_SAMPLES');
  });

  test('says how many samples would settle it', () => {
    const found = decideOne({ rows: flipped(68, 18, 1000), checks: [drop(6)] });
    const wouldDo = Number(found.finding.data.wouldDo);
    const scaled = flipped(Math.round(0.068 * wouldDo), Math.round(0.018 * wouldDo), wouldDo);
    expect(found.outcome).toBe('inconclusive');
    expect(wouldDo).toBeGreaterThan(1000);
    expect(outcomeOf({ rows: scaled, checks: [drop(6)] })).toBe('pass WITHIN_LIMIT');
  });
});

describe('a robustness gap', () => {
  const levels = ['clean', 'dark'];
  const gap = (numerator: number) => inPopulation(check('robustness-gap', numerator, 100, { level: 'dark' }));
  const dark = (lost: number, n: number): Row[] =>
    Array.from({ length: n }, (_, at) => ({ label: 0, answers: { clean: [a, a], dark: [a, at < lost ? b : a] } })); // prettier-ignore

  test('is resampled', () => {
    const rows = dark(50, 1000);
    expect(decideOne({ rows, levels, checks: [gap(8)] })).toMatchObject({ outcome: 'pass', measured: 0.05, interval: { method: 'bootstrap' } }); // prettier-ignore
    expect(decideOne({ rows, levels, checks: [gap(3)] })).toMatchObject({ outcome: 'fail' });
    const near = decideOne({ rows, levels, checks: [gap(6)] });
    expect(near).toMatchObject({ outcome: 'inconclusive', finding: { code: 'TOO_FEW_SAMPLES' } });
    expect(near.finding.data.wouldDo).toBeGreaterThan(1000);
  });

  test('with few changes is bounded by twice the share of samples that differ', () => {
    expect(decideOne({ rows: dark(0, 1000), levels, checks: [gap(1)] })).toMatchObject({ outcome: 'pass', interval: { method: 'units' } }); // prettier-ignore
    const { interval } = decideOne({ rows: dark(0, 299), levels, checks: [gap(1)] });
    expect(interval?.upper).toBeCloseTo(2 * 0.00996915, 7);
    expect(outcomeOf({ rows: dark(0, 299), levels, checks: [gap(1)] })).toBe('inconclusive TOO_FEW_UNITS');
  });
});

describe('numbers that nothing bounds', () => {
  test('are not decided where too few samples differ', () => {
    const found = decideOne({ rows: flipped(5, 0, 1000), checks: [inPopulation(check('calibration-shift', 50, 100))] }); // prettier-ignore
    expect(found).toMatchObject({ outcome: 'inconclusive', interval: null });
    expect(found.finding).toEqual({ code: 'TOO_FEW_UNITS', data: { units: 1000, differing: 5 } });
  });

  test('are resampled where enough do', () => {
    const rows = flipped(100, 0, 1000);
    const shift = (limit: number) => inPopulation(check('calibration-shift', limit, 100));
    expect(decideOne({ rows, checks: [shift(20)] })).toMatchObject({ outcome: 'pass', interval: { method: 'bootstrap' } }); // prettier-ignore
    expect(outcomeOf({ rows, checks: [shift(5)] })).toBe('fail LIMIT_EXCEEDED');
  });
});
