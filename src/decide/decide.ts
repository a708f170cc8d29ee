import { finding, type Finding } from '../core/fault.js';
import type { Contrast, Plan, PlannedCheck } from '../core/plan.js';
import type { Check, Slice } from '../core/report.js';
import { printPlace } from '../core/place.js';
import { holm } from '../stats/holm.js';
import { effectOf, type Effect } from './effect.js';
import { judge, type Circumstances, type Judgement } from './judge.js';
import { judgeSlices } from './slices.js';
import type { Scene } from './scene.js';
import type { SceneKey, Totals } from './totals.js';

/** A check with its judgement, before multiplicity. */
export interface Judged {
  readonly check: PlannedCheck;
  readonly slice: Slice;
  readonly judgement: Judgement;
  /** Slices that are listed only. */
  readonly judged: boolean;
}

/** Judges every planned check on the totals; checks of tasks that could not be evaluated are invalid. */
export function decide(plan: Plan, totals: Totals, cut: Finding | null): Check[] {
  const all = plan.checks.flatMap((check): Judged[] => {
    const impossible = plan.impossible.find(({ task }) => task === check.task);
    if (impossible) return [unmeasured(check, impossible.reason)];
    const view = viewOf(plan, totals, { check, cut });
    if (check.slice === undefined) return [judgeWhole(view)];
    if (check.slice.value !== undefined) return [judgeValue(view, check.slice.field, check.slice.value)];
    return judgeSlices(view, check.slice);
  });
  return withMultiplicity(all).map(print);
}

/** Everything of the totals that one check may look at. */
export interface View {
  readonly check: PlannedCheck;
  readonly contrast: Contrast;
  readonly totals: Totals;
  readonly planned: number;
  readonly seed: number;
  readonly grouped: boolean;
  readonly cut: Finding | null;
}

function viewOf(
  plan: Plan,
  totals: Totals,
  { check, cut }: { check: PlannedCheck; cut: Finding | null },
): View {
  const { work } = plan;
  const contrast = work.contrasts.find((each) => each.is === check.contrast && each.target === check.target);
  const pass = work.passes.find((each) => each.tasks.some((task) => task.name === check.task));
  if (contrast === undefined || pass === undefined) throw new Error(`no contrast or pass for ${check.task}`);
  const grouped = pass.data.group !== undefined;
  return { check, contrast, totals, planned: pass.order.length, seed: work.seed, grouped, cut };
}

function sceneOf({ totals, check, contrast }: View, slice: Slice, level = check.level): Scene | undefined {
  const key: SceneKey = { task: check.task, level, contrast, slice };
  return totals.scene(key);
}

/** What is known of a check over all samples, or over one value of a field. */
export function sightOf(view: View, slice: Slice): { effect: Effect | undefined; scene: Scene | undefined } {
  const scene = sceneOf(view, slice);
  const clean = sceneOf(view, slice, 'clean');
  return { scene, effect: scene && effectOf(view.check, { scene, clean }) };
}

export function circumstances(view: View, scene: Scene | undefined, planned: number): Circumstances {
  const seen = scene?.n ?? 0;
  return {
    planned,
    missing: planned - seen,
    firstMissing: scene?.firstMissing ?? view.cut ?? undefined,
    degenerate: scene?.degenerate ?? { left: 0, right: 0 },
    seed: view.seed,
    grouped: view.grouped,
  };
}

function judgeWhole(view: View): Judged {
  const { scene, effect } = sightOf(view, null);
  const judgement = judge(view.check, effect, circumstances(view, scene, view.planned));
  return { check: view.check, slice: null, judgement, judged: true };
}

/** A limit for one label: its samples are all there are. */
function judgeValue(view: View, field: string, value: string): Judged {
  const slice = { field, value };
  const { scene, effect } = sightOf(view, slice);
  const planned = scene === undefined ? 0 : scene.n + scene.missing;
  return {
    check: view.check,
    slice,
    judgement: judge(view.check, effect, circumstances(view, scene, planned)),
    judged: true,
  };
}

function unmeasured(check: PlannedCheck, reason: Finding): Judged {
  const nothing = { measured: null, count: null, allowed: null, n: 0, interval: null, beyond: null, p: NaN };
  return { check, slice: null, judgement: { ...nothing, outcome: 'invalid', finding: reason }, judged: true };
}

/** Failing needs evidence that holds over all population-scope checks of the policy at once. */
function withMultiplicity(all: readonly Judged[]): Judged[] {
  const open = all.filter(({ judgement }) => Number.isFinite(judgement.p));
  const adjusted = holm(open.map(({ judgement }) => judgement.p));
  const evidence = new Map(open.map((judged, position) => [judged, adjusted[position] ?? NaN]));
  return all.map((judged) => {
    const p = evidence.get(judged);
    const fails = p !== undefined && judged.judgement.outcome !== 'pass' && p <= 1 - judged.check.confidence;
    if (!fails) return judged;
    return {
      ...judged,
      judgement: { ...judged.judgement, outcome: 'fail', finding: finding('LIMIT_EXCEEDED', {}) },
    };
  });
}

function print({ check, slice, judgement, judged }: Judged): Check {
  const { limit } = check;
  const { outcome, finding: found, measured, count, allowed, n, interval, beyond } = judgement;
  return {
    task: check.task,
    level: check.level,
    slice,
    target: check.target,
    contrast: check.contrast,
    limit: {
      name: limit.name,
      value: limit.value,
      unit: limit.unit,
      place: printPlace(limit.place),
      from: limit.from,
    },
    scope: check.scope,
    measured,
    count,
    allowed,
    n,
    interval,
    beyond,
    confidence: check.confidence,
    outcome,
    judged,
    finding: found,
  };
}
