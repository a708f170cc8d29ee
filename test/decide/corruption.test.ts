import { describe, expect, test } from 'vitest';
import { corruptionLimits } from '../../src/core/corruption.js';
import type { PlannedCheck } from '../../src/core/plan.js';
import { errorRatio } from '../../src/decide/corruption.js';
import { a, b, broken, decideOne, limitOf, outcomeOf, world, type Logits, type Row } from './kit.js';

const levels = ['clean', 'dim', 'dark', 'blur'];

/** 100 samples of label 0; per level how many baseline and compressed get wrong, the first ones. */
function rowsOf(wrong: { readonly [level: string]: readonly [baseline: number, compressed: number] }): Row[] {
  const answer = (at: number, count: number): Logits => (at < count ? b : a);
  return Array.from({ length: 100 }, (_, at) => ({
    label: 0,
    answers: Object.fromEntries(
      Object.entries(wrong).map(([level, [left, right]]) => [level, [answer(at, left), answer(at, right)]]),
    ),
  }));
}

function over(name: string, value: number, families: readonly (readonly string[])[]): PlannedCheck {
  const judge = corruptionLimits.get(name)?.judge;
  if (judge === undefined) throw new Error(name);
  const limit = limitOf(name, { numerator: value * 100, denominator: 100 }, { unit: 'ratio' });
  return { task: 'fruit', level: 'every noise', target: 'native', contrast: 'compression', limit, judge, form: 'value', scope: 'dataset', confidence: 0.95, over: families }; // prettier-ignore
}

// Errors: clean 10 and 12; dim and dark together 20 + 40 and 25 + 50; blur 30 and 24.
const rows = rowsOf({ clean: [10, 12], dim: [20, 25], dark: [40, 50], blur: [30, 24] });
const grain = ['dim', 'dark'];

describe('corruption error', () => {
  test('is the sum of compressed’s errors over the levels in the sum of baseline’s', () => {
    const measured = decideOne({ rows, levels, checks: [over('corruption-error', 1.25, [grain])] });
    expect(measured).toMatchObject({ outcome: 'pass', n: 200 });
    expect(measured.measured).toBeCloseTo((25 + 50) / (20 + 40), 12);
    expect(outcomeOf({ rows, levels, checks: [over('corruption-error', 1.24, [grain])] })).toBe(
      'fail LIMIT_EXCEEDED',
    );
  });

  test('relative to clean is what noise adds, in what it adds to baseline', () => {
    const { measured } = decideOne({ rows, levels, checks: [over('relative-corruption-error', 2, [grain])] });
    expect(measured).toBeCloseTo((25 - 12 + (50 - 12)) / (20 - 10 + (40 - 10)), 12);
  });

  test('is the mean of the kinds of noise, where a gain makes up for a loss', () => {
    const { measured } = decideOne({
      rows,
      levels,
      checks: [over('mean-corruption-error', 2, [grain, ['blur']])],
    });
    expect(measured).toBeCloseTo((75 / 60 + 24 / 30) / 2, 12);
  });

  test('counts a baseline that errs on less than 1 % as erring on 1 %', () => {
    expect(errorRatio({ baseline: 0, compressed: 0 })).toBe(0);
    expect(errorRatio({ baseline: 0.001, compressed: 0.02 })).toBe(2);
    expect(errorRatio({ baseline: 0.01, compressed: 0.02 })).toBe(2);
    expect(errorRatio({ baseline: -0.05, compressed: 0.02 })).toBe(2); // noise made baseline better
    expect(errorRatio({ baseline: NaN, compressed: 0.02 })).toBeNaN();
  });

  test.each([
    ['at a level', rowsOf({ clean: [1, 1], dim: [20, 25] }), 'corruption-error'],
    ['at clean', rowsOf({ dim: [20, 25], dark: [40, 50] }), 'relative-corruption-error'],
  ])('is invalid without results %s', (_, some, name) => {
    expect(outcomeOf({ rows: some, levels, checks: [over(name, 9, [grain])] })).toMatch(/^invalid/);
  });

  test('fails where compressed gives answers that are none', () => {
    const none = rows.map((row, at) =>
      at === 5 ? { ...row, answers: { ...row.answers, dark: [a, broken] } } : row,
    );
    expect(outcomeOf({ rows: none, levels, checks: [over('corruption-error', 9, [grain])] })).toBe(
      'fail DEGENERATE_ANSWERS',
    );
  });

  test('in population scope passes with evidence only', () => {
    const planned = { ...over('corruption-error', 1.3, [grain]), scope: 'population' } as const;
    expect(decideOne({ rows, levels, checks: [planned] }).outcome).toBe('inconclusive');
    const large = { ...over('corruption-error', 3, [grain]), scope: 'population' } as const;
    const many = Array.from({ length: 5 }, () =>
      rowsOf({ clean: [10, 12], dim: [20, 30], dark: [40, 50] }),
    ).flat();
    expect(decideOne({ rows: many, levels, checks: [large] })).toMatchObject({
      outcome: 'pass',
      interval: { method: 'bootstrap' },
    });
  });

  test('is judged once for all checks', () => {
    expect(
      world({
        rows,
        levels,
        checks: [over('corruption-error', 2, [grain]), over('corruption-error', 0.5, [['blur']])],
      })
        .decide()
        .map(({ outcome }) => outcome),
    ).toEqual(['pass', 'fail']);
  });
});
