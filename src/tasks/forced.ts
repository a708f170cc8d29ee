import { fault } from '../core/fault.js';
import type { Session } from '../core/engine.js';
import type { Tokenizer } from '../core/folder.js';
import type { Outputs } from '../core/task.js';
import type { Running } from '../core/way.js';
import type { Tensor } from '../core/tensor.js';
import { readScores } from '../stats/scores.js';
import { contextOf, type Decoder, decoderOf, nothingDecoded } from './decoder.js';
import { beginsOf } from './spelled.js';

/** How a text is shown to a model that reads at most so many tokens at a time. */
export interface Windows {
  /** Tokens; undefined: as many as `config.json` says the model takes, else the whole text. */
  readonly size: number | undefined;
  /** How many tokens further each window begins; undefined: half a window. */
  readonly stride: number | undefined;
}

/** A run of tokens: it begins at `from` and ends before `to`, and scores the tokens from `first` on. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly first: number;
}

/**
 * The windows over a text: each begins `stride` after the last one, and scores what no earlier one did. Every token but
 * the first of the text is scored once, after at least `size` − `stride` tokens where there are as many.
 */
export function windowsOf(length: number, size: number, stride: number): readonly Window[] {
  const windows: Window[] = [];
  let to = 0;
  for (let from = 0; to < length; from += stride) {
    const first = Math.max(1, to);
    to = Math.min(from + size, length);
    windows.push({ from, to, first });
  }
  return windows;
}

/** More scores than these, a gigabyte, are not held for one text. */
const most = 268435456;

/** A text of more scores is answered in stretches of so many: 64 MiB. */
const held = 16777216;

/**
 * A session that takes a text and gives the tokens that are scored, where each begins in the text (and where the last
 * one ends), how it is written and what the model would have written there, and the scores of everything that could have
 * stood in its place. The text is fed as it is, whatever the model would have written; in stretches, `first` tells where
 * one begins.
 */
export function forced(windows: Windows, atOnce = held): Running {
  return (session, alive) => {
    const tokenizer = session.folder?.tokenizer;
    if (!tokenizer) throw fault('DECODER_INVALID', { reason: 'its folder has no tokenizer.json' });
    const reader = { decoder: decoderOf(session, alive), tokenizer };
    const cut = (feeds: Feeds): Cut => cutOf(textOf(feeds), { tokenizer, windows, room: contextOf(session) });
    const vocabulary = session.folder.config['vocab_size'];
    return {
      inputs: [{ name: 'text', type: 'string', dims: ['batch'] }],
      outputs: [
        { name: 'tokens', type: 'int64', dims: ['batch', 'tokens'] },
        { name: 'pieces', type: 'string', dims: ['batch', 'tokens'] },
        { name: 'written', type: 'string', dims: ['batch', 'tokens'] },
        { name: 'begins', type: 'int64', dims: ['batch', 'tokens + 1'] },
        { name: 'text', type: 'string', dims: ['batch', 1] },
        { name: 'logits', type: 'float32', dims: ['batch', 'tokens', 'vocabulary'] },
      ],
      run: async (feeds) => {
        const { value } = await stretches(reader, cut(feeds), Infinity).next();
        if (value === undefined) throw new Error('a text has a stretch');
        return value.outputs;
      },
      inStretches: (feeds) => {
        const text = cut(feeds);
        if (typeof vocabulary !== 'number' || (text.ids.length - 1) * vocabulary <= atOnce) return null;
        return numbered(stretches(reader, text, Math.max(1, Math.floor(atOnce / vocabulary))));
      },
      close: () => session.close(),
    };
  };
}

type Feeds = Parameters<Session['run']>[0];

function textOf(feeds: Feeds): string {
  const texts = feeds.get('text')?.data ?? [];
  if (texts.length !== 1) throw new Error('texts are scored one at a time');
  return String(texts[0]);
}

interface Reader {
  readonly decoder: Decoder;
  readonly tokenizer: Tokenizer;
}

interface Cut {
  readonly text: string;
  readonly ids: readonly number[];
  readonly windows: readonly Window[];
}

