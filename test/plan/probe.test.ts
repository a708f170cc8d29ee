import { describe, expect, it } from 'vitest';
import type { Arm, Pass, PlannedModel, Work } from '../../src/core/plan.js';
import type { Target } from '../../src/core/policy.js';
import { probeWork } from '../../src/plan/probe.js';

const native: Partial<Target> = {
  name: 'native',
  runtime: 'native',
  threads: 1,
  graphOptimization: 'all',
  session: {},
};

function work(options: {
  samples?: number;
  runtime?: 'native' | 'wasm';
  model?: Partial<PlannedModel>;
  batch?: number;
}): Work {
  const { samples = 600, runtime = 'native', model = {}, batch = 16 } = options;
  const target = { ...native, runtime } as Target; // the probe looks at these fields only
  const arms: Arm[] = [
    { model: 'baseline', target },
    { model: 'compressed', target },
  ];
  const planned = {
    file: { path: '', external: [] },
    fixedBatch: null,
    quantizesDynamically: false,
    ...model,
  } as PlannedModel; // likewise
  const pass = {
    models: { baseline: planned, compressed: planned },
    batches: [batch, batch],
    levels: [
      { name: 'clean', noise: null },
      { name: 'high', noise: null },
    ],
    tasks: [{ name: 't', levels: [0, 1], slices: ['kind'] }],
    order: Uint32Array.from({ length: samples }, (_, row) => row),
    units: new Uint16Array(samples),
  } as unknown as Pass; // likewise
  return { seed: 0, arms, contrasts: [], passes: [pass], chunks: [] };
}

describe('probe', () => {
  it('looks at 256 clean samples of each task, without slices', () => {
    const [pass] = probeWork(work({}), { runtime: false, hasWasm: true }).passes;
    expect(pass?.order.length).toBe(256);
    expect(pass?.levels.map(({ name }) => name)).toEqual(['clean']);
    expect(pass?.tasks.map(({ levels, slices }) => ({ levels, slices }))).toEqual([
      { levels: [0], slices: [] },
    ]);
  });

  it('takes all samples where there are fewer', () => {
    expect(probeWork(work({ samples: 7 }), { runtime: false, hasWasm: true }).chunks).toEqual([
      { pass: 0, from: 0, to: 7 },
    ]);
  });

  it('runs both models again with another batch and other threads', () => {
    const probe = probeWork(work({}), { runtime: false, hasWasm: true });
    expect(probe.arms.map(({ model, target }) => [model, target.threads])).toEqual([
      ['baseline', 1],
      ['compressed', 1],
      ['baseline', 2],
      ['compressed', 2],
    ]);
    expect(probe.passes[0]?.batches).toEqual([16, 16, 4, 4]);
  });

  it.each([
    ['a batch that the graph fixes', { fixedBatch: 8 }],
    ['a batch that the answers depend on', { quantizesDynamically: true }],
  ])('keeps %s', (_, model) => {
    expect(
      probeWork(work({ model, batch: 8 }), { runtime: false, hasWasm: true }).passes[0]?.batches,
    ).toEqual([8, 8, 8, 8]);
  });

  it('never changes the threads of WASM: they hold for the process', () => {
    const probe = probeWork(work({ runtime: 'wasm' }), { runtime: true, hasWasm: true });
    expect(new Set(probe.arms.map(({ target }) => target.threads))).toEqual(new Set([1]));
  });

  it.each([
    ['native', true, ['optimization off', 'wasm', 'x64quantprecision 1']],
    ['native', false, ['optimization off', 'x64quantprecision 1']],
    ['wasm', true, ['optimization off']],
  ] as const)('on %s (WASM at hand: %s) tries %j', (runtime, hasWasm, ways) => {
    const probe = probeWork(work({ runtime }), { runtime: true, hasWasm });
    const names = probe.contrasts.map(({ target }) => target);
    expect(names).toEqual(['baseline again', 'compressed again', 'as judged', ...ways]);
    expect(new Set(probe.arms.map(({ target }) => target.name)).size).toBe(probe.arms.length - 2);
  });

  describe('of a decoder', () => {
    const parts = (name: 'model' | 'encoder') => [{ name, file: { path: '', external: [] } }];
    const folder = (name: 'model' | 'encoder') => ({
      parts: parts(name),
      config: {},
      generation: {},
      preprocessor: {},
      tokenizer: null,
    });
    const model = (name: 'model' | 'encoder', quantizesDynamically = true) => ({
      file: { path: '', external: [], folder: folder(name) }, quantizesDynamically,
    }); // prettier-ignore
    const slow = ({ arms }: Work): Arm[] => arms.filter(({ tokenByToken }) => tokenByToken);

    it('that quantizes dynamically feeds both models token by token, on fewer samples', () => {
      const probe = probeWork(work({ model: model('model') }), { runtime: true, hasWasm: true });
      expect(slow(probe).map(({ model: arm }) => arm)).toEqual(['baseline', 'compressed']);
      const told = probe.contrasts.filter(({ target }) => target.endsWith('token by token'));
      expect(told.map(({ left, right }) => [left, probe.arms.indexOf(slow(probe)[left] ?? {} as Arm) === right])).toEqual([[0, true], [1, true]]); // prettier-ignore
      expect(probe.passes[0]?.order.length).toBe(64);
    });

    it('of fixed scales, or behind an encoder, does not', () => {
      expect(
        slow(probeWork(work({ model: model('model', false) }), { runtime: true, hasWasm: true })),
      ).toEqual([]);
      expect(slow(probeWork(work({ model: model('encoder') }), { runtime: true, hasWasm: true }))).toEqual(
        [],
      );
    });
  });
});
