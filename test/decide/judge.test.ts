import { describe, expect, test } from 'vitest';
import type { PlannedCheck } from '../../src/core/plan.js';
import type { Effect } from '../../src/decide/effect.js';
import { judge, type Circumstances, type Judgement } from '../../src/decide/judge.js';
import { check, inPopulation } from './kit.js';

const resampled = (harm: number): Effect['resampled'] => ({
  units: 1, harm: () => harm, differing: () => 1, reach: () => undefined,
}); // prettier-ignore
const counted = (count: number, n: number): Effect => ({
  form: 'count',
  count,
  n,
  resampled: resampled(count / n),
});
const lost = (gone: number, won: number, n: number): Effect => ({
  form: 'difference', lost: gone, won, n, resampled: resampled((gone - won) / n),
}); // prettier-ignore
const value = (harm: number): Effect => ({ form: 'value', n: 100, resampled: resampled(harm) });

const whole: Circumstances = {
  planned: 0, missing: 0, firstMissing: undefined, degenerate: { left: 0, right: 0 }, seed: 7, grouped: false, family: 1,
}; // prettier-ignore
const judged = (
  planned: PlannedCheck,
  effect: Effect | undefined,
  at: Partial<Circumstances> = {},
): Judgement => judge(planned, effect, { ...whole, planned: effect?.n ?? 0, ...at });
const words = ({ outcome, finding }: Judgement): string => `${outcome} ${finding.code}`;

describe('a count', () => {
  test.each([
    [2, 100, 1050, 21, 'pass'], // 0.02 · 1050 is 21 exactly, and 20.999… or 21.000…04 in floating point
    [2, 100, 1050, 22, 'fail'],
    [7, 100, 100, 7, 'pass'], // 0.07 · 100 = 7.000000000000001
    [29, 100, 100, 29, 'pass'], // 0.29 · 100 = 28.999999999999996
    [29, 100, 100, 30, 'fail'],
    [1, 3, 299, 99, 'pass'], // ⌊99.67⌋
    [1, 3, 299, 100, 'fail'],
    [1, 100, 99, 0, 'pass'],
    [1, 100, 99, 1, 'fail'],
  ])('of at most %i/%i in %i: %i is a %s', (numerator, denominator, n, count, outcome) => {
    expect(judged(check('disagreement', numerator, denominator), counted(count, n)).outcome).toBe(outcome);
  });

  test('says what it is held against, and what it allows for inputs like these', () => {
    const judgement = judged(check('disagreement', 2, 100), counted(20, 1000));
    expect(judgement).toMatchObject({
      count: 20,
      allowed: 20,
      n: 1000,
      measured: 0.02,
      interval: null,
      p: NaN,
    });
    expect(judgement.beyond?.[0]).toBeCloseTo(0.01329301, 8); // methods §5
    expect(judgement.beyond?.[1]).toBeCloseTo(0.02893012, 8);
  });

  test('of grouped samples has no bounds that take them for independent', () => {
    expect(judged(check('disagreement', 2, 100), counted(20, 1000), { grouped: true }).beyond).toBeNull();
  });

  test('in dataset scope is never inconclusive, and confidence has no part in it', () => {
    for (const confidence of [0.5, 0.999]) {
      const planned = { ...check('disagreement', 10, 100), confidence };
      expect(words(judged(planned, counted(1, 10)))).toBe('pass WITHIN_LIMIT');
      expect(words(judged(planned, counted(2, 10)))).toBe('fail LIMIT_EXCEEDED');
    }
  });
});

describe('a limit of 0', () => {
  test('passes at 0 and fails at 1', () => {
    expect(judged(check('negative-flips', 0, 1), counted(0, 1000)).outcome).toBe('pass');
    expect(judged(check('negative-flips', 0, 1), counted(1, 1000)).outcome).toBe('fail');
  });
});

