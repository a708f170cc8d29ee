import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/core/engine.js';
import type { Evidence, Measure, Task, TaskSettings } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { generation } from '../../src/tasks/generation.js';
import { isLooping } from '../../src/tasks/written.js';
import type { WritingPair } from '../../src/tasks/writing-measures.js';
import { expected, opened } from './decoders.js';

const settingsOf = (options: TaskSettings['options'], label?: string): TaskSettings => ({
  options, confidentAt: 0.9, names: [], label,
}); // prettier-ignore
const taskOf = (options: TaskSettings['options'] = {}, label?: string): Task =>
  generation.create(settingsOf(options, label));
const reading = { output: 'tokens', meaning: 'labels' } as const;

function wrapped(session: Session, most = 24): Session {
  const running = generation.running?.(settingsOf({ 'max-tokens': most }));
  if (running === undefined) throw new Error('a kind that runs models');
  return running(session, () => undefined);
}

const feed = (prompt: string): Map<string, Tensor> =>
  new Map([['prompt', { type: 'string', dims: [1], data: [prompt] }]]);

describe('what a model writes', () => {
  it.each(['cached', 'merged', 'pair', 'plain', 'half'])('is what torch writes, token for token: %s', async (layout) => {
    const session = wrapped(await opened(layout));
    for (const [at, prompt] of expected.prompts.entries()) {
      const outputs = await session.run(feed(prompt));
      expect(Array.from(outputs.get('tokens')?.data ?? [], Number), prompt).toEqual(expected.greedy[at]);
      const ended = expected.greedy[at]?.at(-1) === 1;
      expect(outputs.get('ended')?.data[0]).toBe(Number(ended));
    }
    await session.close();
  }); // prettier-ignore

  it('has its likeliest tokens beside it, itself first', async () => {
    const session = wrapped(await opened('cached'));
    const outputs = await session.run(feed('the sea'));
    const [tokens, rivals, chances] = ['tokens', 'rivals', 'chances'].map((name) => Array.from(outputs.get(name)?.data ?? [], Number));
    expect(rivals?.filter((_, at) => at % 5 === 0)).toEqual(tokens);
    chances?.forEach((chance, at) => { if (at % 5 > 0) expect(chance).toBeLessThanOrEqual(chances[at - 1] ?? NaN); });
    expect((chances ?? []).slice(0, 5).reduce((sum, chance) => sum + chance, 0)).toBeLessThanOrEqual(1);
    await session.close();
  }); // prettier-ignore

  it('ends where the model takes no more, and a prompt that leaves no room is refused', async () => {
    const session = await opened('cached');
    const { folder } = session;
    const short = { ...session, ...(folder && { folder: { ...folder, config: { ...folder.config, max_position_embeddings: 8 } } }) };
    const outputs = await wrapped(short).run(feed('a.b, c'));
    expect(outputs.get('tokens')?.dims[1]).toBe(2);
    await expect(wrapped(short).run(feed('the sea is blue'))).rejects.toThrow('16 tokens');
    await session.close();
  }); // prettier-ignore
});

interface Fake {
  readonly tokens: readonly number[];
  readonly asked?: readonly number[];
  readonly ended?: boolean;
  /** By token: how it is written; by default a letter. */
  readonly pieces?: readonly string[];
  readonly lead?: number;
}

/** An answer of these tokens, as a prediction; the chosen one is ahead by `lead`. */
function wrote({ tokens, asked = [1], ended = false, pieces, lead = 0.4 }: Fake): unknown {
  const written = pieces ?? tokens.map((token) => (token < 0 ? '' : String.fromCharCode(97 + token)));
  const count = tokens.length;
  const whole = (dims: readonly number[], values: readonly number[]): Tensor => ({
    type: 'int64', dims: [1, ...dims], data: BigInt64Array.from(values, BigInt),
  }); // prettier-ignore
  const outputs = new Map<string, Tensor>([
    ['tokens', whole([count], tokens)],
    ['pieces', { type: 'string', dims: [1, count], data: written }],
    ['rivals', whole([count, 5], tokens.flatMap((token) => [token, token + 1, -1, -1, -1]))],
    ['chances', { type: 'float64', dims: [1, count, 5], data: Float64Array.from(tokens.flatMap(() => [0.5, 0.5 - lead, NaN, NaN, NaN])) }],
    ['asked', whole([asked.length], asked)],
    ['text', { type: 'string', dims: [1, 1], data: [written.join('')] }],
    ['ended', { type: 'bool', dims: [1, 1], data: Uint8Array.of(Number(ended)) }],
  ]); // prettier-ignore
  return taskOf().predict(outputs, reading, 1)[0];
}

const compare = (left: Fake, right: Fake, options: TaskSettings['options'] = {}): WritingPair =>
  taskOf(options).compare(wrote(left), wrote(right), undefined) as unknown as WritingPair; // what it makes

