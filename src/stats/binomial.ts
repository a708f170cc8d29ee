import cdf from '@stdlib/stats-base-dists-binomial-cdf';
import { isCount } from './counts.js';

/** P(X ≤ k) for X ~ Binomial(n, p), k any integer; NaN when n is no count or p no probability. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (!isCount(n) || !Number.isSafeInteger(k) || !(p >= 0 && p <= 1)) return NaN;
  if (k < 0) return 0;
  if (k >= n || p === 0) return 1;
  return p === 1 ? 0 : cdf(k, n, p);
}

/**
 * P(X ≥ k) for X ~ Binomial(n, p), as the lower tail of the misses: nothing is subtracted from 1, so small
 * tails keep their digits.
 */
export function binomialSf(k: number, n: number, p: number): number {
  return binomialCdf(n - k, n, 1 - p);
}
