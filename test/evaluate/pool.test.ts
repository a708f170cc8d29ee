import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Prepared } from '../../src/gate/prepare.js';
import { dyingWorker, kindTask, project, rows, type Death } from '../gate/kit.js';
import { evaluated, faultsIn, prepared } from './kit.js';

/** Nothing is run to see what the output holds. */
const declared = kindTask.replace('output: logits', 'output: { name: logits, is: logits }');

let folder: string;
let ready: Prepared;

beforeAll(async () => {
  folder = project({ data: rows(64) });
  ready = await prepared(folder, 8);
});

function idAt(position: number): string {
  const row = ready.plan.work.passes[0]?.order[position] ?? 0;
  return rows(64)[row]?.id ?? '';
}

function ids(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, offset) => idAt(from + offset)).sort();
}

describe('results', () => {
  it('come in chunk order and are the same for any number of workers', async () => {
    const one = await evaluated(ready, ready.plan.work, { workers: 1 });
    const three = await evaluated(ready, ready.plan.work, { workers: 3 });
    expect(one.results.map(({ chunk }) => chunk)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(three).toEqual(one);
    expect(one.ended).toEqual({ cut: null, crashes: 0 });
  });

  it('of a share are those of the whole', async () => {
    const whole = await evaluated(ready, ready.plan.work);
    const share = await evaluated(ready, ready.plan.work, { only: [1, 4, 7] });
    expect(share.results).toEqual([1, 4, 7].map((chunk) => whole.results[chunk]));
  });

  it('are none where there are no chunks', async () => {
    const work = { ...ready.plan.work, chunks: [] };
    expect(await evaluated(ready, work)).toEqual({ results: [], ended: { cut: null, crashes: 0 } });
  });

  it('that are not taken end the evaluation', async () => {
    const { evaluate } = await import('../../src/evaluate/pool.js');
    const taken = evaluate(ready.crew, { work: ready.plan.work, workers: 2 }, () => {
      throw new Error('no room');
    });
    await expect(taken).rejects.toThrow('no room');
  });
});

describe('a worker that dies', () => {
  const at = (death: Omit<Death, 'working'>): { entry: string } => ({
    entry: dyingWorker(folder, { ...death, working: true }),
  });

  it('costs the batch it was running, whatever comes after', async () => {
    const { results, ended } = await evaluated(
      ready,
      ready.plan.work,
      at({ arm: 1, position: 21, how: 'SIGKILL' }),
    );
    expect(Object.keys(faultsIn(results)).sort()).toEqual(ids(20, 24));
    expect(new Set(Object.values(faultsIn(results)))).toEqual(new Set(['WORKER_CRASHED']));
    expect(results).toHaveLength(8);
    expect(ended).toEqual({ cut: null, crashes: 1 });
  });

  it('leaves every other answer as it would have been', async () => {
    const { results } = await evaluated(ready, ready.plan.work, at({ arm: 1, position: 21, how: 'SIGKILL' }));
    const whole = await evaluated(ready, ready.plan.work);
    const others = (list: typeof results): unknown =>
      list.flatMap(({ rows: each }) => each).filter(({ id }) => !ids(20, 24).includes(id));
    expect(others(results)).toEqual(others(whole.results));
  });

  it('while reading data costs what it was reading', async () => {
    const { results } = await evaluated(
      ready,
      ready.plan.work,
      at({ arm: -1, position: 2, how: 'SIGSEGV', once: join(folder, 'read') }),
    );
    expect(Object.keys(faultsIn(results)).sort()).toEqual(ids(0, 4));
    const [row] = results[0]?.rows ?? [];
    expect(row?.fault).toEqual({ code: 'READER_CRASHED', data: { sample: idAt(0), signal: 'SIGSEGV' } });
  });

  it('three times over one arm: that arm is given up, the other still answers', async () => {
    const entry = dyingWorker(folder, { arm: 1, position: 3, every: 8, how: 1, working: true });
    const { results, ended } = await evaluated(ready, ready.plan.work, { entry, workers: 1 });
    const reasons = Object.values(faultsIn(results));
    expect(reasons.filter((code) => code === 'WORKER_CRASHED')).toHaveLength(12);
    expect(reasons.filter((code) => code === 'ARM_GIVEN_UP').length).toBeGreaterThanOrEqual(32);
    expect(ended).toEqual({ cut: null, crashes: 3 });
    const kept = results.flatMap(({ rows: each }) =>
      each.flatMap(({ cells }) => cells.map((cell) => cell.kept[0])),
    );
    expect(kept.every((one) => one !== null)).toBe(true);
    expect(kept).toHaveLength(64);
  });

  it('once, while opening a model, costs nothing', async () => {
    const once = join(folder, `once-${process.pid}`);
    const { results, ended } = await evaluated(
      ready,
      ready.plan.work,
      at({ arm: 1, position: null, how: 'SIGKILL', once }),
    );
    expect(existsSync(once)).toBe(true);
    expect(faultsIn(results)).toEqual({});
    expect(ended).toEqual({ cut: null, crashes: 1 });
  });

  it('whenever it opens a model: the pass is abandoned, with the reason', async () => {
    const { results, ended } = await evaluated(
      ready,
      ready.plan.work,
      at({ arm: 1, position: null, how: 'SIGKILL' }),
    );
    expect(results).toEqual([]);
    expect(ended.cut).toEqual({
      code: 'OPENING_CRASHED',
      data: { arm: 'compressed', signal: 'SIGKILL', words: '' },
    });
  });

  it('at once, as an entry that is missing does: the evaluation ends', async () => {
    const { results, ended } = await evaluated(ready, ready.plan.work, { entry: join(folder, 'none.js') });
    expect(results).toEqual([]);
    expect(ended.cut).toMatchObject({
      code: 'OPENING_CRASHED',
      data: { arm: 'data', signal: 'exit code 1' },
    });
  });
});

describe('a pass that kills its workers', () => {
  it('is abandoned, and the next one is evaluated', async () => {
    const both = project({
      tasks: `${kindTask}${kindTask.replace('kind:', 'again:').replace('data.jsonl', 'more.jsonl')}`,
    });
    writeFileSync(
      join(both, 'more.jsonl'),
      rows(8)
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(''),
    );
    const two = await prepared(both, 8);
    const [first] = two.plan.work.passes;
    if (first === undefined) throw new Error('two passes');
    const gone = { ...first, path: join(both, 'gone.jsonl') };
    const work = { ...two.plan.work, passes: [gone, ...two.plan.work.passes.slice(1)] };
    const { results, ended } = await evaluated(two, work);
    expect(results.map(({ chunk }) => work.chunks[chunk]?.pass)).toEqual([1]);
    expect(ended.cut).not.toBeNull();
  });
});

describe('a worker that hangs', () => {
  it('is killed after the timeout, and its batch is told', async () => {
    const data = rows(16).map((row, index) => (index === 9 ? { ...row, x: [1, 0, 0, 200] } : row));
    const hanging = project({ compressed: 'hang', data, tasks: declared });
    const plan = await prepared(hanging, 8);
    const { results, ended } = await evaluated(plan, plan.plan.work, { timeoutMs: 3000 });
    const told = faultsIn(results);
    expect(Object.keys(told)).toContain('s0009');
    expect(Object.values(told)).toEqual(Array(4).fill('WORKER_TIMEOUT'));
    expect(ended.crashes).toBe(1);
  });
});

describe('an evaluation that is stopped', () => {
  it('is rejected with the reason, and its workers are gone', async () => {
    const data = rows(16).map((row) => ({ ...row, x: [1, 0, 0, 200] }));
    const hanging = project({ compressed: 'hang', data, tasks: declared });
    const plan = await prepared(hanging, 8);
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('stopped by SIGTERM')), 2000);
    const started = Date.now();
    await expect(evaluated(plan, plan.plan.work, { signal: stop.signal })).rejects.toThrow(
      'stopped by SIGTERM',
    );
    expect(Date.now() - started).toBeLessThan(15_000);
  });

  it('before it began, starts nothing', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(evaluated(ready, ready.plan.work, { signal, entry: '/none' })).rejects.toThrow('stopped');
  });
});

