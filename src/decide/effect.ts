import type { PlannedCheck } from '../core/plan.js';
import type { MeasureName } from '../core/task.js';
import type { Scene } from './scene.js';
import { RateTally, type Draws, type PairedTally } from './tally.js';
import type { WholeForm } from './whole.js';

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
  harm(draws?: Draws): number;
  /** Units that move the harm away from 0 at all: few of them are too few to resample. */
  differing(): number;
  /**
   * The harm is at most reach × the share of units that differ; undefined where one unit can move it by any
   * amount (F1: the one sample that has the label is the whole score).
   */
  reach(): number | undefined;
}

/** The scene a check looks at, and the clean one that a robustness gap starts from. */
export interface Sight {
  readonly scene: Scene | undefined;
  readonly clean: Scene | undefined;
}

/** The effect of a check; undefined where nothing was counted (no labels, no samples). */
export function effectOf(check: PlannedCheck, { scene, clean }: Sight): Effect | undefined {
  const { judge } = check;
  if (scene === undefined) return undefined;
  switch (judge.by) {
    case 'rate':
      return rateEffect(scene.rates.get(judge.measure), scene.units);
    case 'exceedance':
      return rateEffect(exceedances(scene, judge.measure, check.limit.value), scene.units);
    case 'value':
      return valueEffect(scene, judge.measure);
    case 'error':
      return errorEffect(scene);
    case 'loss':
      return lossEffect(scene, judge.measure === 'score' ? scene.task.score : judge.measure);
    case 'gap':
      return clean && gapEffect(scene, clean);
    case 'study':
      return undefined; // judged by what was found, not by what was counted
    case 'corruption':
      return undefined; // over several levels: over.ts
  }
}

const boundless = (): undefined => undefined;

/** A unit holds at most the heaviest one's share of the samples. */
function reachOf(tally: RateTally | PairedTally, units: number): number {
  return (tally.heaviest() * units) / tally.get().n;
}

function rateEffect(tally: RateTally | undefined, units: number): Effect | undefined {
  const { count, n } = tally?.get() ?? { count: 0, n: 0 };
  if (tally === undefined || n === 0) return undefined;
  const harm = (draws?: Draws): number => {
    const drawn = tally.get(draws);
    return drawn.count / drawn.n;
  };
  const differing = (): number => tally.differing().size;
  return {
    form: 'count',
    count,
    n,
    resampled: { units, harm, differing, reach: () => reachOf(tally, units) },
  };
}

/** Samples above the limit's value; a value that is undefined counts as above. */
function exceedances(scene: Scene, measure: MeasureName, value: number): RateTally {
  const tally = new RateTally();
  const units = scene.columnUnits.view();
  scene.columns
    .get(measure)
    ?.view()
    .forEach((each, at) => {
      tally.add(units[at] ?? 0, !(each <= value));
    });
  return tally;
}

function valueEffect(scene: Scene, measure: MeasureName): Effect | undefined {
  const tally = scene.pairSums.get(measure);
  const form = scene.task.measures[measure]?.form;
  if (form?.is === 'whole') return wholeEffect(scene, measure, form);
  if (form?.is !== 'sums' || tally?.get() === undefined) return undefined;
  const harm = (draws?: Draws): number => form.value(tally.get(draws) ?? []);
  const differing = (): number => tally.where((sums) => Math.abs(form.value(sums)) > 0).size;
  return { form: 'value', n: scene.n, resampled: { units: scene.units, harm, differing, reach: boundless } };
}

function wholeEffect(scene: Scene, measure: MeasureName, form: WholeForm): Effect | undefined {
  const tally = scene.pairWholes.get(measure);
  if (tally?.get(form) === undefined) return undefined;
  const harm = (draws?: Draws): number => tally.get(form, draws) ?? NaN;
  const differing = (): number => tally.where((row) => Math.abs(form.value([row])) > 0).size;
  return { form: 'value', n: scene.n, resampled: { units: scene.units, harm, differing, reach: boundless } };
}

/** Compressed's own error: n minus its hits, or 1 minus its score. */
function errorEffect(scene: Scene): Effect | undefined {
  const { score } = scene.task;
  const { units } = scene;
  const tally = scene.paired.get(score);
  if (tally === undefined) return scoreError(scene, score);
  const { n, right } = tally.get();
  if (n === 0) return undefined;
  const harm = (draws?: Draws): number => {
    const drawn = tally.get(draws);
    return (drawn.n - drawn.right) / drawn.n;
  };
  const differing = (): number => tally.wrong().size;
  const reach = (): number => reachOf(tally, units);
  return { form: 'count', count: n - right, n, resampled: { units, harm, differing, reach } };
}

function scoreError(scene: Scene, score: MeasureName): Effect | undefined {
  const values = armValues(scene, score);
  if (values === undefined) return undefined;
  const harm = (draws?: Draws): number => 1 - values(draws).right;
  const differing = (): number => belowOne(scene, score);
  return { form: 'value', n: scene.n, resampled: { units: scene.units, harm, differing, reach: boundless } };
}

