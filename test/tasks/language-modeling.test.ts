import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/core/engine.js';
import type { Measure, Outputs, Task, TaskSettings } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { forced, windowsOf } from '../../src/tasks/forced.js';
import { languageModeling } from '../../src/tasks/language-modeling.js';
import { expected, opened } from './decoders.js';
import { totalOf } from './arrange.js';

const settingsOf = (options: TaskSettings['options']): TaskSettings => ({
  options, confidentAt: 0.9, names: [], label: undefined,
}); // prettier-ignore
const task: Task = languageModeling.create(settingsOf({}));
interface Compared {
  readonly bits: readonly number[];
  readonly change: number;
  readonly ratio: number;
  /** Nats of both, bytes, tokens of the first. */
  readonly rows: readonly (readonly number[])[];
}
const bytes = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/bytes.json'), 'utf8')) as {
  readonly marked: Compared;
  readonly bare: Compared;
}; // written by make_bytes.py
const reading = { output: 'logits', meaning: 'logits' } as const;

function wrapped(session: Session, options: TaskSettings['options'] = {}): Session {
  const running = languageModeling.running?.(settingsOf(options));
  if (running === undefined) throw new Error('a kind that runs models');
  return running(session, () => undefined);
}

function feed(text: string): Map<string, Tensor> {
  return new Map([['text', { type: 'string', dims: [1], data: [text] }]]);
}

async function scored(name: string, options: TaskSettings['options'] = {}): Promise<unknown[]> {
  const session = wrapped(await opened(name), options);
  const answers: unknown[] = [];
  for (const text of expected.texts) answers.push(...task.predict(await session.run(feed(text)), reading, 1));
  await session.close();
  return answers;
}

/** The value of a measure over cells, summed or whole. */
function value(name: string, cells: readonly unknown[]): number {
  const { form } = task.measures[name] as Measure; // named below
  const jsons = cells as Parameters<Task['keep']>[0][] as never[]; // what keep and compare gave
  if (form.is === 'sums') return form.value(totalOf(form, jsons));
  if (form.is === 'whole')
    return form.value(jsons.map((cell) => Float64Array.from(form.rows.of(cell) ?? [])));
  throw new Error(form.is);
}

/** Of two perplexities: float32 inside the engines, and nothing else. */
const isNear = (ratio: number): boolean => Math.abs(ratio - 1) < 1e-6;

describe('the windows of a text', () => {
  it('score every token but the first once', () => {
    expect(windowsOf(10, 6, 3)).toEqual([
      { from: 0, to: 6, first: 1 },
      { from: 3, to: 9, first: 6 },
      { from: 6, to: 10, first: 9 },
    ]);
    expect(windowsOf(5, 8, 4)).toEqual([{ from: 0, to: 5, first: 1 }]);
  });
});