describe("a worker's environment", () => {
  it('holds no token, and has telemetry off', async () => {
    const entry = join(folder, 'telling.mjs');
    const worker = JSON.stringify(ready.crew.options.entry);
    const seen = join(folder, 'environment.json');
    const lines = [
      "import { writeFileSync } from 'node:fs';",
      `writeFileSync(${JSON.stringify(seen)}, JSON.stringify(process.env));`,
      `await import(${worker});`,
    ];
    writeFileSync(entry, lines.join('\n'));
    process.env.GITHUB_TOKEN = 'ghs_secret';
    process.env['INPUT_GITHUB-TOKEN'] = 'ghs_secret';
    try {
      await evaluated(ready, ready.plan.work, { entry });
    } finally {
      delete process.env.GITHUB_TOKEN;
      delete process.env['INPUT_GITHUB-TOKEN'];
    }
    const { readFileSync } = await import('node:fs');
    const environment = readFileSync(seen, 'utf8');
    expect(environment).not.toContain('ghs_secret');
    expect(Object.keys(JSON.parse(environment) as object)).toContain('PATH');
    // the native engine sends events to its maker otherwise, and leaves files in the folder for temporary ones
    expect(JSON.parse(environment)).toMatchObject({
      ORT_DISABLE_TELEMETRY: '1',
      TMPDIR: ready.crew.options.surroundings.scratch,
    });
  });
});
