import { alphaOf } from './confidence.js';
import { isCount } from './counts.js';
import { normalCdf } from './normal.js';

/** Paired right/wrong: right→wrong and wrong→right among n samples. Harm is d = (lost − won) / n. */
export interface Flips {
  readonly lost: number;
  readonly won: number;
  readonly n: number;
}

/**
 * Score bounds of the paired difference d (Tango 1998), each one-sided at `confidence`; −1 and 1 when n is 0,
 * NaN for counts that can't be.
 */
export function tangoBounds(question: Flips & { readonly confidence: number }): {
  lower: number;
  upper: number;
} {
  const alpha = alphaOf(question.confidence);
  return { lower: -upperEnd(mirrored(question), alpha), upper: upperEnd(question, alpha) };
}

/** One-sided score-test p of H0: d ≤ delta; small is evidence that the harm exceeds delta. */
export function tangoExceeds(question: Flips & { readonly delta: number }): number {
  if (!isPossible(question) || !(question.delta > -1)) return NaN;
  if (question.n === 0 || question.delta >= 1) return 1;
  return normalCdf(-score(question, question.delta));
}

/** One-sided score-test p of H0: d ≥ delta; small is evidence that the harm stays below delta. */
export function tangoWithin(question: Flips & { readonly delta: number }): number {
  if (!isPossible(question) || !(question.delta > -1)) return NaN;
  if (question.delta >= 1) return 0;
  return question.n === 0 ? 1 : normalCdf(score(question, question.delta));
}

/** The smallest delta up to 1 that the score test rejects from above: the score falls as delta grows. */
function upperEnd(flips: Flips, alpha: number): number {
  if (!isPossible(flips) || Number.isNaN(alpha)) return NaN;
  if (flips.n === 0) return 1;
  let kept = (flips.lost - flips.won) / flips.n;
  let rejected = 1;
  for (;;) {
    const middle = kept + (rejected - kept) / 2;
    if (!(middle > kept && middle < rejected)) return rejected;
    if (normalCdf(score(flips, middle)) <= alpha) rejected = middle;
    else kept = middle;
  }
}

/** Tango's Z for d = delta: the excess over its standard error under the constrained likelihood. */
function score(flips: Flips, delta: number): number {
  if (delta < 0) return -score(mirrored(flips), -delta);
  const excess = flips.lost - flips.won - flips.n * delta;
  if (excess === 0) return 0;
  return excess / Math.sqrt(flips.n * (2 * constrainedWon(flips, delta) + delta * (1 - delta)));
}

/**
 * Most likely share of won samples given d = delta ≥ 0: the larger root of 2n·q² + b·q + c, taken in the form
 * that subtracts nothing.
 */
function constrainedWon({ lost, won, n }: Flips, delta: number): number {
  const b = (2 * n - lost + won) * delta - lost - won;
  const c = -won * delta * (1 - delta);
  const root = Math.sqrt(b * b - 8 * n * c);
  return b > 0 ? (-2 * c) / (root + b) : (root - b) / (4 * n);
}

function mirrored({ lost, won, n }: Flips): Flips {
  return { lost: won, won: lost, n };
}

function isPossible({ lost, won, n }: Flips): boolean {
  return isCount(lost) && isCount(won) && isCount(n) && lost + won <= n;
}