function lossEffect(scene: Scene, measure: MeasureName): Effect | undefined {
  const tally = scene.paired.get(measure);
  const better = scene.task.measures[measure]?.better;
  if (tally !== undefined) return better === 'higher' ? rateLoss(tally, scene.units) : undefined;
  const value = armValues(scene, measure);
  if (value === undefined) return undefined;
  const harm = (draws?: Draws): number => {
    const { left, right } = value(draws);
    return better === 'higher' ? left - right : right - left;
  };
  const differing = (): number => differingSums(scene, measure).size;
  return { form: 'value', n: scene.n, resampled: { units: scene.units, harm, differing, reach: boundless } };
}

function rateLoss(tally: PairedTally, units: number): Effect | undefined {
  const { n, lost, won } = tally.get();
  if (n === 0) return undefined;
  const harm = (draws?: Draws): number => {
    const drawn = tally.get(draws);
    return (drawn.lost - drawn.won) / drawn.n;
  };
  const differing = (): number => tally.differing().size;
  const reach = (): number => reachOf(tally, units);
  return { form: 'difference', lost, won, n, resampled: { units, harm, differing, reach } };
}

/** Units whose own score is below 1. */
function belowOne(scene: Scene, score: MeasureName): number {
  const form = scene.task.measures[score]?.form;
  if (form?.is === 'sums') return scene.sums.get(score)?.right.where((own) => form.value(own) < 1).size ?? 0;
  if (form?.is === 'whole')
    return scene.wholes.get(score)?.right.where((row) => form.value([row]) < 1).size ?? 0;
  return 0;
}

/** Both arms' values of a sums or whole measure; undefined where nothing was added. */
export function armValues(
  scene: Scene,
  measure: MeasureName,
): ((draws?: Draws) => { left: number; right: number }) | undefined {
  const tally = scene.sums.get(measure);
  const form = scene.task.measures[measure]?.form;
  if (form?.is === 'whole') return wholeValues(scene, measure, form);
  if (tally === undefined || form?.is !== 'sums' || tally.left.get() === undefined) return undefined;
  return (draws) => ({
    left: form.value(tally.left.get(draws) ?? []),
    right: form.value(tally.right.get(draws) ?? []),
  });
}

function wholeValues(
  scene: Scene,
  measure: MeasureName,
  form: WholeForm,
): ((draws?: Draws) => { left: number; right: number }) | undefined {
  const tally = scene.wholes.get(measure);
  if (tally?.left.get(form) === undefined) return undefined;
  return (draws) => ({
    left: tally.left.get(form, draws) ?? NaN,
    right: tally.right.get(form, draws) ?? NaN,
  });
}

function differingSums(scene: Scene, measure: MeasureName): Set<number> {
  const whole = scene.wholes.get(measure);
  if (whole) return whole.right.differing(whole.left);
  const tally = scene.sums.get(measure);
  return tally ? tally.right.differing(tally.left) : new Set();
}

/** (compressed clean − level) − (baseline clean − level), in score: how much more of it compressed loses to the noise. */
function gapEffect(scene: Scene, clean: Scene): Effect | undefined {
  const here = scoreShares(scene);
  const there = scoreShares(clean);
  if (here === undefined || there === undefined) return undefined;
  const harm = (draws?: Draws): number => {
    const [at, from] = [here(draws), there(draws)];
    // Counts first, one division at the end: equal counts give exactly 0.
    if (at.n === from.n) return (from.right - at.right - (from.left - at.left)) / at.n;
    return from.right / from.n - at.right / at.n - (from.left / from.n - at.left / at.n);
  };
  const differing = (): number => new Set([...differingScores(scene), ...differingScores(clean)]).size;
  const reach = (): number | undefined => gapReach(scene);
  return { form: 'value', n: scene.n, resampled: { units: scene.units, harm, differing, reach } };
}

/** Both arms' scores as counts over n; scores that are not rates have n = 1. */
export function scoreShares(
  scene: Scene,
): ((draws?: Draws) => { left: number; right: number; n: number }) | undefined {
  const tally = scene.paired.get(scene.task.score);
  if (tally !== undefined) return tally.get().n === 0 ? undefined : (draws) => tally.get(draws);
  const value = armValues(scene, scene.task.score);
  return value && ((draws) => ({ ...value(draws), n: 1 }));
}

export function differingScores(scene: Scene): Set<number> {
  const { score } = scene.task;
  return scene.paired.get(score)?.differing() ?? differingSums(scene, score);
}

/** Twice: a sample can be won at clean and lost at the level. */
function gapReach({ task, paired, units }: Scene): number | undefined {
  const tally = paired.get(task.score);
  return tally && 2 * reachOf(tally, units);
}