describe('a difference', () => {
  test.each([
    [12, 2, 'pass'],
    [12, 1, 'fail'],
    [0, 500, 'pass'],
  ])('of %i lost and %i won at 1pp of 1,000 is a %s', (gone, won, outcome) => {
    expect(judged(check('score-drop', 1, 100), lost(gone, won, 1000)).outcome).toBe(outcome);
  });
});

describe('a measured value', () => {
  test.each([
    [0.01, 'pass WITHIN_LIMIT'],
    [0.010000000000000002, 'fail LIMIT_EXCEEDED'],
    [-1, 'pass WITHIN_LIMIT'],
    [NaN, 'invalid NOT_FINITE'],
    [-Infinity, 'invalid NOT_FINITE'],
    [Infinity, 'fail LIMIT_EXCEEDED'],
  ])('of %d at 0.01 is %s', (harm, expected) => {
    expect(words(judged(check('divergence', 1, 100), value(harm)))).toBe(expected);
  });

  test('that is not finite has no number, so that no file holds a null that compares as 0', () => {
    expect(judged(check('divergence', 1, 100), value(Infinity)).measured).toBeNull();
    expect(judged(check('divergence', 1, 100), value(NaN)).measured).toBeNull();
  });
});

describe.each(['dataset', 'population'] as const)('broken evidence in %s scope', (scope) => {
  const planned = { ...check('disagreement', 10, 100), scope };

  test('nothing that could be counted is invalid', () => {
    expect(words(judged(planned, undefined, { planned: 100 }))).toBe('invalid NOT_MEASURED');
  });

  test('a missing sample is invalid, and says how many', () => {
    const judgement = judged(planned, counted(0, 999), { planned: 1000, missing: 1 });
    expect(words(judgement)).toBe('invalid MISSING_SAMPLES');
    expect(judgement.finding.data).toEqual({ missing: 1, of: 1000 });
  });

  test('one reason for all samples is told in place of their number', () => {
    const firstMissing = { code: 'WORKER_CRASHED', data: {} } as const;
    const at = { planned: 10, missing: 10, firstMissing };
    expect(words(judged(planned, undefined, at))).toBe('invalid WORKER_CRASHED');
    expect(words(judged(planned, counted(0, 1), { ...at, missing: 9 }))).toBe('invalid MISSING_SAMPLES');
  });

  test('an answer of compressed that is none fails at any limit', () => {
    const generous = { ...check('disagreement', 1, 1), scope };
    const judgement = judged(generous, counted(1, 1000), { degenerate: { left: 0, right: 1 } });
    expect(words(judgement)).toBe('fail DEGENERATE_ANSWERS');
  });

  test('an answer of baseline that is none is invalid', () => {
    const at = { planned: 1000, missing: 1, degenerate: { left: 1, right: 0 } };
    expect(words(judged(planned, counted(0, 999), at))).toBe('invalid BASELINE_DEGENERATE');
  });
});

describe('what is missing does not save what is already over', () => {
  test('more than ⌊limit · planned⌋ fails, as much as that does not yet', () => {
    const at = { planned: 1000, missing: 500 };
    expect(words(judged(check('disagreement', 2, 100), counted(21, 500), at))).toBe('fail LIMIT_EXCEEDED');
    expect(words(judged(check('disagreement', 2, 100), counted(20, 500), at))).toBe(
      'invalid MISSING_SAMPLES',
    );
  });

  test('each missing sample may be one that was won', () => {
    const at = { planned: 1000, missing: 500 };
    expect(words(judged(check('score-drop', 1, 100), lost(500, 0, 500), at))).toBe('invalid MISSING_SAMPLES');
    expect(words(judged(check('score-drop', 1, 100), lost(490, 0, 990), { planned: 1000, missing: 10 }))).toBe('fail LIMIT_EXCEEDED'); // prettier-ignore
  });

  test('in population scope it is invalid: the samples are not the whole', () => {
    const at = { planned: 1000, missing: 500 };
    expect(words(judged(inPopulation(check('disagreement', 2, 100)), counted(400, 500), at))).toBe('invalid MISSING_SAMPLES'); // prettier-ignore
  });
});
