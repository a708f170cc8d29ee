import { fault } from '../core/fault.js';
import type { Running } from '../core/way.js';
import type { Tensor } from '../core/tensor.js';
import { readScores } from '../stats/scores.js';
import { contextOf, decoderOf, nothingDecoded } from './decoder.js';
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

/** More numbers than these, a gigabyte, are not held for one text. */
const most = 268435456;

/**
 * A session that takes a text and gives the tokens that are scored, where each begins in the text (and where the last
 * one ends), how it is written and what the model would have written there, and the scores of everything that could have stood in its place. The text is fed as it is, whatever the model would have written.
 */
export function forced({ size, stride }: Windows): Running {
  return (session, alive) => {
    const decoder = decoderOf(session, alive);
    const tokenizer = session.folder?.tokenizer;
    if (!tokenizer) throw fault('DECODER_INVALID', { reason: 'its folder has no tokenizer.json' });
    const room = contextOf(session);
    const score = async (text: string): Promise<Map<string, Tensor>> => {
      const ids = tokenizer.encode(text, true);
      const window = size ?? Math.max(2, Math.min(room, ids.length));
      const step = stride ?? Math.max(1, Math.floor(window / 2));
      if (window < 2 || step < 1 || step >= window) throw fault('WINDOW_STRIDE', { window, stride: step });
      if (ids.length < 2) throw fault('TEXT_TOO_SHORT', { tokens: ids.length });
      const count = ids.length - 1;
      const written: string[] = [];
      let logits = new Float32Array();
      let vocabulary = 0;
      for (const { from, to, first } of windowsOf(ids.length, window, step)) {
        const { scores } = await decoder.run(nothingDecoded, ids.slice(from, to));
        if (logits.length === 0) {
          ({ vocabulary } = scores);
          if (count * vocabulary > most) throw fault('SCORES_TOO_MANY', { tokens: ids.length, vocabulary });
          logits = new Float32Array(count * vocabulary);
        }
        for (let at = first; at < to; at += 1) {
          const row = scores.at(at - 1 - from);
          logits.set(row, (at - 1) * vocabulary);
          const { best } = readScores(row, 0, vocabulary);
          written.push(best < 0 ? '' : tokenizer.decode([best]));
        }
      }
      const scored = ids.slice(1);
      const begins = beginsOf(tokenizer, ids, text).slice(1);
      return new Map<string, Tensor>([
        ['tokens', { type: 'int64', dims: [1, count], data: BigInt64Array.from(scored, BigInt) }],
        ['pieces', { type: 'string', dims: [1, count], data: scored.map((id) => tokenizer.decode([id])) }],
        ['written', { type: 'string', dims: [1, count], data: written }],
        ['begins', { type: 'int64', dims: [1, count + 1], data: BigInt64Array.from(begins, BigInt) }],
        ['text', { type: 'string', dims: [1, 1], data: [text] }],
        ['logits', { type: 'float32', dims: [1, count, vocabulary], data: logits }],
      ]);
    };
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
        const texts = feeds.get('text')?.data ?? [];
        if (texts.length !== 1) throw new Error('texts are scored one at a time');
        return score(String(texts[0]));
      },
      close: () => session.close(),
    };
  };
}
