import { isCount } from './counts.js';

/**
 * Exact one-sided p of Fisher's test: P(X ≥ drawn) where `n` of `total` are drawn of which `marked` are marked. Terms
 * are ratios to the most likely one, summed from the smallest. NaN for what is no such table.
 */
export function hypergeometricSf(
  drawn: number,
  { total, marked, n }: { readonly total: number; readonly marked: number; readonly n: number },
): number {
  if (![drawn, total, marked, n].every(isCount) || marked > total || n > total) return NaN;
  const [least, most] = [Math.max(0, n + marked - total), Math.min(n, marked)];
  if (drawn <= least) return 1;
  if (drawn > most) return 0;
  const mode = Math.floor(((n + 1) * (marked + 1)) / (total + 2));
  const up = (x: number): number => ((marked - x) * (n - x)) / ((x + 1) * (total - marked - n + x + 1));
  const terms = new Float64Array(most - least + 1);
  terms[mode - least] = 1;
  for (let x = mode; x < most; x += 1) terms[x + 1 - least] = (terms[x - least] ?? NaN) * up(x);
  for (let x = mode; x > least; x -= 1) terms[x - 1 - least] = (terms[x - least] ?? NaN) / up(x - 1);
  const tail = sumOf(terms.slice(drawn - least));
  return Math.min(1, tail / (tail + sumOf(terms.slice(0, drawn - least))));
}

function sumOf(terms: Float64Array): number {
  return terms.sort().reduce((sum, term) => sum + term, 0);
}
