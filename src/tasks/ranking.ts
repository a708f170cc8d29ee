/** How well a ranking does with `relevant` among it, best first; `k` is the depth that counts. */
export interface Ranked {
  /** Share of the relevant ones among the first k. */
  readonly recall: number;
  /** 1 ÷ the rank of the first relevant one, wherever it is. */
  readonly reciprocal: number;
  /** Discounted gain of the first k, of the most there could be; a relevant one gains 1. */
  readonly ndcg: number;
  readonly first: boolean;
}

export function rankedBy<T>(order: readonly T[], relevant: ReadonlySet<T>, k: number): Ranked {
  const hits = order.slice(0, k).map((item) => relevant.has(item));
  const place = order.findIndex((item) => relevant.has(item));
  const gain = (gains: readonly boolean[]): number =>
    gains.reduce((sum, hit, at) => (hit ? sum + 1 / Math.log2(at + 2) : sum), 0);
  const ideal = Array.from({ length: Math.min(k, relevant.size) }, () => true);
  return {
    recall: hits.filter(Boolean).length / relevant.size,
    reciprocal: place < 0 ? 0 : 1 / (place + 1),
    ndcg: gain(hits) / gain(ideal),
    first: hits[0] === true,
  };
}
