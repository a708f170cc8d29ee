import { fault } from '../core/fault.js';
import type { Outputs } from '../core/task.js';
import { rivals } from './greedy.js';
import { verdictIn } from './judging.js';
import { numbersOf, outputOf } from './outputs.js';

/** What one arm wrote after a prompt. */
export interface Written {
  /** Its tokens, that which ended it included; −1 at the end: the scores there were no answer. */
  readonly tokens: readonly number[];
  readonly pieces: readonly string[];
  readonly text: string;
  /** Whether it ended by itself. */
  readonly ended: boolean;
  /** The prompt's tokens. */
  readonly asked: readonly number[];
  /** The class that the task's judge gave it; null: it has none. */
  readonly verdict: number | null;
  /** The likeliest tokens at a place with their probabilities, the chosen one first. */
  likeliest(place: number): readonly { readonly token: number; readonly chance: number }[];
}

/** What was written after `count` prompts; there is one, since texts are as long as they are. */
export function writtenOf(outputs: Outputs, count: number): readonly Written[] {
  const { dims } = outputOf(outputs, 'tokens');
  if (dims[0] !== count || count !== 1)
    throw fault('OUTPUT_ROWS', { output: 'tokens', shape: dims, samples: count });
  const numbers = (name: string): Float64Array => numbersOf(outputOf(outputs, name));
  const [others, chances] = [numbers('rivals'), numbers('chances')];
  return [
    {
      tokens: [...numbers('tokens')],
      pieces: Array.from(outputOf(outputs, 'pieces').data, String),
      text: String(outputOf(outputs, 'text').data[0]),
      ended: numbers('ended')[0] === 1,
      asked: [...numbers('asked')],
      verdict: verdictIn(outputs),
      likeliest: (place) =>
        Array.from({ length: rivals }, (_, at) => ({
          token: others[place * rivals + at] ?? -1,
          chance: chances[place * rivals + at] ?? NaN,
        })).filter(({ token }) => token >= 0),
    },
  ];
}

/** Scores that are none came up while it was written. */
export function isDegenerate({ tokens }: Written): boolean {
  return tokens.includes(-1);
}

/** Where two texts part: the first token that is not the same in both, the end of one counted; null: nowhere. */
export function partingOf(left: Written, right: Written): number | null {
  const length = Math.max(left.tokens.length, right.tokens.length);
  for (let place = 0; place < length; place += 1)
    if (left.tokens[place] !== right.tokens[place]) return place;
  return null;
}

/** Whether tokens of both mean the same: the prompt is cut alike, and no token is written in two ways. */
export function isOneVocabulary(left: Written, right: Written): boolean {
  if (left.asked.join() !== right.asked.join()) return false;
  const known = new Map(left.tokens.map((token, place) => [token, left.pieces[place]]));
  return right.tokens.every((token, place) => (known.get(token) ?? right.pieces[place]) === right.pieces[place]);
} // prettier-ignore

/** How far baseline's choice was ahead of its runner-up, 0…1; null where there is no place. */
export function marginAt({ likeliest }: Written, place: number): number | null {
  const [first, second] = likeliest(place);
  return first === undefined || second === undefined ? null : first.chance - second.chance;
}

/** The longest run that is looked for, how often it must be there, and how many tokens that must be. */
const loop = { longest: 16, times: 4, tokens: 12 };

/** Whether a text ends in a loop: one run of at most 16 tokens at least four times in a row, 12 tokens or more. */
export function isLooping(tokens: readonly number[]): boolean {
  for (let run = 1; run <= loop.longest; run += 1) {
    const total = run * Math.max(loop.times, Math.ceil(loop.tokens / run));
    const last = tokens.slice(-total);
    if (last.length === total && last.every((token, at) => at < run || token === last[at - run])) return true;
  }
  return false;
}
