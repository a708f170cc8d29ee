import { describe, expect, test } from 'vitest';
import type { PlannedCheck } from '../../src/core/plan.js';
import type { Policy, TaskPolicy } from '../../src/core/policy.js';
import { checksOf, contrastsOf } from '../../src/plan/checks.js';
import { kindOf, level, limit, place, policy, slice, target, task } from './kit.js';

const wasm = target('wasm', { runtime: 'wasm' });
const two = limit('disagreement', 2, 100);

function checks(of: TaskPolicy, more: Partial<Policy> = {}): PlannedCheck[] {
  return checksOf(policy([of], more), of, kindOf(of));
}

function names(list: readonly PlannedCheck[]): string[] {
  return list.map(({ level: at, target: on, contrast, limit: { name }, slice: part }) =>
    [at, on, contrast, name, part && `${part.field}=${part.value ?? '*'}`].filter(Boolean).join(' '),
  );
}

describe('targets', () => {
  const several = { targets: [target('x86'), wasm, target('native')] };

  test('are all held against the one baseline on the reference', () => {
    expect(contrastsOf(policy([], several))).toEqual([
      { is: 'compression', target: 'native', left: 0, right: 1 },
      { is: 'compression', target: 'x86', left: 0, right: 2 },
      { is: 'compression', target: 'wasm', left: 0, right: 3 },
    ]);
  });

  test('with limits of their own are also held against compressed on the reference', () => {
    const targets = [target('native'), { ...wasm, limits: [two] }];
    expect(contrastsOf(policy([], { targets }))).toEqual([
      { is: 'compression', target: 'native', left: 0, right: 1 },
      { is: 'compression', target: 'wasm', left: 0, right: 2 },
      { is: 'drift', target: 'wasm', left: 1, right: 2 },
    ]);
  });

  test('judge every level of every task', () => {
    const of = task('garment', { levels: [level('clean', two), level('dark', two)] });
    expect(names(checks(of, { targets: [target('native'), wasm] }))).toEqual([
      'clean native compression disagreement',
      'dark native compression disagreement',
      'clean wasm compression disagreement',
      'dark wasm compression disagreement',
    ]);
  });

  test('that list tasks judge no others', () => {
    const targets = [target('native'), { ...wasm, tasks: ['shoe'] }];
    expect(names(checks(task('garment'), { targets }))).toEqual(['clean native compression disagreement']);
    expect(names(checks(task('shoe'), { targets }))).toHaveLength(2);
  });
});

describe('limits of a target', () => {
  const drifting = (...limits: (typeof two)[]) => ({ targets: [target('native'), { ...wasm, limits }] });
  const drift = (list: readonly PlannedCheck[]): string[] => names(list.filter(({ contrast }) => contrast === 'drift')); // prettier-ignore

  test('are drift, at every level of every task', () => {
    const of = task('garment', { levels: [level('clean', two), level('dark', two)] });
    expect(drift(checks(of, drifting(limit('disagreement', 1, 100))))).toEqual([
      'clean wasm drift disagreement',
      'dark wasm drift disagreement',
    ]);
  });

  test('do not hold on the reference', () => {
    expect(drift(checks(task('garment'), { targets: [{ ...target('native'), limits: [two] }] }))).toEqual([]);
  });

  test('that a kind does not have are left out', () => {
    const of = task('age', { kind: 'regression', options: { tolerance: 1 } });
    expect(drift(checks(of, drifting(limit('divergence', 1, 100), two)))).toEqual(['clean wasm drift disagreement']); // prettier-ignore
  });

  test('that need labels are left out of a task without, and those that need confidence of one that reads labels', () => {
    const unlabelled = task('novel', { data: { path: 'n.npz', options: {}, place } });
    const labels = task('labels', {
      output: { baseline: { place }, compressed: { place, meaning: 'labels' } },
    });
    const all = drifting(two, limit('score-drop', 1, 100), limit('divergence', 1, 100));
    expect(drift(checks(unlabelled, all))).toEqual(['clean wasm drift disagreement', 'clean wasm drift divergence']); // prettier-ignore
    expect(drift(checks(labels, all))).toEqual(['clean wasm drift disagreement', 'clean wasm drift score-drop']); // prettier-ignore
  });

  test('a robustness gap is left out at clean, which it would hold against itself', () => {
    const of = task('garment', { levels: [level('clean', two), level('dark', two)] });
    expect(drift(checks(of, drifting(limit('robustness-gap', 1, 100))))).toEqual(['dark wasm drift robustness-gap']); // prettier-ignore
  });
});

