import type { LimitKind, Measure } from '../core/task.js';
import { pairShare, rate } from './measures.js';

/** What became of one answer between two arms; the flips are null where there is no label. */
export type Flips = {
  readonly changed: boolean;
  readonly negative: boolean | null;
  readonly positive: boolean | null;
  /** Changed, yet neither lost nor won. */
  readonly other: boolean | null;
};

/** The flips of a pair of which it is known whether the answer changed and which arm was right (methods §1.2). */
export function flips(changed: boolean, left: boolean | null, right: boolean | null): Flips {
  if (left === null || right === null) return { changed, negative: null, positive: null, other: null };
  return { changed, negative: left && !right, positive: !left && right, other: changed && left === right };
}

/** Rates that every kind with answers has; higher `positive-flips` are better, all others worse. */
export const flipMeasures: { readonly [name: string]: Measure } = {
  disagreement: rate<Flips>(pairShare, (pair) => pair.changed),
  'negative-flips': rate<Flips>(pairShare, (pair) => pair.negative),
  'positive-flips': rate<Flips>({ ...pairShare, better: 'higher' }, (pair) => pair.positive),
  'other-flips': rate<Flips>(pairShare, (pair) => pair.other),
};

/** Limits that every kind with answers, a rightness and a score in 0…1 has. */
export const commonLimits: { readonly [name: string]: LimitKind } = {
  disagreement: { unit: 'share', labels: false, judge: { by: 'rate', measure: 'disagreement' } },
  'negative-flips': { unit: 'share', labels: true, judge: { by: 'rate', measure: 'negative-flips' } },
  'score-drop': { unit: 'points', labels: true, judge: { by: 'loss', measure: 'score' } },
  error: { unit: 'share', labels: true, judge: { by: 'error' } },
  'robustness-gap': { unit: 'points', labels: true, judge: { by: 'gap' } },
};

/** 1 − CKA between inner tensors: whether both models compute alike, whatever they answer. */
export const similarityLimit: { readonly [name: string]: LimitKind } = {
  'similarity-loss': { unit: 'number', labels: false, judge: { by: 'study', finds: 'similarity' } },
};

/** 1 − rank correlation of what hiding each part of an input does to both models. */
export const attributionLimit: { readonly [name: string]: LimitKind } = {
  'attribution-loss': { unit: 'number', labels: false, judge: { by: 'study', finds: 'attribution' } },
};

/** Those of a kind whose answers are neither right nor wrong, and have a score in 0…1 all the same. */
export const scoreLimits: { readonly [name: string]: LimitKind } = Object.fromEntries(
  Object.entries(commonLimits).filter(([name]) => name !== 'negative-flips'),
);

/**
 * Sorts evidence, larger first: an answer that is none 4; lost right answers 2…3; all others 0…1. `weight` (0…1)
 * is the kind's own order within.
 */
export function severity(pair: { degenerate: boolean; negative: boolean | null; weight: number }): number {
  if (pair.degenerate) return 4;
  const weight = Math.min(1, Math.max(0, Number.isNaN(pair.weight) ? 1 : pair.weight));
  return pair.negative === true ? 2 + weight : weight;
}
