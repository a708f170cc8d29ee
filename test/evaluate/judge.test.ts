import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/core/engine.js';
import { Fault } from '../../src/core/fault.js';
import type { Json } from '../../src/core/json.js';
import type { Outputs } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { openJudge, type OpenJudge } from '../../src/evaluate/judge.js';
import { keepSessions } from '../../src/evaluate/sessions.js';
import { identityOf } from '../../src/gate/identity.js';
import { locate } from '../../src/gate/locate.js';
import { prepare, type Prepared } from '../../src/gate/prepare.js';
import { startOf } from '../../src/gate/shards.js';
import { kinds } from '../../src/kinds.js';
import { readPolicy } from '../../src/policy/read.js';
import { workerEntry } from '../gate/kit.js';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'examples/language-model');
const written = { classes: ['speech', 'telling'], path: 'models/judge', 'max-length': 64, truncate: 'right' };
const expected = JSON.parse(readFileSync(join(import.meta.dirname, 'judged.json'), 'utf8')) as {
  readonly text: string;
  readonly scores: readonly number[];
}[]; // written by make_judged.py

type Keys = { readonly [key: string]: Json };

const policyOf = (judge: Keys, more = ''): string => `
version: 1
models: { baseline: { path: models/fp32 }, compressed: { path: models/int8, method: quantized } }
tasks:
  tone:
    kind: generation
    data: { path: data/passages.jsonl, id: id, label: form, take: 2 }
    max-tokens: 4
    judge: ${JSON.stringify(judge)}
    levels: { clean: { negative-flips: 50% } }
${more}`;

async function prepared(judge: Keys, more?: string): Promise<Prepared> {
  using ready = await prepare({
    kinds, policy: { text: policyOf(judge, more), path: 'gate.yml' }, directory: folder, workerEntry,
    scratch: mkdtempSync(join(tmpdir(), 'scratch-')), cacheDir: mkdtempSync(join(tmpdir(), 'cache-')),
    only: { tasks: [], levels: [], targets: [] }, findEngine: () => Promise.resolve({ directory: root }),
    env: {}, timeoutMs: 20_000, version: '0.0.0', today: '2026-01-02', progress: () => undefined, witness: () => undefined,
  });
  return ready;
} // prettier-ignore

const place = { file: 'gate.yml', line: 1, column: 1 };
const target = { name: 'here', runtime: 'native', threads: 1, graphOptimization: 'all', session: {}, required: true, limits: [], place } as const; // prettier-ignore

/** The judge of these keys, in this process; `session` in place of its model. */
async function opened(judge: Keys, session?: Session, runtime: 'native' | 'recording' = 'native'): Promise<OpenJudge> {
  const policy = readPolicy({ text: policyOf({ ...written }), path: 'gate.yml' }, kinds);
  const [files] = await locate(policy, { directory: folder, cacheDir: '', env: {}, progress: () => undefined }, kinds);
  if (files === undefined || !('models' in files) || files.judge === undefined) throw new Error('no judge');
  const { file, sha256 } = files.judge;
  const surroundings = { scratch: folder, directory: folder, engines: { native: root } };
  const real = keepSessions(kinds, surroundings);
  const sessions = session ? { ...real, open: () => Promise.resolve(session) } : real;
  const settings = { options: { judge }, confidentAt: 0.9, names: [], label: 'form' };
  const arms = [{ model: 'baseline', target: { ...target, runtime } }] as const;
  const quiet = { mark: () => undefined, beat: () => undefined };
  const open = await openJudge(
    { kind: 'generation', settings, judge: { file, sha256, fixedBatch: null }, place },
    { kinds, surroundings, sessions, arms, contrasts: [], ...quiet },
  );
  if (open === undefined) throw new Error('no judge');
  return open;
} // prettier-ignore

/** A model that is fed texts and gives these scores, whatever they are. */
function saying(scores: Tensor, heard: string[] = []): Session {
  return {
    inputs: [{ name: 'text', type: 'string', dims: ['batch'] }],
    outputs: [{ name: 'scores', type: 'float32', dims: ['batch', 2] }],
    run: (feeds) => {
      heard.push(String(feeds.get('text')?.data[0]));
      return Promise.resolve(new Map([['scores', scores]]));
    },
    close: () => Promise.resolve(),
  };
}