describe('slices', () => {
  const levels = [
    level('clean', two, limit('score-drop', 1, 100)),
    level('dark', limit('score-drop', 2, 100)),
  ];

  test('repeat a limit at the levels that bound the same, with their own value', () => {
    const of = task('garment', { levels, slices: [slice('kind', [limit('disagreement', 5, 100)])] });
    const sliced = checks(of).filter((each) => each.slice);
    expect(names(sliced)).toEqual(['clean native compression disagreement kind=*']);
    expect(sliced[0]).toMatchObject({ limit: { value: 0.05 }, slice: { field: 'kind', minSamples: 30 } });
  });

  test('have a scope of their own, whatever the task has', () => {
    const of = task('garment', { levels, slices: [slice('kind', [two], { scope: 'population' })] });
    expect(checks(of).map(({ scope, slice: part }) => [part?.field, scope])).toEqual([
      [undefined, 'dataset'], [undefined, 'dataset'], ['kind', 'population'], [undefined, 'dataset'],
    ]); // prettier-ignore
  });

  test('at a limit of 0, or of a guardrail, are exact in either scope', () => {
    const zero = task('garment', { levels, slices: [slice('kind', [limit('disagreement', 0, 1)])] });
    const guardrail = task('garment', { levels, role: 'guardrail', slices: [slice('kind', [two])] });
    for (const of of [zero, guardrail]) {
      expect(checks(of).filter((each) => each.slice).map(({ scope }) => scope)).toEqual(['dataset']); // prettier-ignore
    }
  });
});

test('a limit for one label looks at its samples', () => {
  const flips = limit('negative-flips', 1, 100, { label: 'unsafe' });
  const [check] = checks(task('garment', { levels: [level('clean', flips)] }));
  expect(check?.slice).toEqual({ field: 'kind', value: 'unsafe', minSamples: 0 });
});

describe('scope', () => {
  const inPopulation = { scope: 'population' as const };
  test.each([
    ['is the task’s', task('garment', inPopulation), 'population'],
    ['of a guardrail is these samples', task('garment', { ...inPopulation, role: 'guardrail' }), 'dataset'],
    ['of a limit of 0 is these samples', task('garment', { ...inPopulation, levels: [level('clean', limit('disagreement', 0, 1))] }), 'dataset'], // prettier-ignore
  ])('%s', (_, of, scope) => {
    expect(checks(of)[0]?.scope).toBe(scope);
  });
});

describe('what is counted', () => {
  test.each([
    ['disagreement', 'count'],
    ['divergence-p99', 'count'],
    ['error', 'count'],
    ['score-drop', 'difference'],
    ['calibration-shift', 'value'],
    ['divergence', 'value'],
    ['robustness-gap', 'value'],
  ])('%s of a classification is a %s', (name, form) => {
    const of = task('garment', { levels: [level('dark', limit(name, 1, 100))] });
    expect(checks(of)[0]?.form).toBe(form);
  });

  test.each([
    ['micro-f1', 'error', 'value'],
    ['micro-f1', 'score-drop', 'value'],
    ['subset-accuracy', 'error', 'count'],
    ['subset-accuracy', 'score-drop', 'difference'],
  ])('by %s, %s of a multilabel task is a %s', (score, name, form) => {
    const of = task('tags', { kind: 'multilabel', options: { score }, levels: [level('clean', limit(name, 1, 100))] }); // prettier-ignore
    expect(checks(of)[0]?.form).toBe(form);
  });
});
