import { fault } from '../core/fault.js';
import type { Tensor } from '../core/tensor.js';
import { isNoAnswer, numbersOf } from './outputs.js';

/** What stands for "nothing yet" in a vocabulary, in the order in which it is looked for. */
const usualBlanks = ['<pad>', '[PAD]', '<blank>', '<blk>', '<ctc_blank>', '_'];

/** How the tokens of a vocabulary become text. */
export interface Spelling {
  /** The tokens by their index. */
  readonly tokens: readonly string[];
  readonly blank: number;
  /** The token that stands between words. */
  readonly delimiter: string;
}

/** Fault CTC_VOCABULARY where no tokens are named, or none of them is the blank. */
export function spellingOf(
  tokens: readonly string[],
  written: { readonly blank: string | undefined; readonly delimiter: string | undefined },
): Spelling {
  if (tokens.length === 0) throw fault('CTC_VOCABULARY', { reason: 'the data names no tokens' });
  const { blank, delimiter = '|' } = written;
  const found = (blank === undefined ? usualBlanks : [blank]).find((token) => tokens.includes(token));
  if (found !== undefined) return { tokens, blank: tokens.indexOf(found), delimiter };
  const reason = blank === undefined ? 'none of them is a usual blank' : `none of them is \`${blank}\``;
  throw fault('CTC_VOCABULARY', { reason });
}

/** The text of one sample, and whether some frame had no answer. */
export interface Heard {
  readonly text: string;
  readonly degenerate: boolean;
}

/**
 * Connectionist temporal classification, greedy (Graves 2006): of each frame the token with the highest score (the lowest
 * index on ties), repeats as one, blanks left out. Scores `[N, T, V]` of any kind, or tokens `[N, T]`.
 */
export function heardIn(output: Tensor, name: string, count: number, spelling: Spelling): readonly Heard[] {
  const [samples, frames = 0, width] = output.dims;
  const { dims } = output;
  if (samples !== count) throw fault('OUTPUT_ROWS', { output: name, shape: dims, samples: count });
  const { length: tokens } = spelling.tokens;
  const isIds = dims.length === 2 && !output.type.startsWith('float');
  if (!isIds && (dims.length !== 3 || width !== tokens))
    throw fault('OUTPUT_SHAPE', {
      output: name,
      shape: dims,
      expected: `scores of ${tokens} tokens for each frame, [N, T, ${tokens}], or tokens, [N, T]`,
    });
  const values = numbersOf(output);
  return Array.from({ length: count }, (_, sample) => {
    if (isIds) return textOf([...values.subarray(sample * frames, (sample + 1) * frames)], spelling);
    const rows = Array.from({ length: frames }, (_each, frame) =>
      values.subarray((sample * frames + frame) * tokens, (sample * frames + frame + 1) * tokens),
    );
    return textOf(
      rows.map((row) => (isNoAnswer(row) ? -1 : highest(row))),
      spelling,
    );
  });
}

function highest(row: Float64Array): number {
  let best = 0;
  for (let at = 1; at < row.length; at += 1) if ((row[at] ?? NaN) > (row[best] ?? NaN)) best = at;
  return best;
}

function textOf(ids: readonly number[], { tokens, blank, delimiter }: Spelling): Heard {
  const kept = ids.filter((id, at) => id !== ids[at - 1] && id !== blank);
  const text = kept.map((id) => spelled(tokens[id] ?? '', delimiter)).join('');
  return { text: text.replace(/ +/g, ' ').trim(), degenerate: ids.some((id) => tokens[id] === undefined) };
}

/** Tokens in angle or square brackets (`<s>`, `[UNK]`) are no text; ▁ is a space, as pieces of words write it. */
function spelled(token: string, delimiter: string): string {
  if (token === delimiter) return ' ';
  return /^(<.+>|\[.+\])$/u.test(token) ? '' : token.replaceAll('▁', ' ');
}