const row = (...values: readonly number[]): Tensor => ({ type: 'float32', dims: [1, values.length], data: Float32Array.from(values) }); // prettier-ignore
const texts = (text: string): Tensor => ({ type: 'string', dims: [1, 1], data: [text] });
const fed = [{ inputs: new Map([['prompt', texts('why?')]]), tokens: null }];
const judgedText = (judge: OpenJudge, text: string): Promise<Outputs> =>
  judge.judge(new Map([['text', texts(text)]]), fed);

describe('a judge that is open', () => {
  it('scores what was written as numpy adds up its weights', async () => {
    const judge = await opened(written);
    for (const { text, scores } of expected) {
      const found = await judgedText(judge, text);
      const numbers = Array.from(found.get('judged')?.data ?? [], Number);
      scores.forEach((score, at) => {
        expect(numbers[at], text).toBeCloseTo(score, 5);
      });
      expect(found.get('text')?.data).toEqual([text]);
    }
    expect(judge.files).toHaveLength(1);
  });

  it('hears the text, or the prompt, whoever wrote it', async () => {
    const heard: string[] = [];
    const keys = { path: 'j', classes: ['a', 'b'] };
    await judgedText(await opened(keys, saying(row(0, 1), heard)), 'because');
    await judgedText(await opened({ ...keys, reads: ['prompt'] }, saying(row(0, 1), heard)), 'because');
    expect(heard).toEqual(['a text', 'because', 'a text', 'why?']);
  });

  it.each([
    ['three scores for two classes', row(1, 2, 3)],
    ['a label in place of scores', { type: 'string', dims: [1, 2], data: ['a', 'b'] } as const],
    ['two rows', { ...row(1, 2, 3, 4), dims: [2, 2] }],
  ])('of another shape is refused before anything is judged: %s', async (_, scores) => {
    const refused = opened({ path: 'j', classes: ['a', 'b'] }, saying(scores));
    await expect(refused).rejects.toThrow("each of the judge's 2 classes");
  });

  it('needs an engine', async () => {
    await expect(opened(written, undefined, 'recording')).rejects.toThrow('all targets are recordings');
  });
});

describe('before anything is evaluated', () => {
  const codes = async (judge: Keys): Promise<readonly string[]> => {
    try {
      return (await prepared(judge)).plan.impossible.map(({ reason }) => reason.code);
    } catch (error) {
      if (error instanceof Fault) return error.findings.map(({ code }) => code);
      throw error;
    }
  };

  it.each([
    ['a file that is not there', { ...written, path: 'models/none' }, 'FILE_MISSING'],
    ['a folder of no model', { ...written, path: 'data' }, 'MODEL_FOLDER'],
    ['a class that it does not know', { ...written, answer: 'speeches' }, 'JUDGE_ANSWER'],
    ['classes in another order', { ...written, classes: ['telling', 'speech'] }, 'JUDGE_CLASSES'],
    ['too many classes', { ...written, path: 'models/judge/model.onnx', tokenizer: 'models/judge/tokenizer.json', classes: ['a', 'b', 'c'] }, 'OUTPUT_SHAPE'],
    ['an output that it has not', { ...written, output: 'scores' }, 'JUDGE_OUTPUT'],
    ['no length', { path: 'models/judge', classes: written.classes }, 'INPUT_STEP_INVALID'],
  ])('%s is told', async (_, judge, code) => {
    expect(await codes(judge)).toEqual([code]);
  }, 20_000); // prettier-ignore

  it('what judges belongs to what is evaluated, and a plan travels without its path', async () => {
    const folderOf = await prepared(written);
    const fileOf = await prepared({ ...written, path: 'models/judge/model.onnx', tokenizer: 'models/judge/tokenizer.json' }); // prettier-ignore
    expect(folderOf.plan.impossible).toEqual([]);
    const [one, other] = [identityOf(folderOf), identityOf(fileOf)];
    expect(one.models).not.toBe(other.models);
    const { crew: _, ...kept } = folderOf;
    expect(JSON.stringify(startOf(kept, { index: 1, of: 2 }, '0').plan)).not.toContain(folder);
    expect(folderOf.census.tasks[0]).toMatchObject({ files: [expect.stringMatching(/^[0-9a-f]{64}$/u)] });
  }, 30_000);
});
