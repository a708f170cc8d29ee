/**
 * Holm's (1979) step-down adjusted p-values, in the order of the input. A p that is none (NaN, or outside 0…1)
 * stays NaN and counts as one more test without evidence.
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((p, index) => ({ p: isProbability(p) ? p : 1, index }));
  order.sort((left, right) => left.p - right.p);
  const adjusted = pValues.map(() => NaN);
  let largest = 0;
  for (const [rank, { p, index }] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * p));
    if (isProbability(pValues[index])) adjusted[index] = largest;
  }
  return adjusted;
}

function isProbability(p: number | undefined): boolean {
  return p !== undefined && p >= 0 && p <= 1;
}
