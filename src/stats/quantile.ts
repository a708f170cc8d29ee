/**
 * The q-quantile of ascending values, interpolated linearly (Hyndman and Fan 1996, type 7; numpy's default).
 * NaN when there are no values, when q is not in 0…1, or when the last value, where sorting puts it, is NaN.
 */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const last = sorted.length - 1;
  if (last < 0 || !(q >= 0 && q <= 1) || Number.isNaN(sorted[last])) return NaN;
  const position = q * last;
  const below = Math.floor(position);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.min(below + 1, last)] ?? NaN;
  return between(low, high, position - below);
}

function between(low: number, high: number, share: number): number {
  if (low === high || share === 0) return low;
  const step = high - low;
  if (!Number.isFinite(step)) return low * (1 - share) + high * share;
  return share < 0.5 ? low + step * share : high - step * (1 - share);
}
