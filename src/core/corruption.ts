import type { LimitKind, LimitName } from './task.js';

/** A limit over all noise levels of a task. */
export interface CorruptionLimit {
  readonly judge: Extract<LimitKind['judge'], { by: 'corruption' }>;
  /** Of the mean over the kinds of noise; else of each. */
  readonly mean: boolean;
  readonly about: string;
}

/** What a task may bound over its noise levels (Hendrycks and Dietterich 2019; errors in those of the baseline). All are ratios. */
export const corruptionLimits: ReadonlyMap<LimitName, CorruptionLimit> = new Map([
  ['corruption-error', limit(false, false, 'For each kind of noise: the compressed model’s errors over its levels, in the baseline’s. 1 is no change.')],
  ['relative-corruption-error', limit(true, false, 'For each kind of noise: what it adds to the compressed model’s errors at clean, in what it adds to the baseline’s.')],
  ['mean-corruption-error', limit(false, true, 'The mean of `corruption-error` over the kinds of noise.')],
  ['mean-relative-corruption-error', limit(true, true, 'The mean of `relative-corruption-error` over the kinds of noise.')],
]); // prettier-ignore

function limit(relative: boolean, mean: boolean, about: string): CorruptionLimit {
  return { judge: { by: 'corruption', relative }, mean, about };
}
