import type { Fraction } from '../core/fraction.js';
import { binomialCdf, binomialSf } from './binomial.js';
import { alphaOf } from './confidence.js';
import { firstWhere } from './search.js';

/** A limit on a share, decided by exact binomial tails with errors of at most 1 − confidence on either side. */
export interface Rule {
  readonly limit: Fraction;
  readonly confidence: number;
}

/** No data set is longer: a question that needs more samples is not settled by samples. */
const MOST_SAMPLES = 1e9;

/** The largest count in n samples that is evidence of a share within the limit; −1 when not even 0 is. */
export function passCount(question: Rule & { readonly n: number }): number {
  const limit = shareOf(question.limit);
  if (limit >= 1) return question.n;
  const alpha = alphaOf(question.confidence);
  return firstWhere(0, question.n, (k) => !(binomialCdf(k, question.n, limit) <= alpha)) - 1;
}

/** The smallest count in n samples that is evidence of a share above the limit; n + 1 when not even n is. */
export function failCount(question: Rule & { readonly n: number }): number {
  const limit = shareOf(question.limit);
  const alpha = alphaOf(question.confidence);
  return firstWhere(0, question.n, (k) => binomialSf(k, question.n, limit) <= alpha);
}

/**
 * About how many samples settle the limit, either way, if the share stays at `rate`: the counts are whole, so a
 * slightly smaller number may do too. Infinity when the rate is the limit or it takes more than 10⁹.
 */
export function samplesToSettle(question: Rule & { readonly rate: number }): number {
  const { rate } = question;
  const limit = shareOf(question.limit);
  const alpha = alphaOf(question.confidence);
  if (!(rate >= 0 && rate <= 1 && limit >= 0) || Number.isNaN(alpha)) return NaN;
  if (rate === limit) return Infinity;
  const n = rate < limit ? samplesToPass(limit, rate, alpha) : samplesToFail(limit, rate, alpha);
  return n <= MOST_SAMPLES ? n : Infinity;
}

/** With k events the best n is the last before the next event is due, so k is sought first, then n. */
function samplesToPass(limit: number, rate: number, alpha: number): number {
  const passes = (k: number, n: number): boolean => binomialCdf(k, n, limit) <= alpha;
  if (rate === 0) return firstWhere(1, MOST_SAMPLES, (n) => passes(0, n));
  const mostEvents = Math.floor(MOST_SAMPLES * rate);
  const events = firstWhere(1, mostEvents, (k) => passes(k, Math.floor(k / rate)));
  if (events > mostEvents) return Infinity;
  const earliest = Math.floor((events - 1) / rate) + 1;
  return firstWhere(earliest, Math.floor(events / rate), (n) => passes(events, n));
}

/** With k events the best n is the one at which the k-th is due. */
function samplesToFail(limit: number, rate: number, alpha: number): number {
  const mostEvents = Math.floor(MOST_SAMPLES * rate);
  const settles = (k: number): boolean => binomialSf(k, Math.ceil(k / rate), limit) <= alpha;
  return Math.ceil(firstWhere(1, mostEvents, settles) / rate);
}

function shareOf(limit: Fraction): number {
  return limit.numerator / limit.denominator;
}
