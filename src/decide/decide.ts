import { finding, type Finding } from '../core/fault.js';
import { printPlace } from '../core/place.js';
import { drawsOf, type Plan, type PlannedCheck, type Work } from '../core/plan.js';
import type { Check, Slice } from '../core/report.js';
import type { ReportedStudy } from '../core/study.js';
import { holm } from '../stats/holm.js';
import { effectOf } from './effect.js';
import { heldToFloor, type Probed } from './floor.js';
import { judge } from './judge.js';
import { judgeOver } from './over.js';
import { judgeSlices } from './slices.js';
import { judgeStudy } from './studies.js';
import type { Totals } from './totals.js';
import { circumstances, seenIn, sightOf, unplaced, type Judged, type View } from './view.js';

/** What is decided on. */
export interface Grounds {
  readonly totals: Totals;
  /** Why the evaluation ended early; null when it did not. */
  readonly cut: Finding | null;
  /** The models against themselves; null where that was not measured. */
  readonly probed: Probed | null;
  /** What looking into the models found. */
  readonly studies?: readonly ReportedStudy[];
}

/** Judges every planned check on the totals; checks of tasks that could not be evaluated are invalid. */
export function decide(plan: Plan, { totals, cut, probed, studies = [] }: Grounds): Check[] {
  const family = plan.checks.filter(isOfFamily).length;
  const all = plan.checks.flatMap((check): Judged[] => {
    const impossible = plan.impossible.find(({ task }) => task === check.task);
    if (impossible) return [unmeasured(check, impossible.reason)];
    if (check.judge.by === 'study')
      return [{ check, slice: null, judgement: judgeStudy(check, studies), judged: true }];
    const view = viewOf(plan, totals, { check, cut, family });
    const judged = judgeCheck(view);
    return isLeftOut(view, plan.work) ? judged.map((each) => ({ ...each, judged: false })) : judged;
  });
  const settled = withMultiplicity(all);
  return (probed === null ? settled : settled.map((judged) => heldToFloor(judged, probed))).map(print);
}

/** Checks whose evidence is held together; the values of a field are a family of their own. */
function isOfFamily({ scope, slice }: PlannedCheck): boolean {
  return scope === 'population' && (slice === undefined || slice.value !== undefined);
}

function viewOf(plan: Plan, totals: Totals, about: Pick<View, 'check' | 'cut' | 'family'>): View {
  const { work } = plan;
  const { check } = about;
  const contrast = work.contrasts.find((each) => each.is === check.contrast && each.target === check.target);
  const pass = work.passes.find((each) => each.tasks.some((task) => task.name === check.task));
  if (contrast === undefined || pass === undefined) throw new Error(`no contrast or pass for ${check.task}`);
  const clean = check.judge.by === 'corruption' && check.judge.relative ? ['clean'] : [];
  const levels = [...(check.over?.flat() ?? [check.level]), ...clean];
  const drawn = levels.map((level) => Math.max(1, drawsOf(pass, level)));
  const draws = Math.max(...drawn);
  const planned = drawn.reduce((sum, each) => sum + each, 0) * pass.order.length;
  const grouped = pass.data.group !== undefined || draws > 1;
  return { ...about, contrast, totals, planned, seed: work.seed, grouped, draws };
}

function judgeCheck(view: View): Judged[] {
  const { slice, over } = view.check;
  if (over !== undefined) return [judgeOver(view, over)];
  if (slice === undefined) return [judgeWhole(view)];
  const { field, value } = slice;
  return value === undefined ? judgeSlices(view, slice) : [judgeValue(view, { field, value })];
}

function judgeWhole(view: View): Judged {
  const { check, planned } = view;
  const sight = sightOf(view, null);
  const judgement = judge(check, effectOf(check, sight), circumstances(view, sight, planned));
  return { check, slice: null, judgement, judged: true };
}

/** A limit for one label holds for its samples; those that could not be read may have had it. */
function judgeValue(view: View, slice: NonNullable<Slice>): Judged {
  const { check } = view;
  const sight = sightOf(view, slice);
  const planned = seenIn(sight) + unplaced(view, slice.field);
  const judgement = judge(check, effectOf(check, sight), circumstances(view, sight, planned));
  return { check, slice, judgement, judged: true };
}

/** A target that may be left out is listed, not judged, where it has no result at all. */
function isLeftOut({ check, contrast, totals }: View, { arms }: Work): boolean {
  const target = arms[contrast.right]?.target;
  const scene = totals.scene({
    task: check.task,
    level: check.over?.[0]?.[0] ?? check.level,
    contrast,
    slice: null,
  });
  return target?.required === false && (scene?.n ?? 0) === 0;
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
