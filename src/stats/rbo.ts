/** How much a rank counts: the next one counts so many times as much (Webber, Moffat, Zobel 2010). */
const persistence = 0.9;

/**
 * Rank-biased overlap of two lists of equal depth k without repeats, extrapolated: A_k·p^k + (1−p)/p · Σ A_d·p^d with
 * A_d the share that the first d have in common. 1 for equal lists, 0 for lists with nothing in common.
 */
export function rbo<T>(left: readonly T[], right: readonly T[]): number {
  const [ours, theirs] = [new Set<T>(), new Set<T>()];
  let [common, sum, weight, agreement] = [0, 0, 1, NaN];
  left.forEach((one, place) => {
    const other = right[place];
    ours.add(one);
    if (other !== undefined) theirs.add(other);
    common = [...ours].filter((item) => theirs.has(item)).length;
    weight *= persistence;
    agreement = common / (place + 1);
    sum += agreement * weight;
  });
  return agreement * weight + ((1 - persistence) / persistence) * sum;
}
