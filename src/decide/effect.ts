import type { PlannedCheck } from '../core/plan.js';
import type { MeasureName, Task } from '../core/task.js';
import type { Scene } from './scene.js';
import type { Draws, SumTally } from './tally.js';

/** What a check is judged on. `harm` and counts are larger the worse compressed does. */
export type Effect =
  /** Samples out of n. */
  | { readonly form: 'count'; readonly count: number; readonly n: number; readonly resampled: Resampled }
  /** Samples lost minus samples won, out of n. */
  | {
      readonly form: 'difference';
      readonly lost: number;
      readonly won: number;
      readonly n: number;
      readonly resampled: Resampled;
    }
  /** A number that no single sample decides. */
  | { readonly form: 'value'; readonly n: number; readonly resampled: Resampled };

/** The same number as a function of drawn units, for the bootstrap. */
export interface Resampled {
  readonly units: number;
  /** Units in which the arms differ at all. */
  readonly differing: number;
  harm(draws?: Draws): number;
}

/** The scene a check looks at, and the clean one that a robustness gap starts from. */
export interface Sight {
  readonly scene: Scene;
  readonly clean: Scene | undefined;
}

/** The effect of a check; undefined where nothing was counted (no labels, no samples). */
export function effectOf(check: PlannedCheck, sight: Sight): Effect | undefined {
  const { judge } = check;
  const { scene } = sight;
  switch (judge.by) {
    case 'rate':
      return rateEffect(scene, judge.measure);
    case 'exceedance':
      return exceedanceEffect(scene, judge.measure, check.limit.value);
    case 'value':
      return valueEffect(scene, judge.measure);
    case 'error':
      return errorEffect(scene);
    case 'loss':
      return lossEffect(scene, judge.measure === 'score' ? scene.task.score : judge.measure);
    case 'gap':
      return gapEffect(sight);
  }
}

function rateEffect(scene: Scene, measure: MeasureName): Effect | undefined {
  const tally = scene.rates.get(measure);
  const { count, n } = tally?.get() ?? { count: 0, n: 0 };
  if (tally === undefined || n === 0) return undefined;
  const share = (draws?: Draws): number => {
    const drawn = tally.get(draws);
    return drawn.count / drawn.n;
  };
  return {
    form: 'count',
    count,
    n,
    resampled: { units: scene.units, differing: tally.differing(), harm: share },
  };
}

/** Samples above the limit's value; a value that is undefined counts as above. */
function exceedanceEffect(scene: Scene, measure: MeasureName, value: number): Effect | undefined {
  const column = scene.columns.get(measure)?.view();
  if (column === undefined || column.length === 0) return undefined;
  const count = column.reduce((sum, each) => sum + (each <= value ? 0 : 1), 0);
  const n = column.length;
  return { form: 'count', count, n, resampled: { units: n, differing: count, harm: () => count / n } };
}

function valueEffect(scene: Scene, measure: MeasureName): Effect | undefined {
  const tally = scene.pairSums.get(measure);
  const harm = tally && pairValue(scene.task, measure, tally);
  if (tally === undefined || harm === undefined || tally.get() === undefined) return undefined;
  return {
    form: 'value',
    n: scene.n,
    resampled: { units: scene.units, differing: differingRows(tally), harm },
  };
}

function pairValue(
  task: Task,
  measure: MeasureName,
  tally: SumTally,
): ((draws?: Draws) => number) | undefined {
  const form = task.measures[measure]?.form;
  return form?.is === 'sums' ? (draws) => form.value(tally.get(draws) ?? []) : undefined;
}

/** Pair sums are zero where the arms do not differ, but for the count in front. */
function differingRows(tally: SumTally): number {
  let differing = 0;
  for (let unit = 0; unit < tally.units; unit += 1)
    if (
      tally
        .row(unit)
        .subarray(1)
        .some((sum) => sum !== 0)
    )
      differing += 1;
  return differing;
}

