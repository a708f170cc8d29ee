import { describe, expect, test } from 'vitest';
import type { Pass } from '../../src/core/plan.js';
import type { InputSpec } from '../../src/core/policy.js';
import { passesOf, type Known } from '../../src/plan/passes.js';
import { armsOf, bothModels, census, known, level, limit, model, place, policy, slice, target, task } from './kit.js'; // prettier-ignore

const two = limit('disagreement', 2, 100);
const gap = limit('robustness-gap', 2, 100);

function passes(list: readonly Known[], targets = [target('native')]): Pass[] {
  return passesOf(policy(list.map((each) => each.task), { targets }), armsOf(targets), list); // prettier-ignore
}

const levelsOf = (pass: Pass | undefined): string[] => pass?.levels.map(({ name }) => name) ?? [];

describe('tasks share a pass', () => {
  const shared = (one: Known, other: Known): boolean => passes([one, other]).length === 1;
  const a = known(task('a'));

  test('when they read the same data, inputs and models', () => {
    const [pass] = passes([a, known(task('b'))]);
    expect(pass?.tasks.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(pass?.order).toHaveLength(1000);
  });

  test.each<[string, Known]>([
    ['other data', known(task('b'), { path: '/other.npz' })],
    ['another id', known(task('b', { data: { ...a.task.data, id: 'name' } }))],
    ['another group', known(task('b', { data: { ...a.task.data, group: 'speaker' } }))],
    ['another part of the data', known(task('b', { data: { ...a.task.data, take: 10 } }))],
    ['other options', known(task('b', { data: { ...a.task.data, options: { delimiter: ';' } } }))],
    ['another model', known(task('b'), { models: { ...bothModels, compressed: model('other.onnx') } })],
  ])('not with %s', (_, b) => {
    expect(shared(a, b)).toBe(false);
  });

  const fed = (line: number, scale = 1): Known => {
    const spec: InputSpec = { input: 'x', from: { fields: ['x'] }, steps: { rescale: scale }, place: { ...place, line } }; // prettier-ignore
    return known(task(`t${line}`, { inputs: { baseline: [spec], compressed: [] } }));
  };

  test('not with another way of running, wherever the same one is written', () => {
    const way = (line: number, read: 'every' | 'last' = 'every'): Known => {
      const sequence = { state: [], constants: [], read, place: { ...place, line } };
      return known(task(`w${line}`), { ways: { baseline: { sequence }, compressed: { sequence } } });
    };
    expect(shared(way(1), way(2))).toBe(true);
    expect(shared(way(1), way(2, 'last'))).toBe(false);
    expect(shared(way(1), a)).toBe(false);
  });

  test('when the same inputs are written in two places, and not when they differ', () => {
    expect(shared(fed(1), fed(2))).toBe(true);
    expect(shared(fed(1), fed(2, 1 / 255))).toBe(false);
  });

  test('not when what feeds one arm here feeds the other there', () => {
    const { baseline, compressed } = fed(1).task.inputs;
    const swapped = known(task('s', { inputs: { baseline: compressed, compressed: baseline } }));
    expect(shared(fed(1), swapped)).toBe(false);
  });
});

describe('levels', () => {
  test('are those of all tasks, clean first, then as the policy names them', () => {
    const [pass] = passes([
      known(task('a', { levels: [level('darker', two), level('clean', two)] })),
      known(task('b', { levels: [level('dark', two)] })),
    ]);
    expect(levelsOf(pass)).toEqual(['clean', 'dark', 'darker']);
    expect(pass?.tasks.map(({ levels }) => levels)).toEqual([[0, 2], [1]]);
  });

  test('a robustness gap adds clean', () => {
    const [pass] = passes([known(task('a', { levels: [level('dark', gap)] }))]);
    expect(levelsOf(pass)).toEqual(['clean', 'dark']);
    expect(pass?.tasks[0]?.levels).toEqual([0, 1]);
  });

  test('so does one that a target sets on its drift', () => {
    const of = known(task('a', { levels: [level('dark', two)] }));
    expect(levelsOf(passes([of], [target('native'), target('wasm', { limits: [gap] })])[0])).toEqual(['clean', 'dark']); // prettier-ignore
    expect(levelsOf(passes([of])[0])).toEqual(['dark']);
  });
});

describe('batches', () => {
  const batches = (models: Known['models'], targets = [target('native')]): readonly number[] =>
    passes([known(task('a'), { models })], targets)[0]?.batches ?? [];

  test.each<[string, Known['models'], number[]]>([
    ['16 where nobody says', bothModels, [16, 16]],
    ["the graph's own, arm by arm", { ...bothModels, compressed: model('i', { fixedBatch: 4 }) }, [16, 4]],
    ['1 for both where one quantizes dynamically', { ...bothModels, compressed: model('i', { quantizesDynamically: true }) }, [1, 1]], // prettier-ignore
  ])('are %s', (_, models, expected) => {
    expect(batches(models)).toEqual(expected);
  });

  test('are 1 of a model of several files, whatever the target says', () => {
    const parts = (['merged', 'encoder'] as const).map((name) => ({
      name,
      file: { path: '', external: [] },
    }));
    const folder = { parts, config: {}, generation: {}, preprocessor: {}, tokenizer: null };
    const compressed = model('i', { file: { path: '', external: [], folder } });
    expect(batches({ ...bothModels, compressed }, [target('native', { batch: 8 })])).toEqual([8, 1]);
  });

  test("are the policy's where the graph has none, dynamic or not", () => {
    const dynamic = { ...bothModels, compressed: model('i', { quantizesDynamically: true }) };
    expect(batches(dynamic, [target('native', { batch: 8 }), target('wasm')])).toEqual([8, 8, 1]);
  });
});

describe('a planned task', () => {
  test('slices on its fields, each once', () => {
    const of = task('a', { slices: [slice('kind', [two]), slice('camera', [two]), slice('kind', [gap])] });
    expect(passes([known(of)])[0]?.tasks[0]?.slices).toEqual(['kind', 'camera']);
  });

  test('with a limit for one label also on the label', () => {
    const flips = limit('negative-flips', 0, 1, { label: 'unsafe' });
    const of = task('a', { levels: [level('clean', flips)] });
    expect(passes([known(of)])[0]?.tasks[0]?.slices).toEqual(['kind']);
  });

  test('has the settings of its policy and the names of its data', () => {
    const of = known(task('a', { options: { score: 'top-5' } }), { census: census('a', { names: ['cat', 'dog'] }) }); // prettier-ignore
    expect(passes([of])[0]?.tasks[0]?.settings).toEqual({
      options: { score: 'top-5' }, confidentAt: 0.9, names: ['cat', 'dog'], label: 'kind',
    }); // prettier-ignore
  });
});

test('groups of the data become units', () => {
  const groups = Uint32Array.from({ length: 1000 }, (_, row) => row % 25);
  const [pass] = passes([known(task('a'), { census: census('a', { groups }) })]);
  expect(pass?.units.at(-1)).toBe(24);
});