function cutOf(
  text: string,
  {
    tokenizer,
    windows: { size, stride },
    room,
  }: Pick<Reader, 'tokenizer'> & { windows: Windows; room: number },
): Cut {
  const ids = tokenizer.encode(text, true);
  const window = size ?? Math.max(2, Math.min(room, ids.length));
  const step = stride ?? Math.max(1, Math.floor(window / 2));
  if (window < 2 || step < 1 || step >= window) throw fault('WINDOW_STRIDE', { window, stride: step });
  if (ids.length < 2) throw fault('TEXT_TOO_SHORT', { tokens: ids.length });
  return { text, ids, windows: windowsOf(ids.length, window, step) };
}

/** What a text is cut into, and the scores of `length` of its tokens from the place `first` on. */
interface Stretch {
  readonly first: number;
  readonly outputs: Map<string, Tensor>;
}

/** The text in stretches of at most `length` tokens, and no run of more where a cache goes on from run to run. */
async function* stretches(reader: Reader, cut: Cut, length: number): AsyncGenerator<Stretch, undefined> {
  const whole = spelled(reader, cut);
  const all = cut.ids.length - 1;
  let rows: Row[] = [];
  let first = 0;
  for await (const row of scoredRows(reader, cut, length)) {
    if (Math.min(length, all - first) * row.length > most)
      throw fault('SCORES_TOO_MANY', { tokens: cut.ids.length, vocabulary: row.length });
    rows.push(row);
    if (rows.length < length && first + rows.length < all) continue;
    yield { first, outputs: new Map([...whole, ...scoresOf(rows, reader)]) };
    first += rows.length;
    rows = [];
  }
}

async function* numbered(parts: AsyncGenerator<Stretch, undefined>): AsyncGenerator<Outputs, undefined> {
  for await (const { first, outputs } of parts)
    yield new Map([
      ...outputs,
      ['first', { type: 'int64', dims: [1, 1], data: BigInt64Array.of(BigInt(first)) }],
    ]);
}

/** The scores before a token. */
type Row = Float32Array;

/** Those before every token but the first, in their order; each run of the decoder has at most `length` tokens. */
async function* scoredRows(
  { decoder }: Reader,
  { ids, windows }: Cut,
  length: number,
): AsyncGenerator<Row, undefined> {
  for (const { from, to, first } of windows) {
    let state = nothingDecoded;
    for (let at = from; at < to; at = state.ids.length + from) {
      const until = decoder.isCached ? Math.min(to, at + length) : to;
      const ran = await decoder.run(state, ids.slice(at, until));
      for (let token = Math.max(first, at + 1); token <= until && token < to; token += 1)
        yield Float32Array.from(ran.scores.at(token - 1 - at));
      state = ran.to;
    }
  }
}

function spelled({ tokenizer }: Reader, { ids, text }: Cut): [string, Tensor][] {
  const scored = ids.slice(1);
  const begins = beginsOf(tokenizer, ids, text).slice(1);
  return [
    ['tokens', { type: 'int64', dims: [1, scored.length], data: BigInt64Array.from(scored, BigInt) }],
    [
      'pieces',
      { type: 'string', dims: [1, scored.length], data: scored.map((id) => tokenizer.decode([id])) },
    ],
    ['begins', { type: 'int64', dims: [1, begins.length], data: BigInt64Array.from(begins, BigInt) }],
    ['text', { type: 'string', dims: [1, 1], data: [text] }],
  ];
}

function scoresOf(rows: readonly Row[], { tokenizer }: Reader): [string, Tensor][] {
  const vocabulary = rows[0]?.length ?? 0;
  const logits = new Float32Array(rows.length * vocabulary);
  rows.forEach((row, at) => logits.set(row, at * vocabulary));
  const written = rows.map((row) => {
    const { best } = readScores(row, 0, vocabulary);
    return best < 0 ? '' : tokenizer.decode([best]);
  });
  return [
    ['written', { type: 'string', dims: [1, rows.length], data: written }],
    ['logits', { type: 'float32', dims: [1, rows.length, vocabulary], data: logits }],
  ];
}
