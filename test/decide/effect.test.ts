import { describe, expect, test } from 'vitest';
import type { PlannedCheck } from '../../src/core/plan.js';
import { effectOf, type Effect } from '../../src/decide/effect.js';
import { multilabel } from '../../src/tasks/multilabel.js';
import { a, b, c, check, many, onlyA, world, type WorldOptions } from './kit.js';

function effect(options: WorldOptions, planned: PlannedCheck): Effect {
  const { plan, totals } = world(options);
  const [contrast] = plan.work.contrasts;
  if (contrast === undefined) throw new Error('no contrast');
  const at = (level: string) => totals.scene({ task: 'fruit', level, contrast, slice: null });
  const found = effectOf(planned, { scene: at(planned.level), clean: at('clean') });
  if (found === undefined) throw new Error('no effect');
  return found;
}

describe('the harm of drawn units', () => {
  const rows = [
    ...many(2, a, b, { label: 0 }),
    ...many(1, b, a, { label: 0 }),
    ...many(7, a, a, { label: 0 }),
  ];
  const thrice = (unit: number): Uint32Array =>
    Uint32Array.from({ length: 10 }, (_, at) => (at === unit ? 3 : 0));

  test.each([
    ['disagreement', [0.3, 1, 1, 0]],
    ['negative-flips', [0.2, 1, 0, 0]],
    ['score-drop', [0.1, 1, -1, 0]],
    ['error', [0.2, 1, 0, 0]],
  ])('of %s is that of all, of a lost, a won and an unchanged sample', (limit, [all, lost, won, same]) => {
    const { harm } = effect({ rows }, check(limit, 1, 10)).resampled;
    expect([harm(), harm(thrice(0)), harm(thrice(2)), harm(thrice(9))]).toEqual([all, lost, won, same]);
  });

  test('counts the units that differ', () => {
    const differing = (limit: string): number => effect({ rows }, check(limit, 1, 10)).resampled.differing();
    expect(['disagreement', 'negative-flips', 'score-drop', 'error'].map(differing)).toEqual([3, 2, 3, 2]);
  });
});

describe('what a unit can do at most', () => {
  test('is its share of the samples, for shares', () => {
    const even = many(10, a, a, { label: 0 });
    expect(effect({ rows: even }, check('disagreement', 1, 10)).resampled.reach()).toBe(1);
    const heavy = [...many(9, a, a, { label: 0, group: 0 }), ...many(1, a, a, { label: 0, group: 1 })];
    expect(effect({ rows: heavy }, check('disagreement', 1, 10)).resampled.reach()).toBe(1.8);
    expect(effect({ rows: heavy }, check('score-drop', 1, 10)).resampled.reach()).toBe(1.8);
  });

  test('is twice that for a robustness gap: won at clean and lost at the level', () => {
    const rows = Array.from({ length: 10 }, () => ({ label: 0, answers: { clean: [b, a], dark: [a, b] } }));
    const gap = effect(
      { rows, levels: ['clean', 'dark'] },
      check('robustness-gap', 1, 10, { level: 'dark' }),
    );
    expect([gap.resampled.harm(), gap.resampled.reach()]).toEqual([2, 2]);
  });

  test('is not bounded for divergence, calibration and scores that are not rates', () => {
    const rows = many(10, a, a, { label: 0 });
    expect(effect({ rows }, check('divergence', 1, 10)).resampled.reach()).toBeUndefined();
    expect(effect({ rows }, check('calibration-shift', 1, 10)).resampled.reach()).toBeUndefined();
    const f1 = effect({ rows, kind: multilabel }, check('score-drop', 1, 10));
    expect([f1.form, f1.resampled.reach()]).toEqual(['value', undefined]);
  });
});

describe('a robustness gap', () => {
  const levels = ['clean', 'dark'];
  const planned = check('robustness-gap', 1, 10, { level: 'dark' });

  test('of equal counts is exactly 0, whatever the shares', () => {
    const rows = Array.from({ length: 10 }, (_, at) => ({
      label: 0,
      answers: { clean: [at < 3 ? a : b, at < 6 ? a : b], dark: [at < 1 ? a : b, at < 4 ? a : b] },
    }));
    expect(effect({ rows, levels }, planned).resampled.harm()).toBe(0);
  });

  test('differs where the arms differ at either level', () => {
    const rows = [
      { label: 0, answers: { clean: [a, b], dark: [a, a] } },
      { label: 0, answers: { clean: [a, a], dark: [a, b] } },
      { label: 0, answers: { clean: [a, a], dark: [a, a] } },
    ];
    expect(effect({ rows, levels }, planned).resampled.differing()).toBe(2);
  });
});

describe('a score that is no rate (micro-F1)', () => {
  // Three labels a sample; logits above 0 give a label. The truth of class 0 is the set {0}.
  const only0 = [1, -1, -1] as const;
  const none = [-1, -1, -1] as const;
  const rows = [...many(9, none, none, {}), { label: 0, answers: { clean: [only0, none] } }];

  test('falls by 1 with the one sample that has the label, which is why a unit has no bound', () => {
    const drop = effect({ rows, kind: multilabel }, check('score-drop', 1, 10));
    expect(drop).toMatchObject({ form: 'value', n: 10 });
    expect([drop.resampled.harm(), drop.resampled.differing()]).toEqual([1, 1]);
  });

  test('has its own error, with the units that have one', () => {
    const error = effect({ rows, kind: multilabel }, check('error', 1, 10));
    expect([error.form, error.resampled.harm(), error.resampled.differing()]).toEqual(['value', 1, 1]);
    const perfect = [...many(9, only0, only0, { label: 0 })];
    const none_ = effect({ rows: perfect, kind: multilabel }, check('error', 1, 10));
    expect([none_.resampled.harm(), none_.resampled.differing()]).toEqual([0, 0]);
  });
});

test('divergence differs in the units that have any', () => {
  const rows = [...many(3, a, a), ...many(2, a, c)];
  expect(effect({ rows }, check('divergence', 1, 10)).resampled.differing()).toBe(2);
});

test('an exceedance counts what is infinite, and what has no value', () => {
  const rows = [...many(3, a, a), ...many(2, a, onlyA), ...many(1, 1n, 1n)];
  expect(effect({ rows }, check('divergence-p99', 1, 10))).toMatchObject({ form: 'count', count: 3, n: 6 });
});
