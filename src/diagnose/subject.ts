import type { Kinds } from '../core/kinds.js';
import type { Pass, Plan, PlannedCheck, PlannedLevel, PlannedTask } from '../core/plan.js';
import type { ChunkResult, Work } from '../core/plan.js';
import type { Check, Disagreement, Slice } from '../core/report.js';
import type { InsideReading, LayerRequest } from '../evaluate/layers.js';
import type { Ended } from '../evaluate/pool.js';

/** A failing check, where it was planned, and what is known of its samples. */
export interface Subject {
  readonly plan: Plan;
  readonly check: PlannedCheck;
  readonly slice: Slice;
  readonly pass: Pass;
  readonly task: PlannedTask;
  /** Clean as well for a robustness gap; the check's level is last. */
  readonly levels: readonly PlannedLevel[];
  /** By position of the pass's order: what changed at the check's level. */
  readonly changed: ReadonlyMap<number, Change>;
}

/** One sample whose answer changed. */
export interface Change {
  readonly sample: string;
  readonly flip: Disagreement['flip'];
}

/** What running anything takes. */
export interface Surrounding {
  readonly kinds: Kinds;
  /** Evaluates all of the work, its chunks in order. */
  evaluate(work: Work, take: (result: ChunkResult) => void): Promise<Ended>;
  /** What both models show of the first pass's samples; null where that can't be had. */
  lookInside(work: Work, request: LayerRequest): Promise<InsideReading | null>;
  /** An empty folder of this diagnosis. */
  readonly scratch: string;
}

/** The failing check that is worth explaining first: all samples before slices, then the farthest over its limit; undefined where none fails. */
export function worstOf(checks: readonly Check[], target: string): Check | undefined {
  const failing = checks.filter(
    (check) =>
      check.judged &&
      check.outcome === 'fail' &&
      check.level !== null &&
      check.contrast === 'compression' &&
      check.target === target,
  );
  const excess = ({ measured, limit }: Check): number =>
    measured === null ? Infinity : measured / limit.value;
  const order = (left: Check, right: Check): number => {
    const slices = Number(left.slice !== null) - Number(right.slice !== null);
    const [a, b] = [excess(left), excess(right)];
    return slices !== 0 ? slices : a === b ? 0 : b > a ? 1 : -1;
  };
  return failing.toSorted(order)[0];
}

/** The check's place in the plan. */
export function subjectOf(
  plan: Plan,
  check: Check,
  changedAt: (pass: number, task: string, level: string) => ReadonlyMap<number, Change>,
): Subject {
  const number = plan.work.passes.findIndex((pass) => pass.tasks.some(({ name }) => name === check.task));
  const pass = plan.work.passes[number];
  const task = pass?.tasks.find(({ name }) => name === check.task);
  const planned = plan.checks.find((each) => isOf(each, check));
  if (pass === undefined || task === undefined || planned === undefined)
    throw new Error('the check was planned');
  const names = planned.judge.by === 'gap' ? ['clean', planned.level] : [planned.level];
  const levels = names.flatMap((name) => pass.levels.find((level) => level.name === name) ?? []);
  return {
    plan,
    check: planned,
    slice: check.slice,
    pass,
    task,
    levels,
    changed: changedAt(number, task.name, planned.level),
  };
}

function isOf(planned: PlannedCheck, { task, level, target, contrast, limit, slice }: Check): boolean {
  const { field, value } = planned.slice ?? {};
  const isSlice =
    slice === null
      ? planned.slice === undefined
      : field === slice.field && (value === undefined || value === slice.value);
  const isPlace =
    planned.task === task &&
    planned.level === level &&
    planned.target === target &&
    planned.contrast === contrast;
  return isPlace && isSlice && planned.limit.name === limit.name;
}