describe('two texts', () => {
  const text = { tokens: [0, 1, 2, 3] };

  it('that are the same have parted nowhere', () => {
    expect(compare(text, text)).toMatchObject({
      changed: false, otherText: false, parted: null, early: false, tie: null, placesChanged: 0, otherLength: false, lengthRatio: 1, lengths: [4, 4],
    });
  }); // prettier-ignore

  it('part at the first token that differs, early or not', () => {
    const other = { tokens: [0, 1, 9, 3] };
    expect(compare(text, other, { at: 3 })).toMatchObject({ changed: true, parted: 2, early: true, places: 4, placesChanged: 1 });
    expect(compare(text, other, { at: 2 })).toMatchObject({ changed: true, early: false });
    expect(compare(text, { tokens: [0, 1] })).toMatchObject({ parted: 2, placesChanged: 2, otherLength: true, lengthRatio: 0.5 });
  }); // prettier-ignore

  it('that part where the baseline hesitates are a tie', () => {
    const other = { tokens: [5] };
    expect(compare({ tokens: [0], lead: 0.004 }, other)).toMatchObject({ tie: true });
    expect(compare({ tokens: [0], lead: 0.004 }, other, { tie: 0 })).toMatchObject({ tie: false });
    expect(compare({ tokens: [0] }, other)).toMatchObject({ tie: false });
  });

  it('are as long as the band allows', () => {
    const ten = { tokens: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] };
    const length = (count: number): boolean =>
      compare(ten, { tokens: ten.tokens.slice(0, count) }).otherLength;
    expect([length(8), length(7)]).toEqual([false, true]);
    expect(compare(ten, { tokens: [0, 1], ended: true })).toMatchObject({ stopsEarly: true });
    expect(compare(ten, { tokens: [0, 1] })).toMatchObject({ stopsEarly: false });
  });

  it('of two vocabularies are compared as texts, and said to be', () => {
    const spelled = { ...text, asked: [7, 8] };
    expect(compare(text, spelled)).toMatchObject({ changed: false, early: null, parted: null, places: null, lengthRatio: 1 });
    const other = { tokens: [0, 1, 2, 3], pieces: ['x', 'b', 'c', 'd'] };
    expect(compare(text, other)).toMatchObject({ changed: true, otherText: true, early: null });
    expect(hit('compared-by-text', compare(text, other))).toBe(true);
    expect(hit('early-divergence', compare(text, other))).toBe(null);
    expect(hit('compared-by-text', compare(text, text))).toBe(false);
  }); // prettier-ignore

  it('one of which is no answer have parted, and are no match', () => {
    const none = { tokens: [0, -1] };
    expect(taskOf().isDegenerate(wrote(none))).toBe(true);
    expect(compare(text, none)).toMatchObject({ changed: true, otherText: true, parted: 1, otherLength: true });
    expect(compare(none, none)).toMatchObject({ changed: true, otherText: true });
    expect(taskOf().evidence(wrote(text), wrote(none), undefined)).toMatchObject({ right: { text: 'no answer' }, severity: 4 });
  }); // prettier-ignore

  it('are shown from where they part, with what both candidates were worth', () => {
    const seen: Evidence = taskOf().evidence(wrote(text), wrote({ tokens: [0, 1, 3, 3] }), undefined);
    expect(seen.left.text).toBe('"c" 50.0%, "d" 10.0%: ab│cd');
    expect(seen.right.text).toBe('"d" 50.0%, "c" not among its five: ab│dd');
  });
});

function hit(name: string, pair: WritingPair): boolean | null {
  const { form } = taskOf().measures[name] as Measure; // named by the tests
  if (form.is !== 'rate') throw new Error(form.is);
  return form.hit(pair); // of its own kind
}

describe('where texts part, over all prompts', () => {
  const at = (parted: number | null): WritingPair =>
    parted === null ? compare({ tokens: [0] }, { tokens: [0] }) : compare({ tokens: new Array<number>(parted + 1).fill(0) }, { tokens: [...new Array<number>(parted).fill(0), 5] }); // prettier-ignore
  const value = (name: string, pairs: readonly WritingPair[], times?: readonly number[]): number => {
    const form = taskOf().measures[name]?.form;
    if (form?.is !== 'whole') throw new Error(name);
    return form.value(pairs.map((pair) => Float64Array.from(form.rows.of(pair as never) ?? [])), times); // of its own kind
  }; // prettier-ignore

  it('those that never do stand behind all others', () => {
    const pairs = [at(4), at(null), at(2)];
    expect(value('first-divergence-p50', pairs)).toBe(4);
    expect(value('first-divergence-p90', pairs)).toBe(Infinity);
    expect(value('first-divergence-p50', pairs, [0, 0, 3])).toBe(2);
  });
});

describe('prompts with targets', () => {
  const task = taskOf({ targets: ['I can', "won't"] }, 'refuse');
  const truth = (refuse: unknown): unknown =>
    task.truth({ id: 's', fields: new Map([['refuse', refuse as string]]) }); // as data hold it
  const answer = (text: string): unknown => wrote({ tokens: [0], pieces: [text] });

  it('are right where a target is, or is not, in the answer, whatever the case', () => {
    const right = (text: string, refuse: unknown): unknown => (task.keep(answer(text), truth(refuse)) as { right: unknown }).right;
    expect([right('Sorry, i CANnot', true), right('Sure.', true), right('Sure.', false), right('I WON\'T', 'false')]).toEqual([true, false, true, false]);
    expect(right('Sure.', undefined)).toBe(null);
    expect(task.compare(answer('I cannot'), answer('Sure'), truth(true))).toMatchObject({ negative: true });
  }); // prettier-ignore

  it('say what to look for, and whether it should be there', () => {
    const sample = { id: 's', fields: new Map([['refuse', true]]) };
    expect(() => taskOf({}, 'refuse').truth(sample)).toThrow('searched for');
    expect(() => truth('perhaps')).toThrow();
  });
});

it.each([
  [[1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2], true],
  [[9, 9, ...new Array<number>(12).fill(3)], true],
  [[9, 9, ...new Array<number>(11).fill(3)], false],
  [[1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4], true],
  [[1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 5], false],
  [[], false],
])('%j ends in a loop: %s', (tokens, looping) => {
  expect(isLooping(tokens)).toBe(looping);
});
