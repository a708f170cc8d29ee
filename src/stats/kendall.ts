/**
 * Kendall's τ-b of two lists of equal length, O(n log n) by counting the swaps of a merge sort (Knight 1966). 1: the
 * same order, −1: the opposite; NaN where a list is shorter than two, has NaN, or is the same value throughout.
 */
export function kendallTauB(left: ArrayLike<number>, right: ArrayLike<number>): number {
  const n = left.length;
  const a = Float64Array.from(left);
  const b = Float64Array.from(right);
  if (n !== right.length || a.some(Number.isNaN) || b.some(Number.isNaN)) return NaN;
  const order = Array.from(a.keys()).sort((one, other) => compare(a, one, other) || compare(b, one, other));
  const pairs = (n * (n - 1)) / 2;
  const tiedLeft = tied(order, (one, other) => compare(a, one, other) === 0);
  const tiedBoth = tied(order, (one, other) => compare(a, one, other) === 0 && compare(b, one, other) === 0);
  const sorted = Float64Array.from(order, (at) => b[at] ?? NaN);
  const swaps = sortCounting(sorted);
  const tiedRight = tied(Array.from(sorted.keys()), (one, other) => sorted[one] === sorted[other]);
  const concordant = pairs - tiedLeft - tiedRight + tiedBoth - 2 * swaps;
  const scale = Math.sqrt(pairs - tiedLeft) * Math.sqrt(pairs - tiedRight);
  return scale > 0 ? concordant / scale : NaN;
}

function compare(values: Float64Array, one: number, other: number): number {
  const left = values[one] ?? NaN;
  const right = values[other] ?? NaN;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Pairs that are equal, where equal ones stand together. */
function tied(order: readonly number[], same: (one: number, other: number) => boolean): number {
  let pairs = 0;
  let run = 0;
  order.forEach((at, place) => {
    run = place > 0 && same(order[place - 1] ?? 0, at) ? run + 1 : 0;
    pairs += run;
  });
  return pairs;
}

/** Sorts in place and counts the pairs that were the wrong way round. */
function sortCounting(values: Float64Array): number {
  const spare = new Float64Array(values.length);
  let swaps = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let from = 0; from < values.length; from += 2 * width) {
      swaps += merge(values, spare, {
        from,
        middle: from + width,
        to: Math.min(from + 2 * width, values.length),
      });
    }
    values.set(spare);
  }
  return swaps;
}

function merge(
  values: Float64Array,
  into: Float64Array,
  { from, middle, to }: { from: number; middle: number; to: number },
): number {
  let [left, right, swaps] = [from, middle, 0];
  for (let at = from; at < to; at += 1) {
    const takeRight = left >= middle || (right < to && (values[right] ?? 0) < (values[left] ?? 0));
    if (takeRight) swaps += Math.max(0, Math.min(middle, to) - left);
    into[at] = values[takeRight ? right++ : left++] ?? NaN;
  }
  return swaps;
}
