import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import { alphaOf } from './confidence.js';
import { isCount } from './counts.js';

/**
 * One-sided exact upper bound of a share after k of n, at `confidence` (Clopper and Pearson 1934); 1 when n is 0,
 * NaN for counts that can't be. It is at most τ exactly when P(X ≤ k; n, τ) ≤ 1 − confidence.
 */
export function upperBound(k: number, n: number, confidence: number): number {
  const alpha = alphaOf(confidence);
  if (!isShare(k, n) || Number.isNaN(alpha)) return NaN;
  if (k === n) return 1;
  return k === 0 ? -Math.expm1(Math.log(alpha) / n) : betaQuantile(confidence, k + 1, n - k);
}

/** One-sided exact lower bound of a share after k of n, at `confidence`; 0 when n is 0, NaN as above. */
export function lowerBound(k: number, n: number, confidence: number): number {
  const alpha = alphaOf(confidence);
  if (!isShare(k, n) || Number.isNaN(alpha)) return NaN;
  if (k === 0) return 0;
  return k === n ? Math.exp(Math.log(alpha) / n) : betaQuantile(alpha, k, n - k + 1);
}

function isShare(k: number, n: number): boolean {
  return isCount(k) && isCount(n) && k <= n;
}
