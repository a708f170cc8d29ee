import type { HistogramForm, ReportedHistogram } from '../core/histogram.js';
import { drawsOf, levelNames, type Contrast, type Pass, type PlannedTask, type Work } from '../core/plan.js';
import type { ReportedDisagreement, ReportedMetric, Slice, TaskRow } from '../core/report.js';
import type { ReportedDivergence } from '../core/reported.js';
import type { MeasureName } from '../core/task.js';
import { lowerBound, upperBound } from '../stats/clopper-pearson.js';
import { mcnemarExact } from '../stats/mcnemar.js';
import { summarize } from '../stats/summary.js';
import { armValues } from './effect.js';
import type { Scene } from './scene.js';
import type { PairedTally } from './tally.js';
import type { Totals } from './totals.js';

type Paired = ReturnType<PairedTally['get']>;

export type Role = TaskRow['role'];

/** Everything measured, limited or not: a row per task, level, contrast and slice value, in the plan's order. */
export function taskRows(work: Work, totals: Totals, roleOf: (task: string) => Role): TaskRow[] {
  return placesOf(work).flatMap((place) =>
    slicesOf(place, totals).flatMap((slice) => {
      const { task, level, contrast } = place;
      const scene = totals.scene({ task: task.name, level, contrast, slice });
      return scene ? [rowOf({ ...place, slice, scene }, totals, roleOf(task.name))] : [];
    }),
  );
}

interface RowPlace {
  readonly pass: Pass;
  readonly task: PlannedTask;
  readonly level: string;
  readonly contrast: Contrast;
}

interface RowSource extends RowPlace {
  readonly slice: Slice;
  readonly scene: Scene;
}

function placesOf({ passes, contrasts }: Work): RowPlace[] {
  return passes.flatMap((pass) =>
    pass.tasks.flatMap((task) =>
      levelNames(pass, task).flatMap((level) =>
        contrasts.map((contrast) => ({ pass, task, level, contrast })),
      ),
    ),
  );
}

/** All samples, then every value of the task's fields. */
function slicesOf({ task, level, contrast }: RowPlace, totals: Totals): Slice[] {
  const at = { task: task.name, level, contrast };
  const values = (field: string): Slice[] => totals.values(at, field).map((value) => ({ field, value }));
  return [null, ...task.slices.flatMap(values)];
}

function rowOf(
  { pass, task, level, contrast, slice, scene }: RowSource,
  totals: Totals,
  role: Role,
): TaskRow {
  const paired = scene.paired.get(scene.task.score)?.get();
  const draws = drawsOf(pass, level);
  return {
    task: task.name,
    kind: task.kind,
    role,
    level,
    target: contrast.target,
    contrast: contrast.is,
    slice,
    n: scene.n,
    faulty: slice === null ? pass.order.length * draws - scene.n : scene.missing,
    degenerate: { baseline: scene.degenerate.left, compressed: scene.degenerate.right },
    seconds: slice === null ? totals.secondsOf(task.name, level) : 0,
    score: scoreOf(scene),
    disagreement: disagreementOf(scene, draws),
    divergence: divergenceOf(scene),
    mcnemar: paired && paired.n > 0 && draws === 1 ? mcnemarExact(paired.lost, paired.won) : null,
    rightness: paired && paired.n > 0 ? rightnessOf(paired) : null,
    metrics: metricsOf(scene),
    histograms: slice === null ? histogramsOf(scene) : [],
  };
}

function rightnessOf({ n, left, lost, won }: Paired): TaskRow['rightness'] {
  return { both: left - lost, lost, won, neither: n - left - won };
}

function scoreOf(scene: Scene): TaskRow['score'] {
  const metric = scene.task.score;
  const value = armMetric(scene, metric);
  return value === undefined ? null : { metric, baseline: value.left, compressed: value.right };
}

/** Both arms' values of an arm measure; undefined where it has none, or no finite one. */
function armMetric(scene: Scene, measure: MeasureName): { left: number; right: number } | undefined {
  const paired = scene.paired.get(measure)?.get();
  const value = paired
    ? { left: paired.left / paired.n, right: paired.right / paired.n }
    : armValues(scene, measure)?.();
  return value && Number.isFinite(value.left) && Number.isFinite(value.right) ? value : undefined;
}

