import { binomialCdf, binomialSf } from './binomial.js';
import { isCount } from './counts.js';

/**
 * Exact two-sided McNemar p of `lost` right→wrong against `won` wrong→right; 1 when nothing changed, NaN for
 * what is no count.
 */
export function mcnemarExact(lost: number, won: number): number {
  if (!isCount(lost) || !isCount(won)) return NaN;
  return Math.min(1, 2 * binomialCdf(Math.min(lost, won), lost + won, 0.5));
}

/**
 * Two-sided mid-p McNemar (Fagerland, Lydersen, Laake 2013): the exact p less the probability of the observed
 * split, half of it when both sides are equal; 1 when nothing changed. Shown, never decides.
 */
export function mcnemarMidP(lost: number, won: number): number {
  if (!isCount(lost) || !isCount(won)) return NaN;
  const changed = lost + won;
  if (changed === 0) return 1;
  const fewer = Math.min(lost, won);
  const point = binomialCdf(fewer, changed, 0.5) - binomialCdf(fewer - 1, changed, 0.5);
  return lost === won ? 1 - point / 2 : mcnemarExact(lost, won) - point;
}

/** Exact one-sided McNemar p of "more lost than won": P(B ≥ lost) for B ~ Binomial(lost + won, ½). */
export function mcnemarWorse(lost: number, won: number): number {
  return isCount(lost) && isCount(won) ? binomialSf(lost, lost + won, 0.5) : NaN;
}