/** Compressed's own error: n minus its hits, or 1 minus its score. */
function errorEffect(scene: Scene): Effect | undefined {
  const score = scene.task.score;
  const tally = scene.paired.get(score);
  if (tally === undefined) return scoreError(scene, score);
  const { n, right } = tally.get();
  if (n === 0) return undefined;
  const share = (draws?: Draws): number => {
    const drawn = tally.get(draws);
    return (drawn.n - drawn.right) / drawn.n;
  };
  return {
    form: 'count',
    count: n - right,
    n,
    resampled: { units: scene.units, differing: scene.units, harm: share },
  };
}

function scoreError(scene: Scene, score: MeasureName): Effect | undefined {
  const value = armValues(scene, score);
  if (value === undefined) return undefined;
  const harm = (draws?: Draws): number => 1 - value(draws).right;
  return { form: 'value', n: scene.n, resampled: { units: scene.units, differing: scene.units, harm } };
}

function lossEffect(scene: Scene, measure: MeasureName): Effect | undefined {
  const tally = scene.paired.get(measure);
  if (tally !== undefined) {
    const { n, lost, won } = tally.get();
    if (n === 0) return undefined;
    const harm = (draws?: Draws): number => {
      const drawn = tally.get(draws);
      return (drawn.lost - drawn.won) / drawn.n;
    };
    return {
      form: 'difference',
      lost,
      won,
      n,
      resampled: { units: scene.units, differing: tally.differing(), harm },
    };
  }
  const value = armValues(scene, measure);
  if (value === undefined) return undefined;
  const sign = scene.task.measures[measure]?.better === 'higher' ? 1 : -1;
  const harm = (draws?: Draws): number => {
    const { left, right } = value(draws);
    return sign * (left - right);
  };
  const differing = differingSums(scene, measure);
  return { form: 'value', n: scene.n, resampled: { units: scene.units, differing, harm } };
}

/** Both arms' values of a sums measure; undefined where nothing was summed. */
export function armValues(
  scene: Scene,
  measure: MeasureName,
): ((draws?: Draws) => { left: number; right: number }) | undefined {
  const tally = scene.sums.get(measure);
  const form = scene.task.measures[measure]?.form;
  if (tally === undefined || form?.is !== 'sums' || tally.left.get() === undefined) return undefined;
  return (draws) => ({
    left: form.value(tally.left.get(draws) ?? []),
    right: form.value(tally.right.get(draws) ?? []),
  });
}

function differingSums(scene: Scene, measure: MeasureName): number {
  const tally = scene.sums.get(measure);
  let differing = 0;
  for (let unit = 0; tally && unit < scene.units; unit += 1) {
    const right = tally.right.row(unit);
    if (tally.left.row(unit).some((sum, at) => sum !== right[at])) differing += 1;
  }
  return differing;
}

/** (compressed clean − level) − (baseline clean − level), in score: how much more of it compressed loses to the noise. */
function gapEffect({ scene, clean }: Sight): Effect | undefined {
  if (clean === undefined) return undefined;
  const here = scoreShares(scene);
  const there = scoreShares(clean);
  if (here === undefined || there === undefined) return undefined;
  const harm = (draws?: Draws): number => {
    const [at, from] = [here(draws), there(draws)];
    // Counts first, one division at the end: equal counts give exactly 0.
    if (at.n === from.n) return (from.right - at.right - (from.left - at.left)) / at.n;
    return from.right / from.n - at.right / at.n - (from.left / from.n - at.left / at.n);
  };
  return {
    form: 'value',
    n: scene.n,
    resampled: { units: scene.units, differing: gapUnits(scene, clean), harm },
  };
}

/** Both arms' scores as counts over n; scores that are not rates have n = 1. */
function scoreShares(
  scene: Scene,
): ((draws?: Draws) => { left: number; right: number; n: number }) | undefined {
  const tally = scene.paired.get(scene.task.score);
  if (tally !== undefined) return tally.get().n === 0 ? undefined : (draws) => tally.get(draws);
  const value = armValues(scene, scene.task.score);
  return value && ((draws) => ({ ...value(draws), n: 1 }));
}

function gapUnits(scene: Scene, clean: Scene): number {
  const differing = (each: Scene): number =>
    each.paired.get(each.task.score)?.differing() ?? differingSums(each, each.task.score);
  return Math.max(differing(scene), differing(clean));
}
