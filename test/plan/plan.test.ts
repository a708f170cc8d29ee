import { describe, expect, test } from 'vitest';
import type { Policy, TaskPolicy } from '../../src/core/policy.js';
import { makePlan } from '../../src/plan/plan.js';
import { bothModels, census, evidence, findingsOf, level, limit, model, place, policy, target, task } from './kit.js'; // prettier-ignore

const garment = task('garment');
const codes = (of: Policy, about: Parameters<typeof makePlan>[1]): string[] =>
  findingsOf(() => makePlan(of, about)).map(({ code }) => code);

describe('a plan', () => {
  test('has baseline on the reference, then compressed on every target, the reference first', () => {
    const of = policy([garment], { targets: [target('wasm'), target('native')] });
    const { work } = makePlan(of, evidence([census('garment')]));
    expect(work.arms.map((arm) => [arm.model, arm.target.name])).toEqual([
      ['baseline', 'native'],
      ['compressed', 'native'],
      ['compressed', 'wasm'],
    ]);
    expect(work.passes[0]?.batches).toHaveLength(3);
  });

  test('cuts each pass into chunks of near 256 samples, whole batches, without a gap', () => {
    const of = policy([garment]);
    const models = { ...bothModels, compressed: model('int8.onnx', { fixedBatch: 24 }) };
    const files = new Map([['garment', { path: '/val.npz', models }]]);
    const { chunks } = makePlan(of, evidence([census('garment')], { files })).work;
    expect(chunks).toEqual([
      { pass: 0, from: 0, to: 264 },
      { pass: 0, from: 264, to: 528 },
      { pass: 0, from: 528, to: 792 },
      { pass: 0, from: 792, to: 1000 },
    ]);
  });

  test('is the same each time', () => {
    const made = () => makePlan(policy([garment]), evidence([census('garment')]));
    expect(made()).toEqual(made());
  });

  test('is not made without a target', () => {
    expect(() => makePlan(policy([garment], { targets: [] }), evidence([census('garment')]))).toThrow();
  });
});

describe('tasks that can not be evaluated', () => {
  const problem = { code: 'DATA_EMPTY', data: { path: 'val.npz' } } as const;

  test('are impossible with their reason, and keep their checks', () => {
    const plan = makePlan(policy([garment]), evidence([{ task: 'garment', problem }]));
    expect(plan.impossible).toEqual([{ task: 'garment', reason: problem }]);
    expect(plan.checks).toHaveLength(1);
    expect(plan.work.passes).toEqual([]);
  });

  test('so are those whose files were not found', () => {
    const about = evidence([], { problems: [{ task: 'garment', reason: problem }] });
    const plan = makePlan(policy([garment]), about);
    expect(plan.impossible).toEqual([{ task: 'garment', reason: problem }]);
    expect(plan.checks).toHaveLength(1);
  });
});

