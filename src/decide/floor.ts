import { finding, type Finding } from '../core/fault.js';
import type { ProbeName, Work } from '../core/plan.js';
import type { ReportedFloor } from '../core/reported.js';
import type { MeasureName } from '../core/task.js';
import { binomialSf } from '../stats/binomial.js';
import { lowerBound } from '../stats/clopper-pearson.js';
import type { Scene } from './scene.js';
import type { Totals } from './totals.js';
import type { Judged } from './view.js';

/** What the probe measured: shares of samples, by task, way of running and measure. */
export interface Probed {
  readonly work: Work;
  readonly totals: Totals;
}

/** Both models against themselves, per task: what differs here differs without any compression. */
export function floorRows(probed: Probed): ReportedFloor[] {
  return tasksOf(probed).flatMap((task) =>
    (['baseline', 'compressed'] as const).flatMap((model) => {
      const seen = rateOf(probed, { task, way: `${model} again`, measure: 'disagreement' });
      return seen === undefined
        ? []
        : [{ task, model, count: seen.count, n: seen.n, rate: seen.count / seen.n }];
    }),
  );
}

/** A check whose limit a model exceeds against itself can't pass here. Nothing else changes by the floor. */
export function heldToFloor(judged: Judged, probed: Probed): Judged {
  const { check, slice, judgement } = judged;
  if (judgement.outcome !== 'pass' || slice !== null || check.judge.by !== 'rate') return judged;
  const { task, limit, judge } = check;
  const floors = (['baseline again', 'compressed again'] as const).map((way) =>
    rateOf(probed, { task, way, measure: judge.measure }),
  );
  const isBelow = floors.some((floor) => floor !== undefined && !(floor.count / floor.n <= limit.value));
  if (!isBelow) return judged;
  return {
    ...judged,
    judgement: { ...judgement, outcome: 'inconclusive', finding: finding('BELOW_NOISE_FLOOR', {}) },
  };
}

/** Evidence level at which another way of running counts as answering differently. */
const confidence = 0.95;

/**
 * The runtime is told when another way of running the same file agrees with baseline on at least twice as many of
 * the samples, beyond what chance and the noise floor explain.
 */
export function runtimeFindings(probed: Probed): Finding[] {
  return tasksOf(probed).flatMap((task) => {
    const of = (way: ProbeName): Seen | undefined => rateOf(probed, { task, way, measure: 'disagreement' });
    const judged = of('as judged');
    const ways = (['optimization off', 'wasm', 'x64quantprecision 1'] as const).flatMap((way) => {
      const seen = of(way);
      return seen === undefined ? [] : [{ way, ...seen }];
    });
    if (judged === undefined || ways.length === 0) return [];
    const floor = of('compressed again') ?? { count: 0, n: judged.n };
    const better = ways.filter((way) => isBetter(way, judged, floor));
    if (better.length === 0) return [];
    const rows = [{ way: 'as judged', ...judged }, ...ways];
    return [finding('RUNTIME_DIFFERS', { task, rows, better: better.map(({ way }) => way) })];
  });
}

interface Seen {
  readonly count: number;
  readonly n: number;
}

function isBetter(way: Seen, judged: Seen, floor: Seen): boolean {
  if (way.n === 0 || judged.n === 0 || judged.count < 2 * way.count) return false;
  const share = Math.max(way.count / way.n, floor.count / Math.max(1, floor.n), 1 / judged.n);
  return (
    binomialSf(judged.count, judged.n, share) <= 1 - confidence &&
    lowerBound(judged.count, judged.n, confidence) > 0
  );
}

export function tasksOf({ work }: Probed): string[] {
  return work.passes.flatMap((pass) => pass.tasks.map(({ name }) => name));
}

function rateOf(
  probed: Probed,
  { task, way, measure }: { task: string; way: ProbeName; measure: MeasureName },
): Seen | undefined {
  const seen = probedScene(probed, task, way)?.rates.get(measure)?.get();
  return seen === undefined || seen.n === 0 ? undefined : seen;
}

/** What was added up of one way of running. */
export function probedScene({ work, totals }: Probed, task: string, way: ProbeName): Scene | undefined {
  const contrast = work.contrasts.find(({ target }) => target === way);
  return contrast && totals.scene({ task, level: 'clean', contrast, slice: null });
}
