/**
 * Spearman's rank correlation: Pearson's of the ranks, ties sharing their mean rank. NaN where a side is constant or
 * holds a NaN.
 */
export function spearman(left: ArrayLike<number>, right: ArrayLike<number>): number {
  if (left.length !== right.length) throw new Error(`${left.length} values against ${right.length}`);
  const [x, y] = [ranks(left), ranks(right)];
  const mean = (x.length + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let at = 0; at < x.length; at += 1) {
    const dx = (x[at] ?? NaN) - mean;
    const dy = (y[at] ?? NaN) - mean;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : NaN;
}

/** Ranks from 1; equal values share the mean of theirs. All NaN where one value is. */
function ranks(values: ArrayLike<number>): Float64Array {
  const all = Array.from(values);
  const ranked = new Float64Array(all.length);
  if (all.some((value) => Number.isNaN(value))) return ranked.fill(NaN);
  const order = [...all.keys()].sort((one, other) => (all[one] ?? 0) - (all[other] ?? 0));
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && all[order[to] ?? 0] === all[order[from] ?? 0]) to += 1;
    for (const at of order.slice(from, to)) ranked[at] = (from + to + 1) / 2;
    from = to;
  }
  return ranked;
}
