import type { Measure, WholeRow } from '../core/task.js';
import { quantile } from '../stats/quantile.js';
import { flipMeasures, type Flips } from './flips.js';
import { type About, armShare, pairShare, rate, sums, whole } from './measures.js';

/** One arm on one text: tokens, those that it would have written itself, and what they cost it in nats. */
export type TextKept = {
  readonly tokens: number;
  readonly right: number;
  /** null: for an answer that is none. */
  readonly surprise: number | null;
  /** UTF-8 bytes that the tokens spell; null where they don't spell the text. */
  readonly bytes: number | null;
};

/** Two arms on one text, token by token; by its cost alone where they cut it in two ways: then what is about tokens is null. */
export type TextPair = Flips & {
  readonly byText: boolean;
  /** Of the baseline. */
  readonly tokens: number;
  readonly tokensChanged: number | null;
  /** Compressed's surprise minus baseline's over the same text, nats; null for an answer that is none. */
  readonly dearer: number | null;
  /** UTF-8 bytes of that text; null where tokens don't spell it. */
  readonly bytes: number | null;
  /** KL(baseline ‖ compressed) at each token, nats; null where it is undefined. */
  readonly divergences: readonly (number | null)[] | null;
  /** Probability that compressed gives the token minus baseline's; null where it is undefined. */
  readonly shifts: readonly (number | null)[] | null;
};

const arm: About = { of: 'arm', better: 'lower', unit: 'nats' };
const pair: About = { of: 'pair', better: 'lower', unit: 'nats' };

/** Tokens, their sum, how many were infinite, how many undefined: totals stay finite. */
type Total = readonly number[];

function totalOf(values: readonly (number | null)[], count = values.length): Total {
  const known = values.filter((value) => value !== null);
  const finite = known.filter((value) => Number.isFinite(value));
  const infinite = known.filter((value) => value === Infinity).length;
  const sum = finite.reduce((total, value) => total + value, 0);
  return [count, sum, infinite, values.length - finite.length - infinite];
}

/** Infinity or NaN where a single token is, and never the mean of the others. */
function meanOf([count = NaN, sum = NaN, infinite = NaN, none = NaN]: Total): number {
  if (none !== 0) return NaN;
  return infinite === 0 ? sum / count : Infinity;
}

const cost = (kept: TextKept): Total => totalOf([kept.surprise], kept.tokens);
const dearer = (seen: TextPair): Total => totalOf([seen.dearer], seen.tokens);

const inBits = (nats: number | null, bytes: number | null): Total =>
  totalOf([nats === null || bytes === null ? null : nats / Math.LN2], bytes ?? 0);

/** What llama.cpp lists of divergences, and of changes in the probability of the token. */
const divergenceList = ['max', 99.9, 99, 95, 90, 50, 10, 5, 1, 'min'] as const;
const shiftList = ['max', 99.9, 99, 95, 90, 75, 50, 25, 10, 5, 1, 0.1, 'min'] as const;

type Rank = 'max' | 'min' | number;

/** Without tokens to compare there is no value, of this text and of all of them. */
const noTokens: readonly null[] = [null];
const divergenceRows = {
  of: ({ divergences }: TextPair) => (divergences ?? noTokens).map((value) => value ?? NaN),
};
const shiftRows = { of: ({ shifts }: TextPair) => (shifts ?? noTokens).map((value) => value ?? NaN) };

function ranked(about: About, rows: typeof shiftRows, rank: Rank): Measure {
  const q = rank === 'max' ? 1 : rank === 'min' ? 0 : rank / 100;
  return whole<TextPair>(about, rows, (samples, times) => quantile(sorted(samples, times), q));
}

/** All tokens of all texts in order, each as often as its text counts; a NaN among them makes all quantiles NaN. */
function sorted(samples: readonly WholeRow[], times?: ArrayLike<number>): Float64Array {
  const counts = samples.map((row, at) => row.length * (times?.[at] ?? 1));
  const all = new Float64Array(counts.reduce((sum, count) => sum + count, 0));
  let at = 0;
  for (const [index, row] of samples.entries()) {
    for (let time = 0; time < (times?.[index] ?? 1); time += 1) {
      all.set(row, at);
      at += row.length;
    }
  }
  return all.sort();
}

const listed = (
  name: string,
  list: readonly Rank[],
  { about, rows }: { readonly about: About; readonly rows: typeof shiftRows },
): [string, Measure][] =>
  list.map((rank) => [`${name}-${typeof rank === 'number' ? `p${rank}` : rank}`, ranked(about, rows, rank)]);

const shift: About = { of: 'pair', better: 'higher', unit: 'points' };

export const tokenMeasures: { readonly [name: string]: Measure } = {
  ...flipMeasures,
  'token-disagreement': sums<TextPair>(
    pairShare,
    ({ tokensChanged, tokens }) => [tokensChanged ?? 0, tokens, tokensChanged === null ? 1 : 0],
    ([changed = NaN, tokens = NaN, none = NaN]) => (none === 0 ? changed / tokens : NaN),
  ),
  'token-divergence': sums<TextPair>(pair, ({ divergences }) => totalOf(divergences ?? noTokens), meanOf),
  ...Object.fromEntries(listed('token-divergence', divergenceList, { about: pair, rows: divergenceRows })),
  'probability-shift': sums<TextPair>(shift, ({ shifts }) => totalOf(shifts ?? noTokens), meanOf),
  'probability-shift-rms': sums<TextPair>(
    { ...shift, better: 'lower' },
    ({ shifts }) => totalOf((shifts ?? noTokens).map((value) => (value === null ? null : value * value))),
    (total) => Math.sqrt(meanOf(total)),
  ),
  ...Object.fromEntries(listed('probability-shift', shiftList, { about: shift, rows: shiftRows })),
  'log-perplexity-ratio': sums<TextPair>(pair, dearer, meanOf),
  'perplexity-ratio': sums<TextPair>({ ...pair, unit: 'ratio' }, dearer, (total) => Math.exp(meanOf(total))),
  'bits-per-byte-change': sums<TextPair>(
    { ...pair, unit: 'number' },
    ({ dearer: nats, bytes }) => inBits(nats, bytes),
    meanOf,
  ),
  'compared-by-text': rate<TextPair>(pairShare, ({ byText }) => byText),
  nll: sums<TextKept>(arm, cost, meanOf),
  perplexity: sums<TextKept>({ ...arm, unit: 'number' }, cost, (total) => Math.exp(meanOf(total))),
  'bits-per-byte': sums<TextKept>(
    { ...arm, unit: 'number' },
    ({ surprise, bytes }) => inBits(surprise, bytes),
    meanOf,
  ),
  'token-accuracy': sums<TextKept>(
    armShare,
    ({ right, tokens }) => [right, tokens],
    ([right = NaN, tokens = NaN]) => right / tokens,
  ),
};
