import type { Scene } from './scene.js';
import { differingScores, scoreShares, type Effect } from './effect.js';
import type { Draws } from './tally.js';

/** Scenes of the levels of each kind of noise, and what errors are counted from: nothing, or those at clean. */
export interface Corrupted {
  readonly families: readonly (readonly Scene[])[];
  readonly clean?: Scene;
}

/** Both models' errors over the levels of one kind of noise, each the mean of its levels. */
export interface Errors {
  readonly baseline: number;
  readonly compressed: number;
}

/**
 * A baseline that errs less than this share (on the mean of the levels) counts as if it erred so much: a ratio of errors
 * that hardly occur says nothing.
 */
export const leastError = 0.01;

/** Errors (1 − score) under one kind of noise, less those at clean where that is given; undefined where there is no score. */
export function errorsOf(
  levels: readonly Scene[],
  clean: Scene | undefined,
): ((draws?: Draws) => Errors) | undefined {
  const shares = levels.map(scoreShares);
  const from = clean === undefined ? undefined : scoreShares(clean);
  if (levels.length === 0 || shares.includes(undefined) || (clean && !from)) return undefined;
  return (draws) => {
    const each = shares.map((share) => wrong(share?.(draws)));
    const start = from === undefined ? { baseline: 0, compressed: 0 } : wrong(from(draws));
    const mean = (arm: keyof Errors): number =>
      each.reduce((sum, errors) => sum + errors[arm], 0) / each.length - start[arm];
    return { baseline: mean('baseline'), compressed: mean('compressed') };
  };
}

function wrong(shares: { left: number; right: number; n: number } | undefined): Errors {
  const { left, right, n } = shares ?? { left: NaN, right: NaN, n: NaN };
  return { baseline: (n - left) / n, compressed: (n - right) / n };
}

/** Compressed's errors in baseline's, at least `leastError` of them. 1 is no change (Hendrycks and Dietterich 2019, with this baseline for theirs). */
export function errorRatio({ baseline, compressed }: Errors): number {
  return compressed / (baseline < leastError ? leastError : baseline);
}

/** The mean over kinds of noise of the ratio of errors. */
export function corruptionEffect({ families, clean }: Corrupted): Effect | undefined {
  const errors = families.map((levels) => errorsOf(levels, clean));
  const [first] = families.flat();
  if (first === undefined || errors.includes(undefined)) return undefined;
  const harm = (draws?: Draws): number =>
    errors.reduce((sum, each) => sum + (each === undefined ? NaN : errorRatio(each(draws))), 0) /
    errors.length;
  const scenes = [...families.flat(), ...(clean === undefined ? [] : [clean])];
  const differing = (): number => new Set(scenes.flatMap((scene) => [...differingScores(scene)])).size;
  const n = families.flat().reduce((sum, scene) => sum + scene.n, 0);
  return { form: 'value', n, resampled: { units: first.units, harm, differing, reach: () => undefined } };
}
