import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../src/policy/read.js';
import { base, changed, findingsOf, read, told } from './arrange.js';
import { kinds } from './kinds.js';

const text = readFileSync(join(import.meta.dirname, 'fixtures/whole.yml'), 'utf8');
const whole = readPolicy({ text, path: 'gate.yml' }, kinds);
const at = (line: number, column: number) => ({ file: 'gate.yml', line, column });
const share = (name: string, numerator: number, denominator: number, line: number, column: number) => ({
  name,
  unit: 'share',
  value: numerator / denominator,
  exact: { numerator, denominator },
  place: at(line, column),
  from: 'head',
});

describe('the whole example', () => {
  it('has models with method and limit', () => {
    expect(whole.models).toEqual({
      baseline: { path: 'models/garments.fp32.onnx', place: at(5, 23), ignoreOutputs: [] },
      compressed: {
        path: 'models/garments.int8.onnx',
        place: at(7, 11),
        ignoreOutputs: [],
        methods: ['quantized'],
        exemptions: [],
        limits: [share('size', 30, 100, 9, 21)],
      },
    });
  });

  it('has targets, the reference and the decision', () => {
    const common = { threads: 1, graphOptimization: 'all', session: {}, required: true };
    expect(whole.targets).toEqual([
      { name: 'native', runtime: 'native', batch: 1, ...common, limits: [], place: at(12, 3) },
      {
        name: 'wasm',
        runtime: 'wasm',
        ...common,
        limits: [share('disagreement', 5, 1000, 13, 52)],
        place: at(13, 3),
      },
    ]);
    expect(whole.reference).toBe('native');
    expect(whole.decision).toEqual({
      scope: 'dataset',
      confidence: 0.95,
      onInconclusive: 'block',
      seed: 7,
      minSamples: 30,
    });
  });

  it('has noise levels with their options', () => {
    const level = (name: string, sigma: number, line: number) => {
      const steps = [{ kind: 'gaussian', options: { sigma } }];
      return { name, entry: name, steps, repeats: 1, place: at(line, 3) };
    };
    expect(whole.noise).toEqual([level('sensor-low', 0.04, 24), level('sensor-high', 0.12, 25)]);
  });

  it('has the first task with what it inherits', () => {
    const image = { input: 'image', from: { fields: ['x'] }, steps: { rescale: 1 / 255 }, place: at(28, 13) };
    const output = { name: 'logits', place: at(29, 11) };
    expect(whole.tasks[0]).toMatchObject({
      name: 'garment',
      kind: 'classification',
      role: 'primary',
      models: whole.models,
      data: { path: 'data/val.npz', label: 'kind', names: 'data/kinds.txt', options: {}, place: at(35, 19) },
      inputs: { baseline: [image], compressed: [image] },
      output: { baseline: output, compressed: output },
      confidentAt: 0.9,
      options: {},
      scope: 'dataset',
      confidence: 0.95,
      place: at(33, 3),
    });
  });

  it('has levels, limits in their units, and slices', () => {
    const levels = whole.tasks[0]?.levels ?? [];
    expect(levels.map(({ name, noise }) => [name, noise?.steps[0]?.kind ?? null])).toEqual([
      ['clean', null],
      ['sensor-low', 'gaussian'],
      ['sensor-high', 'gaussian'],
    ]);
    expect(levels[0]?.limits.map(({ name, unit, value }) => [name, unit, value])).toEqual([
      ['disagreement', 'share', 0.01],
      ['negative-flips', 'share', 0.005],
      ['confident-flips', 'share', 0.001],
      ['score-drop', 'points', 0.01],
    ]);
    expect(whole.tasks[0]?.slices).toEqual([
      {
        field: 'kind',
        limits: [share('disagreement', 5, 100, 41, 29)],
        scope: 'population',
        minSamples: 30,
        place: at(41, 7),
      },
    ]);
  });

  it('gives the guardrail its own limit', () => {
    const guardrail = whole.tasks[2];
    expect(guardrail?.levels[0]?.limits).toEqual([
      {
        name: 'negative-flips',
        unit: 'share',
        value: 0,
        exact: { numerator: 0, denominator: 1 },
        place: at(49, 11),
        from: 'role',
      },
    ]);
  });

  it('has the digest of its text', () => {
    expect(whole.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(readPolicy({ text: `${text}\n`, path: 'gate.yml' }, kinds).sha256).not.toBe(whole.sha256);
  });
});

const withDefaults = (defaults: string): string => changed('tasks:', `defaults: ${defaults}\ntasks:`);

describe('defaults', () => {
  it('are merged key by key, and the task’s own keys win', () => {
    const task = read(
      withDefaults('{ data: { path: x.npz, take: 5 }, levels: { clean: { disagreement: 9%, error: 4% } } }'),
    ).tasks[0];
    expect(task?.data).toMatchObject({ path: 'shoes.npz', take: 5 });
    expect(task?.levels[0]?.limits.map(({ name, value, from }) => [name, value, from])).toEqual([
      ['disagreement', 0.01, 'head'],
      ['error', 0.04, 'default'],
    ]);
  });

  it('keep the place where they are written', () => {
    const task = read(withDefaults('{ levels: { clean: { error: 4% } } }')).tasks[0];
    expect(task?.levels[0]?.limits.find(({ name }) => name === 'error')?.place).toEqual({
      file: 'p.yml',
      line: 7,
      column: 39,
    });
  });

  it('are removed by null, and a note says so', () => {
    const policy = read(
      withDefaults('{ output: probs }').replace(
        'kind: classification',
        'kind: classification\n    output: null',
      ),
    );
    expect(policy.tasks[0]?.output.baseline.name).toBeUndefined();
    expect(policy.notes).toContainEqual(
      expect.objectContaining({ code: 'DEFAULT_REMOVED', data: { task: 'shoes', key: 'output' } }),
    );
  });

  it('are skipped with a note where the kind, the labels or the output have no use for them', () => {
    const unlabelled = withDefaults(
      '{ tolerance: 1, output: { is: labels }, levels: { clean: { error: 4%, divergence: 1, rank-loss: 3 } } }',
    ).replace(', label: kind', '');
    const skipped = read(unlabelled).notes.filter(({ code }) => code === 'DEFAULT_SKIPPED');
    expect(skipped.map(({ data }) => data['key'])).toEqual([
      'tolerance',
      'levels.clean.error',
      'levels.clean.divergence',
      'levels.clean.rank-loss',
    ]);
  });

  it('never replace the limit of a guardrail', () => {
    const guarded = withDefaults('{ levels: { clean: { negative-flips: 9% }, dim: { negative-flips: 9% } } }')
      .replace('kind: classification', 'kind: classification\n    role: guardrail')
      .replace('dim: { disagreement: 2% }', 'dim: { negative-flips: 1% }');
    const limits = read(guarded).tasks[0]?.levels.map((level) =>
      level.limits.filter(({ name }) => name === 'negative-flips'),
    );
    expect(limits?.map((own) => own.map(({ value, from }) => [value, from]))).toEqual([
      [[0, 'role']],
      [[0.01, 'head']],
    ]);
  });

  it('may hold the kind', () => {
    const text = withDefaults('{ kind: classification }').replace('    kind: classification\n', '');
    expect(read(text).tasks[0]?.kind).toBe('classification');
  });
});

describe('guardrails', () => {
  it('without labels may not change an answer', () => {
    const text = changed('kind: classification', 'kind: classification\n    role: guardrail')
      .replace(', label: kind', '')
      .replace('clean: { disagreement: 1% }', 'clean: {}');
    expect(
      read(text).tasks[0]?.levels[0]?.limits.map(({ name, value, from }) => [name, value, from]),
    ).toEqual([['disagreement', 0, 'role']]);
  });
});

describe('limits', () => {
  it('may be given per label', () => {
    const text = changed('clean: { disagreement: 1% }', 'clean: { negative-flips: { unsafe: 0, 3: 2% } }');
    expect(
      read(text).tasks[0]?.levels[0]?.limits.map(({ name, label, value }) => [name, label, value]),
    ).toEqual([
      ['negative-flips', 'unsafe', 0],
      ['negative-flips', '3', 0.02],
    ]);
  });

  it('take a bare 0 in any unit', () => {
    const text = changed('{ disagreement: 1% }', '{ disagreement: 0, score-drop: 0, divergence: 0 }');
    expect(read(text).tasks[0]?.levels[0]?.limits.map(({ value }) => value)).toEqual([0, 0, 0]);
  });
});

describe('models and inputs', () => {
  it('take an exemption from what a method needs', () => {
    const method = '{ pruned: { without: noise, reason: fixed camera }, quantized: {} }';
    const text = changed('method: quantized', `method: ${method}`).replace('dim: { disagreement: 2% }', '');
    expect(told(text)).toEqual(['NOISE_UNUSED 6:3']);
    const { compressed } = read(text.replace('noise:\n  dim: { kind: gaussian, sigma: 0.1 }\n', '')).models;
    expect(compressed.methods).toEqual(['pruned', 'quantized']);
    expect(compressed.exemptions).toMatchObject([
      { method: 'pruned', without: 'noise', reason: 'fixed camera' },
    ]);
  });

  it('may be fed and read differently', () => {
    const inputs =
      '{ baseline: { x: { from: [a, b] } }, compressed: { y: { from: { all-but: [c] }, normalize: { mean: [1/2], std: [0.5] } } } }';
    const output = '{ baseline: probs, compressed: { name: out, is: logits } }';
    const [task] = read(
      changed('kind: classification', `kind: classification\n    inputs: ${inputs}\n    output: ${output}`),
    ).tasks;
    expect(task?.inputs.baseline).toMatchObject([{ input: 'x', from: { fields: ['a', 'b'] }, steps: {} }]);
    expect(task?.inputs.compressed).toMatchObject([
      { input: 'y', from: { allBut: ['c'] }, steps: { normalize: { mean: [0.5], std: [0.5] } } },
    ]);
    expect(task?.output).toMatchObject({
      baseline: { name: 'probs' },
      compressed: { name: 'out', meaning: 'logits' },
    });
  });

  it('feed an input from the field of its name unless told otherwise', () => {
    const [task] = read(
      changed('kind: classification', 'kind: classification\n    inputs: { x: { rescale: 1/4 } }'),
    ).tasks;
    expect(task?.inputs.baseline).toMatchObject([
      { input: 'x', from: { fields: ['x'] }, steps: { rescale: 0.25 } },
    ]);
  });

  it('may take a sample step by step', () => {
    const withSequence = (sequence: string): string =>
      changed('kind: classification', `kind: classification\n    sequence: ${sequence}`);
    const both = '{ state: { hn: h, cn: c }, constants: { sr: 8000 }, window: 256 }';
    const [task] = read(withSequence(both)).tasks;
    expect(task?.sequence?.compressed).toMatchObject({
      state: [
        { output: 'hn', input: 'h' },
        { output: 'cn', input: 'c' },
      ],
      constants: [{ input: 'sr', value: 8000 }],
      window: { size: 256, hop: 256 },
      read: 'every',
    });
    expect(task?.sequence?.baseline).toEqual(task?.sequence?.compressed);
    const own = '{ baseline: { window: 4, hop: 2, read: last }, compressed: {} }';
    expect(read(withSequence(own)).tasks[0]?.sequence).toMatchObject({
      baseline: { state: [], constants: [], window: { size: 4, hop: 2 }, read: 'last' },
      compressed: { read: 'every' },
    });
    expect(told(withSequence('{ hop: 2 }'))).toHaveLength(1);
    expect(told(withSequence('{ state: { hn: 1 }, windows: 3 }'))).toEqual([
      'WRONG_TYPE 10:30',
      'UNKNOWN_KEY 10:35',
    ]);
  });

  it('have thresholds as numbers, in the task or beside the output', () => {
    const inTask = changed('kind: classification', 'kind: multilabel\n    threshold: 40%');
    const beside = changed('kind: classification', 'kind: multilabel\n    output: { threshold: 40% }');
    expect(read(inTask).tasks[0]?.options).toEqual({ threshold: 0.4 });
    expect(read(beside).tasks[0]?.options).toEqual({ threshold: 0.4 });
  });

  it('may be a task’s own', () => {
    const own = '{ baseline: { path: a.onnx }, compressed: { path: b.onnx, method: other } }';
    const boots = `  boots:\n    kind: classification\n    models: ${own}\n    data: { path: boots.npz }\n    levels: { clean: { disagreement: 1% } }\n`;
    const policy = read(changed('tasks:\n', `tasks:\n${boots}`));
    expect(policy.tasks.map(({ models }) => models.compressed.path)).toEqual(['b.onnx', 'small.onnx']);
    expect(policy.models.compressed.path).toBe('small.onnx');
  });
});

describe('targets', () => {
  it('are native alone when none is written', () => {
    const policy = read(base);
    expect(policy.targets.map(({ name, runtime }) => [name, runtime])).toEqual([['native', 'native']]);
    expect(policy.reference).toBe('native');
  });

  it('take the first as reference when none is called native', () => {
    expect(read(`${base}targets: { web: { runtime: wasm }, cpu: { runtime: native } }\n`).reference).toBe(
      'web',
    );
  });

  it('keep session entries as text', () => {
    const policy = read(
      `${base}targets: { native: { runtime: native, session: { x64quantprecision: 1, a: "b" } } }\n`,
    );
    expect(policy.targets[0]?.session).toEqual({ x64quantprecision: '1', a: 'b' });
  });
});

describe('aliases', () => {
  it('stand for the value, and a mistake in it is told once with both places', () => {
    const text = changed('tasks:', 'x-strict: &strict { disagreement: 1 }\ntasks:')
      .replace('clean: { disagreement: 1% }', 'clean: *strict')
      .replace('dim: { disagreement: 2% }', 'dim: *strict');
    expect(findingsOf(text)).toMatchObject([
      { code: 'UNIT_MISSING', place: { line: 7, column: 35 }, through: { line: 13, column: 14 } },
    ]);
  });

  it('give each use its own places', () => {
    const text = changed('tasks:', 'x-strict: &strict { disagreement: 1% }\ntasks:').replace(
      'clean: { disagreement: 1% }',
      'clean: *strict',
    );
    expect(read(text).tasks[0]?.levels[0]?.limits[0]?.place).toEqual({ file: 'p.yml', line: 7, column: 35 });
  });

  it('mean the nearest anchor above when a name is used twice', () => {
    const text = changed(
      'tasks:',
      'x-a: &a { disagreement: 1% }\nx-b: &a { disagreement: 3% }\ntasks:',
    ).replace('clean: { disagreement: 1% }', 'clean: *a');
    expect(read(text).tasks[0]?.levels[0]?.limits[0]?.value).toBe(0.03);
  });
});

describe('several mistakes', () => {
  it('are all told in one run, in the order of the file', () => {
    const text = changed('version: 1', 'version: 2\nwaivers: []')
      .replace('method: quantized', 'method: quantised')
      .replace('sigma: 0.1', 'sgima: 0.1')
      .replace('disagreement: 1%', 'disagreement: 0.01')
      .replace('dim: { disagreement: 2% }', 'dimm: { disagreement: 2% }\n      clean: { error: 1% }');
    expect(told(text)).toEqual([
      'POLICY_VERSION 1:10',
      'NOT_BUILT 2:1',
      'WRONG_VALUE 5:43',
      'UNKNOWN_KEY 7:26',
      'UNIT_MISSING 13:30',
      'UNKNOWN_LEVEL 14:7',
      'DUPLICATE_KEY 15:7',
    ]);
  });

  it('name the first of two equal keys as the second place', () => {
    expect(findingsOf(changed('version: 1', 'version: 1\nversion: 1'))).toMatchObject([
      { through: { line: 1, column: 1 } },
    ]);
  });
});

describe('names that people choose', () => {
  it('may be names that JavaScript knows', () => {
    const policy = read(changed('shoes:', 'toString:').replaceAll('dim:', 'constructor:'));
    expect(policy.tasks[0]?.name).toBe('toString');
    expect(policy.tasks[0]?.levels[1]?.noise?.name).toBe('constructor');
  });
});