describe('language modeling', () => {
  it('finds torch’s perplexity to a millionth, in windows and at once, whatever the layout', async () => {
    const { window, stride } = expected;
    for (const layout of ['cached', 'merged', 'pair', 'plain']) {
      const kept = (await scored(layout, { window, stride })).map((answer) => task.keep(answer, undefined));
      expect(value('perplexity', kept) / expected.perplexity[0], layout).toSatisfy(isNear);
    }
    const whole = (await scored('cached', { window: 999 })).map((answer) => value('perplexity', [task.keep(answer, undefined)]));
    for (const [at, found] of whole.entries()) expect(found / (expected.whole[at] ?? NaN)).toSatisfy(isNear);
  }); // prettier-ignore

  it('lists what llama.cpp does, as numpy computes it', async () => {
    const { window, stride } = expected;
    const [left, right] = [await scored('cached', { window, stride }), await scored('other', { window, stride })];
    const pairs = left.map((answer, at) => task.compare(answer, right[at], undefined));
    expect(value('perplexity-ratio', pairs)).toBeCloseTo(expected.ratio, 6);
    expect(Math.exp(value('log-perplexity-ratio', pairs))).toBeCloseTo(expected.ratio, 6);
    expect(value('token-disagreement', pairs)).toBeCloseTo(1 - expected.sameTop, 12);
    for (const [name, list] of [['token-divergence', expected.divergence], ['probability-shift', expected.shift]] as const)
      for (const [which, wanted] of Object.entries(list))
        expect(value(which === 'mean' ? name : `${name}-${which}`, pairs), `${name} ${which}`).toBeCloseTo(wanted, 5);
  }); // prettier-ignore

  it('counts a text as often as it is drawn', async () => {
    const [left, right] = [await scored('cached'), await scored('other')];
    const pairs = left.map((answer, at) => task.compare(answer, right[at], undefined));
    const form = task.measures['token-divergence-p90']?.form;
    if (form?.is !== 'whole') throw new Error('whole');
    const rows = pairs.map((pair) => Float64Array.from(form.rows.of(pair) ?? []));
    const [one, , three] = rows;
    if (one === undefined || three === undefined) throw new Error('three texts');
    expect(form.value(rows, [2, 0, 1])).toBe(form.value([one, three, one]));
    expect(form.value(rows, [1, 1, 1])).toBe(form.value(rows));
  });

  it('finds nothing between a model and itself, and shows where two part', async () => {
    const [left, right] = [await scored('cached'), await scored('other')];
    expect(task.compare(left[0], left[0], undefined)).toMatchObject({ changed: false, tokensChanged: 0, dearer: 0 });
    const at = left.findIndex((answer, index) => (task.compare(answer, right[index], undefined) as { changed: boolean }).changed);
    const seen = task.evidence(left[at], right[at], undefined);
    expect(seen.left.text).not.toBe(seen.right.text);
    expect(seen.left.text.replace(/\[.*/u, '')).toBe(seen.right.text.replace(/\[.*/u, ''));
    expect(seen.left.confidence).toBeGreaterThan(0);
  }); // prettier-ignore
});

describe('a long text, in stretches', () => {
  const windows = { size: expected.window, stride: expected.stride };

  /** Per text its stretches, each of the scores of so many tokens at most. */
  async function inStretches(name: string, tokens: number): Promise<unknown[][]> {
    const session = await opened(name);
    const vocabulary = Number(session.folder?.config['vocab_size']);
    const reader = forced(windows, tokens * vocabulary)(session, () => undefined);
    const all: unknown[][] = [];
    for (const text of expected.texts) {
      const parts: unknown[] = [];
      for await (const outputs of reader.inStretches?.(feed(text)) ?? []) {
        expect(outputs.get('logits')?.data.length).toBeLessThanOrEqual(tokens * vocabulary);
        parts.push(...task.predict(outputs, reading, 1));
      }
      all.push(parts);
    }
    await session.close();
    return all;
  }

  const { stretches } = task;
  if (stretches === undefined) throw new Error('a kind whose answers come in stretches');

  it.each([['cached', 3], ['merged', 7], ['plain', 5]])('comes to the same as at once: %s, %i tokens at a time', async (layout, tokens) => {
    const [left, right] = [await inStretches(layout, tokens), await inStretches('other', tokens)];
    const [before, after] = [await scored(layout, { window: windows.size, stride: windows.stride }), await scored('other', { window: windows.size, stride: windows.stride })];
    expect(left.every((parts) => parts.length > 1)).toBe(true);
    for (const [at, parts] of left.entries()) {
      const kept = stretches.kept(parts.map((part) => task.keep(part, undefined)));
      expect(Object.values(kept as object).map(Number)).toEqual(Object.values(task.keep(before[at], undefined) as object).map((value) => expect.closeTo(Number(value), 4) as number));
      const pair = stretches.pair(parts.map((part, place) => task.compare(part, right[at]?.[place], undefined)));
      const whole = task.compare(before[at], after[at], undefined);
      expect(Object.keys(pair as object)).toEqual(Object.keys(whole as object));
      for (const name of ['token-divergence', 'token-divergence-max', 'token-disagreement', 'perplexity-ratio', 'probability-shift-p5'])
        expect(value(name, [pair]), name).toBeCloseTo(value(name, [whole]), 5);
    }
  });

  it('is given at once where it is short', async () => {
    const session = await opened('cached');
    expect(forced(windows)(session, () => undefined).inStretches?.(feed('a short one'))).toBeNull();
    await session.close();
  });

  it('has nothing behind its end, and is none as a whole where one stretch is', () => {
    const [good, none] = [answered([2, 1, 0, 0, 1, 2]), answered([2, 1, 0, 0, NaN, 2])];
    expect(task.keep(stretches.end(good), undefined)).toEqual({ tokens: 0, right: 0, surprise: 0, bytes: 0 });
    const kept = [good, none, stretches.end(good)].map((part) => task.keep(part, undefined));
    expect(stretches.kept(kept)).toMatchObject({ tokens: 4, surprise: null });
    const pairs = [task.compare(good, good, undefined), task.compare(good, none, undefined)];
    expect(stretches.pair(pairs)).toMatchObject({ changed: true, tokens: 4, tokensChanged: 4, dearer: null });
  });

  it('of two vocabularies costs what it costs, however each is cut', async () => {
    const [left, right] = [await inStretches('cached', 4), await inStretches('cached', 9)];
    const shifted = (parts: readonly unknown[]): unknown[] => parts.map((part) => ({ ...(part as object), vocabulary: 1e6 })); // another vocabulary
    for (const [at, one] of left.entries()) {
      const other = shifted(right[at] ?? []);
      const length = Math.max(one.length, other.length);
      const part = (all: readonly unknown[], place: number): unknown => all[place] ?? stretches.end(all.at(-1));
      const pairs = Array.from({ length }, (_, place) => task.compare(part(one, place), part(other, place), undefined));
      const whole = task.compare(...([await scored('cached', { window: windows.size, stride: windows.stride })].flatMap((all) => [all[at], shifted([all[at]])[0]]) as [unknown, unknown]), undefined);
      const { tokens, bytes: size } = whole as { tokens: number; bytes: number };
      expect(stretches.pair(pairs)).toMatchObject({ byText: true, tokens, bytes: size, divergences: null });
      expect((stretches.pair(pairs) as { dearer: number }).dearer).toBeCloseTo(0, 4);
    }
  });
}); // prettier-ignore

interface Cut {
  readonly tokens?: readonly number[];
  readonly begins?: readonly number[];
  readonly text?: string;
}

/** Two tokens of three, a letter each, with these scores at each. */
function answered(
  logits: readonly number[],
  {
    tokens = [0, 1],
    text = 'a'.repeat(tokens.length + 1),
    begins = Array.from(text, (_, at) => at + 1),
  }: Cut = {},
): unknown {
  const dims = [1, tokens.length, logits.length / tokens.length];
  const outputs: Outputs = new Map<string, Tensor>([
    ['tokens', { type: 'int64', dims: [1, tokens.length], data: BigInt64Array.from(tokens, BigInt) }],
    ['pieces', { type: 'string', dims: [1, tokens.length], data: tokens.map(String) }],
    ['written', { type: 'string', dims: [1, tokens.length], data: tokens.map(String) }],
    ['begins', { type: 'int64', dims: [1, begins.length], data: BigInt64Array.from(begins, BigInt) }],
    ['text', { type: 'string', dims: [1, 1], data: [text] }],
    ['logits', { type: 'float32', dims, data: Float32Array.from(logits) }],
  ]);
  return task.predict(outputs, reading, 1)[0];
}

describe('an answer that is none', () => {
  const good = answered([2, 1, 0, 0, 1, 2]);

  it.each([[NaN], [Infinity]])('has %f among its scores, and is never a number', (bad) => {
    const none = answered([2, 1, 0, 0, bad, 2]);
    expect([task.isDegenerate(good), task.isDegenerate(none)]).toEqual([false, true]);
    const pair = task.compare(good, none, undefined);
    expect(pair).toMatchObject({ changed: true, tokensChanged: 2 });
    for (const name of ['perplexity-ratio', 'token-divergence', 'token-divergence-max', 'probability-shift'])
      expect(value(name, [pair]), name).toBeNaN();
    expect(value('perplexity', [task.keep(none, undefined)])).toBeNaN();
    expect(task.evidence(good, none, undefined)).toMatchObject({ right: { text: 'no answer' }, severity: 4 });
  });

  it('is not one that rules a token out: that is infinitely dear', () => {
    const sure = answered([-Infinity, 1, 0, 0, 1, 2]);
    expect(task.isDegenerate(sure)).toBe(false);
    expect(value('perplexity', [task.keep(sure, undefined)])).toBe(Infinity);
    expect(value('token-divergence', [task.compare(good, sure, undefined)])).toBe(Infinity);
    expect(value('perplexity-ratio', [task.compare(good, sure, undefined)])).toBe(Infinity);
  });
});

describe('two vocabularies', () => {
  const { marked, bare } = bytes;
  const example = join(import.meta.dirname, '../../examples/language-model');
  const texts = readFileSync(join(example, 'data/passages.jsonl'), 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { text: string }).text); // as make_bytes.py reads it

  /** What a model of the example makes of all passages, with the token that begins a text or without. */
  async function read(name: string, special: boolean): Promise<unknown[]> {
    const session = await opened(`models/${name}`, example);
    const { folder } = session;
    const tokenizer = folder?.tokenizer;
    if (!tokenizer) throw new Error('a folder with a tokenizer');
    const cutting = { ...tokenizer, encode: (text: string) => tokenizer.encode(text, special) };
    const model = wrapped({ ...session, folder: { ...folder, tokenizer: cutting } });
    const answers: unknown[] = [];
    for (const text of texts) answers.push(...task.predict(await model.run(feed(text)), reading, 1));
    await session.close();
    return answers;
  }

  it.each([['with a token before the first', marked, true], ['where the first is given', bare, false]])(
    'are compared by what a text costs, as numpy finds: %s',
    async (_, found, special) => {
      const [left, right] = [await read('fp32', special), await read('student', special)];
      const pairs = left.map((one, at) => task.compare(one, right[at], undefined));
      expect(value('perplexity-ratio', pairs)).toBeCloseTo(found.ratio, 5);
      expect(value('bits-per-byte-change', pairs)).toBeCloseTo(found.change, 6);
      for (const [at, [before = NaN, after = NaN, size, tokens]] of found.rows.entries())
        {
        expect(pairs[at]).toMatchObject({ byText: true, bytes: size, tokens });
        expect((pairs[at] as { dearer: number }).dearer).toBeCloseTo(after - before, 3);
      }
      if (!special) return; // each model's own begins after its own first token
      expect(value('bits-per-byte', left.map((one) => task.keep(one, undefined)))).toBeCloseTo(found.bits[0] ?? NaN, 6);
      expect(value('bits-per-byte', right.map((one) => task.keep(one, undefined)))).toBeCloseTo(found.bits[1] ?? NaN, 6);
    },
    60_000,
  );

  const scores = [2, 1, 0, 0, 1, 2];
  const mixed = [
    task.compare(answered(scores), answered(scores), undefined),
    task.compare(answered(scores), answered([2, 1, 0, 0], { text: 'aaa' }), undefined),
  ];

  it('have no value for what is about tokens, of all texts, if only one is compared so', () => {
    for (const name of ['token-disagreement', 'token-divergence', 'token-divergence-p50', 'probability-shift', 'probability-shift-rms', 'probability-shift-max'])
      expect(value(name, mixed), name).toBeNaN();
    expect(value('perplexity-ratio', mixed)).toBeGreaterThan(0);
    const form = task.measures['compared-by-text']?.form;
    if (form?.is !== 'rate') throw new Error('rate');
    expect(mixed.map((pair) => form.hit(pair))).toEqual([false, true]);
    expect(mixed.map((pair) => (pair as { changed: boolean }).changed)).toEqual([false, true]);
  });

  it('are counted by the baseline’s tokens, and an end mark is no text', () => {
    const ended = answered([...scores, 9, 0, 0], { tokens: [0, 2, 0], text: 'aaa', begins: [1, 2, 3, 3] });
    const pair = task.compare(answered(scores), ended, undefined);
    expect(pair).toMatchObject({ tokens: 2, bytes: 2 });
    expect(task.compare(ended, answered(scores), undefined)).toMatchObject({ tokens: 2, bytes: 2 });
  });

  it('show what a byte costs each', () => {
    const other = answered(scores, { tokens: [0, 2] });
    expect(task.evidence(answered(scores), other, undefined)).toMatchObject({ left: { text: '1.309 bits per byte' }, right: { text: '0.588 bits per byte' }, label: 'aaa' });
    const none = answered([NaN, 1, 0, 0, 1, 2], { tokens: [0, 2] });
    expect(value('perplexity-ratio', [task.compare(answered(scores), none, undefined)])).toBeNaN();
    expect(task.evidence(answered(scores), none, undefined)).toMatchObject({ right: { text: 'no answer' }, severity: 4 });
  });
}); // prettier-ignore

describe('what can not be compared is refused', () => {
  const scores = [2, 1, 0, 0, 1, 2];
  const one = answered(scores);

  it.each<[string, Cut]>([
    ['another text', { tokens: [0, 2], text: 'aab' }],
    ['tokens that do not spell the text to its end', { tokens: [0, 2], text: 'aaa', begins: [1, 2, -1] }],
    ['no place where tokens of both begin', { tokens: [0, 2], text: 'aaa', begins: [-1, -1, 3] }],
    ['nothing after the place where both begin', { tokens: [0, 2], text: 'aaa', begins: [3, 3, 3] }],
  ])('as two cuts of %s', (_, cut) => {
    expect(() => task.compare(one, answered(scores, cut), undefined)).toThrow('different tokens');
    expect(() => task.compare(answered(scores, cut), one, undefined)).toThrow('different tokens');
  });

  it('as tokens that no score is for', () => {
    expect(() => answered(scores, { tokens: [0, 3] })).toThrow('token 3');
  });

  it('as texts without a second token, and windows that overlap nothing', async () => {
    const session = await opened('plain');
    await expect(wrapped(session).run(feed(''))).rejects.toThrow('1 token');
    await expect(wrapped(session, { window: 8, stride: 8 }).run(feed('a text'))).rejects.toThrow(
      '8 tokens apart',
    );
    const { folder } = session;
    const bare = { ...session, ...(folder && { folder: { ...folder, tokenizer: null } }) };
    expect(() => wrapped(bare)).toThrow('tokenizer.json');
    await session.close();
  });
});
