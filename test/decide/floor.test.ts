import { describe, expect, it } from 'vitest';
import type { ProbeName, Work } from '../../src/core/plan.js';
import { floorRows, heldToFloor, runtimeFindings, type Probed } from '../../src/decide/floor.js';
import { Totals } from '../../src/decide/totals.js';
import type { Judged } from '../../src/decide/view.js';
import { classification } from '../../src/tasks/classification.js';

const task = classification.create({ options: {}, confidentAt: 0.9, names: [], label: undefined });

/** How many of n answers each way of running changes, against the arm it is compared with. */
function probed(changed: Partial<Record<ProbeName, number>>, n = 256): Probed {
  const ways = Object.entries(changed) as [ProbeName, number][]; // keys of the literal
  const contrasts = ways.map(([target], way) => ({
    is: 'drift' as const,
    target,
    left: 2 * way,
    right: 2 * way + 1,
  }));
  const pass = {
    tasks: [{ name: 'fruit', slices: [], levels: [0] }],
    levels: [{ name: 'clean', noise: null }],
    units: new Uint16Array(n),
  };
  const work = {
    passes: [pass],
    contrasts,
    chunks: [{ pass: 0, from: 0, to: n }],
    arms: [],
    seed: 0,
  } as unknown as Work; // what totals look at
  const totals = new Totals(work, [[task]], () => undefined);
  const rows = Array.from({ length: n }, (_, row) => {
    const answers = ways.flatMap(([, count]) => [guess(0), guess(row < count ? 1 : 0)]);
    const pairs = contrasts.map(({ left, right }) => task.compare(answers[left], answers[right], undefined));
    const kept = answers.map((answer) => task.keep(answer, undefined));
    const cell = {
      task: 0,
      level: 0,
      kept,
      degenerate: answers.map(() => false),
      pairs,
      evidence: pairs.map(() => null),
    };
    return { id: String(row), slices: new Map<string, string>(), cells: [cell], armFaults: [] };
  });
  totals.add({ chunk: 0, rows, seconds: [[]] });
  return { work, totals };
}

function guess(label: 0 | 1): unknown {
  const tensor = {
    type: 'float32',
    dims: [1, 2],
    data: Float32Array.of(label === 0 ? 9 : 0, label === 1 ? 9 : 0),
  } as const;
  return task.predict(new Map([['y', tensor]]), { output: 'y', meaning: 'logits' }, 1)[0];
}

function judged(limit: number, outcome: 'pass' | 'fail' = 'pass'): Judged {
  const check = { task: 'fruit', judge: { by: 'rate', measure: 'disagreement' }, limit: { value: limit } };
  return {
    check,
    slice: null,
    judged: true,
    judgement: { outcome, finding: { code: 'WITHIN_LIMIT', data: {} } },
  } as unknown as Judged; // what the floor looks at
}

const outcome = (limit: number, changed: Partial<Record<ProbeName, number>>): string =>
  heldToFloor(judged(limit), probed(changed)).judgement.outcome;

describe('noise floor', () => {
  it('lists both models against themselves', () => {
    expect(floorRows(probed({ 'baseline again': 0, 'compressed again': 8 }))).toEqual([
      { task: 'fruit', model: 'baseline', count: 0, n: 256, rate: 0 },
      { task: 'fruit', model: 'compressed', count: 8, n: 256, rate: 0.03125 },
    ]);
  });

  it.each([
    ['compressed again', 3],
    ['baseline again', 3],
  ] as const)('a limit of 1%% can not be passed where %s differs on %d of 256', (way, count) => {
    expect(outcome(0.01, { [way]: count })).toBe('inconclusive');
  });

  it('leaves a limit above the floor alone', () => {
    expect(outcome(0.01, { 'baseline again': 2, 'compressed again': 0 })).toBe('pass');
  });

  it('never turns a fail into anything else', () => {
    const held = heldToFloor(judged(0.01, 'fail'), probed({ 'compressed again': 200 }));
    expect(held.judgement.outcome).toBe('fail');
  });
});

describe('runtime check', () => {
  const codes = (changed: Partial<Record<ProbeName, number>>): unknown[] =>
    runtimeFindings(probed(changed)).map(({ data }) => data['better']);

  it('tells the runtime when the same file agrees far better in other ways', () => {
    expect(codes({ 'as judged': 26, 'optimization off': 1, wasm: 1, 'compressed again': 0 })).toEqual([
      ['optimization off', 'wasm'],
    ]);
  });

  it('names only the ways that help', () => {
    expect(codes({ 'as judged': 26, 'optimization off': 25, wasm: 1 })).toEqual([['wasm']]);
  });

  it.each([
    ['every way answers alike', { 'as judged': 12, 'optimization off': 12, wasm: 12 }],
    ['nothing differs', { 'as judged': 0, 'optimization off': 0, wasm: 0 }],
    ['the difference is chance', { 'as judged': 2, 'optimization off': 1, wasm: 1 }],
    ['the floor explains it', { 'as judged': 12, 'optimization off': 2, wasm: 2, 'compressed again': 10 }],
    ['other ways are worse', { 'as judged': 2, 'optimization off': 30, wasm: 30 }],
  ])('is quiet when %s', (_, changed) => {
    expect(codes(changed)).toEqual([]);
  });
});
