import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/core/engine.js';
import type { Measure, Outputs, Task, TaskSettings } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { windowsOf } from '../../src/tasks/forced.js';
import { languageModeling } from '../../src/tasks/language-modeling.js';
import { expected, opened } from './decoders.js';
import { totalOf } from './arrange.js';

const settingsOf = (options: TaskSettings['options']): TaskSettings => ({
  options, confidentAt: 0.9, names: [], label: undefined,
}); // prettier-ignore
const task: Task = languageModeling.create(settingsOf({}));
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

/** Two tokens of three, with these scores at each. */
function answered(logits: readonly number[], tokens: readonly number[] = [0, 1]): unknown {
  const dims = [1, tokens.length, logits.length / tokens.length];
  const outputs: Outputs = new Map<string, Tensor>([
    ['tokens', { type: 'int64', dims: [1, tokens.length], data: BigInt64Array.from(tokens, BigInt) }],
    ['pieces', { type: 'string', dims: [1, tokens.length], data: tokens.map(String) }],
    ['written', { type: 'string', dims: [1, tokens.length], data: tokens.map(String) }],
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

describe('what can not be compared is refused', () => {
  it('as texts cut into other tokens, or vocabularies of other sizes', () => {
    const [one, other] = [answered([2, 1, 0, 0, 1, 2]), answered([2, 1, 0, 0, 1, 2], [0, 2])];
    expect(() => task.compare(one, other, undefined)).toThrow('different tokens');
    expect(() => task.compare(one, answered([2, 1, 0, 0]), undefined)).toThrow('vocabularies');
    expect(() => answered([2, 1, 0, 0, 1, 2], [0, 3])).toThrow('token 3');
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
