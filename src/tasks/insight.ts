import type { Insight } from '../core/task.js';
import type { Guess } from './guess.js';

/** What can be asked of a guess beyond its answer. */
export function guessInsight(confidentAt: number): Insight<Guess> {
  return {
    margin: ({ logP, top5 }) => {
      const [first, second] = [top5?.[0], top5?.[1]].map((label) => logP?.[label ?? -1]);
      return first === undefined || second === undefined ? null : Math.exp(first) - Math.exp(second);
    },
    isSure: ({ confidence }) => confidence !== null && confidence >= confidentAt,
    support: ({ logQ }, chosen) => {
      const support = logQ?.[chosen.label];
      return support === undefined || !Number.isFinite(support) ? null : support;
    },
  };
}
