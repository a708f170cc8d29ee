import { logSoftmax } from '../stats/divergence.js';
import type { Choosing } from './choosing.js';
import { type Decoded, type Decoder, nothingDecoded } from './decoder.js';
import { isNoAnswer } from './outputs.js';

/** The tokens that a model chooses after the first ones, an end included; null where its scores were none. */
export type Chosen = readonly number[] | null;

/** Greedy, or with more than one beam the best of a beam search. */
export function choose(decoder: Decoder, choosing: Choosing): Promise<Chosen> {
  return choosing.beams > 1 ? searched(decoder, choosing) : greedy(decoder, choosing);
}

/** Always the token with the highest score, the first one on ties. */
async function greedy(decoder: Decoder, { start, ends, most, bound }: Choosing): Promise<Chosen> {
  let [at, fed]: [Decoded, readonly number[]] = [nothingDecoded, start];
  for (;;) {
    const { scores, to } = await decoder.run(at, fed);
    const row = scores.at(scores.count - 1);
    if (isNoAnswer(row)) return null;
    bound(row, to.ids);
    const next = highest(row);
    if (ends.includes(next) || to.ids.length + 1 >= most) return [...to.ids.slice(start.length), next];
    [at, fed] = [to, [next]];
  }
}

function highest(row: Float64Array): number {
  let best = 0;
  for (let at = 1; at < row.length; at += 1) if ((row[at] ?? NaN) > (row[best] ?? NaN)) best = at;
  return best;
}

/** A text that goes on: what was chosen, its log-probability, and where the decoder stands. */
interface Beam {
  readonly fed: readonly number[];
  readonly score: number;
  readonly at: Decoded;
}

interface Next extends Beam {
  readonly ids: readonly number[];
  readonly ended: boolean;
}

interface Ended {
  readonly ids: readonly number[];
  readonly score: number;
}

/**
 * Beam search as transformers 4.55 does it: of all continuations the best few are looked at; those of the first `beams`
 * that end are kept with their score ÷ lengthᵖ, the best that do not end go on.
 */
async function searched(decoder: Decoder, choosing: Choosing): Promise<Chosen> {
  const { start, ends, beams, most, lengthPenalty, stop } = choosing;
  const looked = Math.max(2, 1 + ends.length) * beams;
  let running: readonly Beam[] = [{ fed: start, score: 0, at: nothingDecoded }];
  let ended: readonly Ended[] = [];
  for (let length = start.length + 1; ; length += 1) {
    const found = await continued(decoder, running, { choosing, looked });
    if (found === null) return null;
    const scale = power(length - start.length, lengthPenalty);
    const isFull = ended.length === beams;
    const fresh = stop === true && isFull ? [] : found.slice(0, beams).filter(({ ended: isEnd }) => isEnd);
    ended = [...ended, ...fresh.map(({ ids, score }) => ({ ids, score: score / scale }))]
      .sort((one, other) => other.score - one.score)
      .slice(0, beams);
    running = found.filter(({ ended: isEnd }) => !isEnd).slice(0, beams);
    const [first] = running;
    const farthest =
      stop === 'never' && lengthPenalty > 0 ? power(most - start.length, lengthPenalty) : scale;
    const worst = ended.length === beams ? (ended.at(-1)?.score ?? NaN) : -Infinity;
    const mayImprove = first !== undefined && first.score / farthest > worst;
    if (!mayImprove || (stop === true && ended.length === beams)) break;
  }
  return ended[0]?.ids.slice(start.length) ?? null;
}

/** The best continuations of all beams, best first. */
async function continued(
  decoder: Decoder,
  running: readonly Beam[],
  { choosing, looked }: { readonly choosing: Choosing; readonly looked: number },
): Promise<readonly Next[] | null> {
  const { ends, most, bound } = choosing;
  const all: Next[] = [];
  for (const beam of running) {
    const { scores, to } = await decoder.run(beam.at, beam.fed);
    const row = scores.at(scores.count - 1);
    if (isNoAnswer(row)) return null;
    const logs = Float64Array.from(logSoftmax(row, 0, row.length));
    bound(logs, to.ids);
    for (const token of bestOf(logs, looked)) {
      const ids = [...to.ids, token];
      const isEnd = ends.includes(token) || ids.length >= most;
      all.push({ ids, fed: [token], at: to, score: beam.score + (logs[token] ?? NaN), ended: isEnd });
    }
  }
  return all.sort((one, other) => other.score - one.score).slice(0, looked);
}

/** Tokens by their scores, best first, without those that may not follow. */
function bestOf(logs: Float64Array, count: number): readonly number[] {
  const sorted = [...logs.keys()].filter((token) => (logs[token] ?? NaN) > -Infinity);
  return sorted.sort((one, other) => (logs[other] ?? NaN) - (logs[one] ?? NaN)).slice(0, count);
}

/** length ^ exponent; exact for 0 and 1. */
function power(length: number, exponent: number): number {
  if (exponent === 0) return 1;
  return exponent === 1 ? length : Math.exp(exponent * Math.log(length));
}
