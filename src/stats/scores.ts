/** What a row of scores says: its largest, the first on ties, and the logarithm of the sum of all exponentials. */
export interface ScoreRow {
  /** −1 for a row that is no answer: NaN or +Infinity in it, or nothing but −Infinity. */
  readonly best: number;
  readonly logSum: number;
}

/** Reads `length` scores (logits) from `offset`; the natural log-probability of one is itself minus `logSum`. */
export function readScores(scores: ArrayLike<number>, offset: number, length: number): ScoreRow {
  let best = -1;
  let highest = -Infinity;
  for (let at = 0; at < length; at += 1) {
    const score = scores[offset + at] ?? NaN;
    if (!(score < Infinity)) return { best: -1, logSum: NaN };
    if (score > highest) {
      highest = score;
      best = at;
    }
  }
  if (best < 0) return { best, logSum: NaN };
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum += Math.exp((scores[offset + at] ?? NaN) - highest);
  return { best, logSum: highest + Math.log(sum) };
}

/** Positions of the `k` largest scores, largest first, the first on ties; for few of many, once for every token. */
export function topOf(scores: ArrayLike<number>, k: number): readonly number[] {
  const top: number[] = [];
  let least = -Infinity;
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] ?? NaN;
    if (top.length === k && !(score > least)) continue;
    let place = Math.min(top.length, k - 1);
    for (; place > 0 && score > (scores[top[place - 1] ?? 0] ?? NaN); place -= 1)
      top[place] = top[place - 1] ?? 0;
    top[place] = at;
    least = scores[top[top.length - 1] ?? 0] ?? NaN;
  }
  return top;
}

/** One of two distributions given by scores: where its row begins, and its `logSum`. */
export interface Scored {
  readonly scores: ArrayLike<number>;
  readonly offset: number;
  readonly logSum: number;
}

/** KL(left ‖ right) in nats of two rows of `length` scores; at least 0, Infinity where right rules out what left does not. */
export function klOfScores(left: Scored, right: Scored, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at += 1) {
    const log = (left.scores[left.offset + at] ?? NaN) - left.logSum;
    const p = Math.exp(log);
    if (p !== 0) sum += p * (log - (right.scores[right.offset + at] ?? NaN) + right.logSum);
  }
  const isNone = Number.isNaN(sum) || Number.isNaN(right.logSum);
  return isNone ? NaN : Math.max(0, sum);
}