function disagreementOf(scene: Scene, draws: number): ReportedDisagreement | null {
  const { count, n } = scene.rates.get('disagreement')?.get() ?? { count: 0, n: 0 };
  if (n === 0) return null;
  const flips = (measure: MeasureName): number | null => {
    const tally = scene.rates.get(measure)?.get();
    return tally && tally.n > 0 ? tally.count : null;
  };
  return {
    count,
    rate: count / n,
    negativeFlips: flips('negative-flips'),
    positiveFlips: flips('positive-flips'),
    otherFlips: flips('other-flips'),
    confidentFlips: flips('confident-flips'),
    // as if draws of one sample always agreed
    interval: [
      lowerBound(Math.floor(count / draws), n / draws, twoSided),
      upperBound(Math.ceil(count / draws), n / draws, twoSided),
    ],
  };
}

/** Each side's confidence, where both together have 95%. */
const twoSided = 0.975;

function divergenceOf(scene: Scene): ReportedDivergence | null {
  const values = scene.columns
    .get('divergence')
    ?.view()
    .filter((value) => !Number.isNaN(value));
  if (values === undefined || values.length === 0) return null;
  const summary = summarize(values);
  if (!Object.values(summary).every(Number.isFinite)) return null;
  return { ...summary, unit: 'nats', floored: pairMetric(scene, 'floored') ?? 0 };
}

const fixedFields = new Set([
  'disagreement', 'negative-flips', 'positive-flips', 'other-flips', 'confident-flips', 'divergence', 'floored',
  'parted-confidence-baseline', 'parted-confidence-compressed',
]); // prettier-ignore

function metricsOf(scene: Scene): TaskRow['metrics'] {
  const names = Object.keys(scene.task.measures).filter((name) => !fixedFields.has(name));
  return Object.fromEntries(
    names.flatMap((name): [string, ReportedMetric][] => {
      const metric = metricOf(scene, name);
      return metric ? [[name, metric]] : [];
    }),
  );
}

function histogramsOf(scene: Scene): ReportedHistogram[] {
  return Object.entries(scene.task.measures).flatMap(([name, { form }]) => {
    if (form.is !== 'histogram') return [];
    const arms = scene.histograms.get(name) ?? [];
    return arms.flatMap((counts, arm): ReportedHistogram[] => {
      if (counts.every((count) => count === 0)) return [];
      const of = arms.length === 1 ? 'pair' : arm === 0 ? 'baseline' : 'compressed';
      return [{ name, of, series: seriesOf(counts, form) }];
    });
  });
}

function seriesOf(counts: Float64Array, { series, bins }: HistogramForm): ReportedHistogram['series'] {
  return series.map((name, at) => ({ name, counts: [...counts.slice(at * bins, (at + 1) * bins)] }));
}

function metricOf(scene: Scene, name: MeasureName): ReportedMetric | undefined {
  const measure = scene.task.measures[name];
  if (measure === undefined || measure.form.is === 'each' || measure.form.is === 'histogram')
    return undefined;
  const { unit } = measure;
  const about = measure.about === undefined ? {} : { about: measure.about };
  if (measure.of === 'pair') {
    const harm = pairMetric(scene, name);
    return harm === undefined
      ? undefined
      : { unit, ...about, baseline: null, compressed: null, harm, interval: null };
  }
  const value = armMetric(scene, name);
  if (value === undefined) return undefined;
  const harm = measure.better === 'higher' ? value.left - value.right : value.right - value.left;
  return { unit, ...about, baseline: value.left, compressed: value.right, harm, interval: null };
}

/** The value of a pair measure; undefined where it has none, or no finite one. */
export function pairMetric(scene: Scene, name: MeasureName): number | undefined {
  const rate = scene.rates.get(name)?.get();
  const form = scene.task.measures[name]?.form;
  const total = scene.pairSums.get(name)?.get();
  const whole = form?.is === 'whole' ? scene.pairWholes.get(name)?.get(form) : undefined;
  const value = rate ? rate.count / rate.n : form?.is === 'sums' && total ? form.value(total) : whole;
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