describe('is refused', () => {
  const refused = (of: TaskPolicy, about = evidence([census(of.name)])): string[] =>
    codes(policy([of]), about);

  test('for nothing, where all is well', () => {
    expect(refused(garment)).toEqual([]);
  });

  test('for a limit that these samples can not resolve', () => {
    expect(refused(task('garment', { levels: [level('clean', limit('disagreement', 1, 2000))] }))).toEqual(['LIMIT_UNRESOLVABLE']); // prettier-ignore
  });

  test('for such a limit in population scope, where groups are what is counted', () => {
    const of = task('garment', { scope: 'population', data: { ...garment.data, group: 'speaker' } });
    const groups = (count: number) => evidence([census('garment', { groups: Uint32Array.from({ length: 1000 }, (_, row) => row % count) })]); // prettier-ignore
    expect(refused(of, groups(148))).toEqual(['LIMIT_UNRESOLVABLE']); // 2 % takes 149
    expect(refused(of, groups(149))).toEqual([]);
  });

  test('for data that are not the pinned ones, with both digests', () => {
    const of = task('garment', { data: { ...garment.data, sha256: 'pinned' } });
    const found = findingsOf(() => makePlan(policy([of]), evidence([census('garment', { digest: 'd1' })])));
    expect(found).toEqual([{ code: 'DIGEST_MISMATCH', data: { path: 'val.npz', expected: 'pinned', actual: 'd1' }, place }]); // prettier-ignore
    expect(refused(of, evidence([census('garment', { digest: 'pinned' })]))).toEqual([]);
  });

  test('for an output that nobody looks at, unless the run was narrowed', () => {
    const entry = census('garment', { outputs: { baseline: ['y', 'z'], compressed: ['y'] } });
    expect(refused(garment, evidence([entry]))).toEqual(['OUTPUT_UNJUDGED']);
    expect(refused(garment, evidence([entry], { partial: true }))).toEqual([]);
  });

  test('for a label that is no class', () => {
    const flips = (label: string) => task('garment', { levels: [level('clean', limit('negative-flips', 1, 100, { label }))] }); // prettier-ignore
    const named = evidence([census('garment', { names: ['coat', 'shirt'] })]);
    expect(refused(flips('coats'), named)).toEqual(['LIMIT_LABEL_UNKNOWN']);
    expect(refused(flips('coat'), named)).toEqual([]);
    expect(refused(flips('3'))).toEqual([]); // without names any value may be one
  });

  test('for options that the kind refuses, with the place of the task', () => {
    const of = task('age', { kind: 'regression' });
    const found = findingsOf(() => makePlan(policy([of]), evidence([census('age')])));
    expect(found).toEqual([{ code: 'TOLERANCE_MISSING', data: {}, place }]);
  });

  test('for a noise level that no input takes', () => {
    const noisy = task('garment', { levels: [level('dark', limit('disagreement', 2, 100))] });
    expect(refused(noisy, evidence([census('garment', { signals: [] })]))).toEqual(['NOISE_WITHOUT_INPUT']);
    expect(refused(noisy)).toEqual([]);
  });

  test('with everything that is wrong, at once', () => {
    const of = task('garment', {
      data: { ...garment.data, sha256: 'pinned' },
      levels: [level('clean', limit('disagreement', 1, 2000), limit('negative-flips', 1, 5000))],
    });
    expect(refused(of)).toEqual(['LIMIT_UNRESOLVABLE', 'LIMIT_UNRESOLVABLE', 'DIGEST_MISMATCH']);
  });
});

describe('a batch that a graph does not have', () => {
  const fixed = { fixedBatch: 1 };
  const conflicts = (
    targets: Policy['targets'],
    models: typeof bothModels,
    tasks = ['garment'],
  ): unknown[] => {
    const files = new Map(tasks.map((name) => [name, { path: `/${name}.npz`, models }]));
    const of = policy(tasks.map((name) => task(name)), { targets }); // prettier-ignore
    return findingsOf(() => makePlan(of, evidence(tasks.map((name) => census(name)), { files }))).map(({ code, data }) => [code, data.target, data.path]); // prettier-ignore
  };

  test('is refused on the target that asks for it', () => {
    const models = { ...bothModels, compressed: model('int8.onnx', fixed) };
    expect(conflicts([target('native', { batch: 8 })], models)).toEqual([['BATCH_FIXED', 'native', 'int8.onnx']]); // prettier-ignore
    expect(conflicts([target('native', { batch: 1 })], models)).toEqual([]);
    expect(conflicts([target('native')], models)).toEqual([]);
  });

  test('of baseline is refused on the reference only: it runs nowhere else', () => {
    const models = { ...bothModels, baseline: model('fp32.onnx', fixed) };
    expect(conflicts([target('native'), target('wasm', { batch: 8 })], models)).toEqual([]);
    expect(conflicts([target('native', { batch: 8 })], models)).toEqual([['BATCH_FIXED', 'native', 'fp32.onnx']]); // prettier-ignore
  });

  test('is told once, however many tasks read the model', () => {
    const models = { ...bothModels, compressed: model('int8.onnx', fixed) };
    expect(conflicts([target('native', { batch: 8 })], models, ['garment', 'shoe'])).toHaveLength(1);
  });
});
