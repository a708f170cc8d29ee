import { familiesOf } from '../core/noise.js';
import type { Contrast, Pass, PlannedTask, Work } from '../core/plan.js';
import type { ReportedErrors, ReportedFamily, ReportedRobustness } from '../core/report-noise.js';
import type { Check } from '../core/report.js';
import { errorsOf, leastError, type Errors } from './corruption.js';
import type { Scene } from './scene.js';
import type { Totals } from './totals.js';

interface Spot {
  readonly pass: Pass;
  readonly task: PlannedTask;
  readonly contrast: Contrast;
}

/** Errors of both models over each kind of noise, for every task that has noise and a score: limited or not. */
export function robustnessRows(
  { passes, contrasts }: Work,
  totals: Totals,
  checks: readonly Check[],
): ReportedRobustness[] {
  const compressions = contrasts.filter(({ is }) => is === 'compression');
  const spots = passes.flatMap((pass) =>
    pass.tasks.flatMap((task) => compressions.map((contrast): Spot => ({ pass, task, contrast }))),
  );
  return spots.flatMap((spot) => {
    const families = familiesAt(spot, totals, checks);
    return families.length === 0 ? [] : [{ ...placeOf(spot), families, mean: meanOf(families) }];
  });
}

function placeOf({ task, contrast }: Spot): { readonly task: string; readonly target: string } {
  return { task: task.name, target: contrast.target };
}

function familiesAt(spot: Spot, totals: Totals, checks: readonly Check[]): ReportedFamily[] {
  const { pass, task, contrast } = spot;
  const own = pass.levels.filter((_, position) => task.levels.includes(position));
  const sceneOf = (level: string): Scene | undefined =>
    totals.scene({ task: task.name, level, contrast, slice: null });
  return familiesOf(own).flatMap(({ noise, levels }) => {
    const scenes = levels.map(sceneOf).filter((scene) => scene !== undefined);
    const errors = scenes.length === levels.length ? errorsOf(scenes, undefined)?.() : undefined;
    if (errors === undefined || !isFinite(errors)) return [];
    const clean = sceneOf('clean');
    const above = clean && errorsOf(scenes, clean)?.();
    return [
      {
        noise,
        levels: scenes.flatMap((scene, at) => levelOf(levels[at] ?? '', scene)),
        errors: reported(errors),
        aboveClean: above && isFinite(above) ? reported(above) : null,
        firstFailing: levels.find((level) => fails(checks, spot, level)) ?? null,
      },
    ];
  });
}

function levelOf(level: string, scene: Scene): ReportedFamily['levels'] {
  const errors = errorsOf([scene], undefined)?.();
  return errors === undefined ? [] : [{ level, n: scene.n, ...errors }];
}

function isFinite({ baseline, compressed }: Errors): boolean {
  return Number.isFinite(baseline) && Number.isFinite(compressed);
}

/** Without a ratio where baseline hardly errs. */
function reported({ baseline, compressed }: Errors): ReportedErrors {
  const ratio = baseline < leastError ? null : compressed / baseline;
  return { baseline, compressed, difference: compressed - baseline, ratio };
}

function fails(checks: readonly Check[], { task, contrast }: Spot, level: string): boolean {
  return checks.some(
    (check) =>
      check.task === task.name && check.level === level && check.target === contrast.target &&
      check.contrast === 'compression' && check.judged && check.outcome === 'fail',
  ); // prettier-ignore
}

/** The mean over kinds of noise; null where one of them has no ratio. */
function meanOf(families: readonly ReportedFamily[]): ReportedRobustness['mean'] {
  const mean = (of: (family: ReportedFamily) => number | null | undefined): number | null => {
    const all = families.map(of).filter((ratio) => typeof ratio === 'number');
    return all.length === families.length ? all.reduce((sum, ratio) => sum + ratio, 0) / all.length : null;
  };
  return {
    corruptionError: mean(({ errors }) => errors.ratio),
    relativeCorruptionError: mean(({ aboveClean }) => aboveClean?.ratio),
  };
}
