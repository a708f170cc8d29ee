import { finding, type Finding } from '../core/fault.js';
import { printPlace } from '../core/place.js';
import type { Plan, PlannedCheck } from '../core/plan.js';
import type { Check } from '../core/report.js';
import { holm } from '../stats/holm.js';
import { judge } from './judge.js';
import { judgeSlices } from './slices.js';
import type { Totals } from './totals.js';
import { circumstances, sightOf, type Judged, type View } from './view.js';

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

function judgeWhole(view: View): Judged {
  const { scene, effect } = sightOf(view, null);
  const judgement = judge(
    view.check,
    effect,
    circumstances(view, { scene, slice: null, planned: view.planned }),
  );
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
    judgement: judge(view.check, effect, circumstances(view, { scene, slice, planned })),
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
