import type { Config } from '../core/folder.js';
import { logSoftmax } from '../stats/divergence.js';
import { idIn } from './whisper-prompt.js';

/** The tokens of Whisper that are times: all from the first one on, 20 ms apart. */
export interface Times {
  readonly first: number;
  /** The first token of those behind which no text stands: the end of a text, and all other special ones. */
  readonly end: number;
  /** How far into a window the first time may be; undefined: anywhere. */
  readonly latest: number | undefined;
}

/** undefined: the model has no times. */
export function timesOf(generation: Config, end: number): Times | undefined {
  const without = idIn(generation, 'no_timestamps_token_id');
  if (without === undefined) return undefined;
  return { first: without + 1, end, latest: idIn(generation, 'max_initial_timestamp_index') };
}

/**
 * Takes scores away as Whisper's rules of times want it (Radford et al. 2022, 4.5; transformers 4.55): a text begins with
 * a time, times stand in pairs but at the end, they never go back, and where all times together are likelier than any
 * other token, the next one is a time. `begin` is the number of tokens before the first that is chosen.
 */
export function keepTimes({ first, end, latest }: Times, begin: number): (row: Float64Array, ids: readonly number[]) => void {
  return (row, ids) => {
    const said = ids.slice(begin);
    row[first - 1] = -Infinity;
    const wasTime = (said.at(-1) ?? -1) >= first;
    const wasTimeBefore = said.length < 2 || (said.at(-2) ?? -1) >= first;
    if (wasTime) row.fill(-Infinity, wasTimeBefore ? first : 0, wasTimeBefore ? row.length : end);
    const last = said.findLast((id) => id >= first);
    if (last !== undefined) row.fill(-Infinity, first, wasTime && !wasTimeBefore ? last : last + 1);
    if (said.length === 0) {
      row.fill(-Infinity, 0, first);
      if (latest !== undefined) row.fill(-Infinity, first + latest + 1);
    }
    if (isTimeDue(row, first)) row.fill(-Infinity, 0, first);
  };
} // prettier-ignore

function isTimeDue(row: Float64Array, first: number): boolean {
  const logs = logSoftmax(row, 0, row.length);
  let [times, text] = [0, -Infinity];
  for (let at = 0; at < row.length; at += 1) {
    const log = logs[at] ?? NaN;
    if (at >= first) times += Math.exp(log);
    else if (log > text) text = log;
  }
  return Math.log(times) > text;
}

/** What is kept of the tokens of one window, and how many of its `frames` of sound they are about. */
export interface Kept {
  readonly tokens: readonly number[];
  readonly frames: number;
}

/** Frames of sound for one step of time. */
const stride = 2;

/**
 * Where two times follow each other, a piece has ended: what is behind the last such pair is heard again with what
 * follows, unless a single time at the end says that there is nothing more.
 */
export function settled(tokens: readonly number[], frames: number, { first }: Pick<Times, 'first'>): Kept {
  const isTime = (at: number): boolean => (tokens.at(at) ?? -1) >= first;
  const pair = tokens.findLastIndex((_, at) => at > 0 && isTime(at) && isTime(at - 1));
  const isSingle = tokens.length > 1 && isTime(-1) && !isTime(-2);
  if (pair < 0 || isSingle) return { tokens, frames };
  return { tokens: tokens.slice(0, pair + 1), frames: ((tokens[pair - 1] ?? NaN) - first) * stride };
}
