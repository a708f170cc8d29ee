import { Fault } from '../core/fault.js';
import { corruptionLimits } from '../core/corruption.js';
import { familiesOf } from '../core/noise.js';
import type { Contrast, PlannedCheck } from '../core/plan.js';
import type { LevelPolicy, Limit, Policy, Scope, Target, TaskPolicy } from '../core/policy.js';
import type { LimitKind, MeasureName, Task, TaskKind } from '../core/task.js';

/** The contrasts of a policy: every target's compressed model against the baseline, and drift where a target bounds it. */
export function contrastsOf(policy: Policy): Contrast[] {
  const targets = orderedTargets(policy);
  const compression = targets.map((target, position) => ({
    is: 'compression' as const,
    target: target.name,
    left: 0,
    right: position + 1,
  }));
  const drift = targets.flatMap((target, position) =>
    target.limits.length > 0 && position > 0
      ? [{ is: 'drift' as const, target: target.name, left: 1, right: position + 1 }]
      : [],
  );
  return [...compression, ...drift];
}

/** The reference first: arm 0 is its baseline, arm 1 its compressed model, and arm i + 1 that of target i. */
export function orderedTargets(policy: Policy): Target[] {
  const isReference = (target: Target): boolean => target.name === policy.reference;
  return [...policy.targets.filter(isReference), ...policy.targets.filter((target) => !isReference(target))];
}

/** Every check of a task: its levels' limits on each of its targets, their slices, and the targets' drift limits. */
export function checksOf(policy: Policy, task: TaskPolicy, kind: TaskKind): PlannedCheck[] {
  const maker = { task, kind, made: madeOf(task, kind), reference: policy.reference };
  return targetsOf(policy, task).flatMap((target) => [
    ...task.levels.flatMap((level) => [
      ...levelChecks(level, target, maker),
      ...driftLimits(policy, { task, kind, target, level }).map((limit) =>
        checkOf({ level: level.name, target: target.name, contrast: 'drift' }, limit, maker),
      ),
    ]),
    ...robustnessChecks(task, target),
  ]);
}

/** The limits that a target sets on its own drift and that a task can be judged by at some level. */
export function driftLimitsOf(policy: Policy, task: TaskPolicy, kind: TaskKind): Limit[] {
  return targetsOf(policy, task).flatMap((target) =>
    task.levels.flatMap((level) => driftLimits(policy, { task, kind, target, level })),
  );
}

function targetsOf({ targets }: Policy, task: TaskPolicy): Target[] {
  return targets.filter((target) => target.tasks?.includes(task.name) ?? true);
}

interface Maker {
  /** Name of the reference target. */
  readonly reference: string;
  readonly task: TaskPolicy;
  readonly kind: TaskKind;
  /** undefined where the options are wrong; the plan is then refused. */
  readonly made: Task | undefined;
}

function madeOf({ options, confidentAt, data }: TaskPolicy, kind: TaskKind): Task | undefined {
  try {
    return kind.create({ options, confidentAt, names: [], label: data.label });
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** Looking into models is done once, where the reference is. */
function limitsOn({ name }: Target, { limits }: LevelPolicy, { kind, reference }: Maker): readonly Limit[] {
  return name === reference ? limits : limits.filter((limit) => limitKind(kind, limit).judge.by !== 'study');
}

/** A level's limits over all samples, and those of them that slices repeat for each value of a field. */
function levelChecks(level: LevelPolicy, target: Target, maker: Maker): PlannedCheck[] {
  const at = { level: level.name, target: target.name, contrast: 'compression' } as const;
  const plain = limitsOn(target, level, maker).map((limit) => checkOf(at, limit, maker));
  const sliced = maker.task.slices.flatMap(({ field, minSamples, scope, limits }) => {
    const bounded = limits.filter((limit) => level.limits.some((each) => each.name === limit.name));
    return bounded.map((limit) => ({
      ...checkOf(at, limit, maker),
      scope: scopeOf(maker.task, limit, scope),
      slice: { field, minSamples },
    }));
  });
  return [...plain, ...sliced];
}

/** Limits over all noise levels: one check for each kind of noise, or one for the mean of them. */
function robustnessChecks(task: TaskPolicy, { name: target }: Target): PlannedCheck[] {
  const families = familiesOf(task.levels);
  return (task.robustness ?? []).flatMap((limit) => {
    const { judge, mean } = corruptionLimits.get(limit.name) ?? {};
    if (judge === undefined) throw new Error(`no limit ${limit.name}`); // the policy room refused it
    const rest = { limit, judge, form: 'value', scope: scopeOf(task, limit, task.scope) } as const;
    const at = { task: task.name, target, contrast: 'compression', confidence: task.confidence } as const;
    const all = { ...at, ...rest, level: 'every noise', over: families.map(({ levels }) => levels) };
    if (mean === true) return [all];
    return families.map(({ noise, levels }) => ({ ...at, ...rest, level: `every ${noise}`, over: [levels] }));
  });
}

type CheckPlace = Pick<PlannedCheck, 'level' | 'target' | 'contrast'>;

function checkOf(at: CheckPlace, limit: Limit, { task, kind, made }: Maker): PlannedCheck {
  const { label } = task.data;
  const part =
    limit.label === undefined || label === undefined
      ? {}
      : { slice: { field: label, value: limit.label, minSamples: 0 } };
  const judge = limitKind(kind, limit).judge;
  return {
    task: task.name,
    ...at,
    limit,
    judge,
    form: formOf(judge, made),
    scope: judge.by === 'study' ? 'dataset' : scopeOf(task, limit, task.scope),
    confidence: task.confidence,
    ...part,
  };
}

/** A guardrail is measured case by case, and a limit of 0 is about these samples, in either scope. */
function scopeOf(task: TaskPolicy, limit: Limit, wanted: Scope): Scope {
  return task.role === 'guardrail' || limit.exact.numerator === 0 ? 'dataset' : wanted;
}

function formOf(judge: LimitKind['judge'], made: Task | undefined): PlannedCheck['form'] {
  const isRate = (measure: MeasureName | undefined): boolean =>
    measure !== undefined && made?.measures[measure]?.form.is === 'rate';
  switch (judge.by) {
    case 'rate':
    case 'exceedance':
      return 'count';
    case 'error':
      return isRate(made?.score) ? 'count' : 'value';
    case 'loss':
      return isRate(judge.measure === 'score' ? made?.score : judge.measure) ? 'difference' : 'value';
    case 'gap':
    case 'study':
    case 'corruption':
    case 'value':
      return 'value';
  }
}

interface DriftPlace {
  readonly task: TaskPolicy;
  readonly kind: TaskKind;
  readonly target: Target;
  readonly level: LevelPolicy;
}

/** A target's limits hold for many tasks, so one that a task has no use for is no mistake: `explain` names it. */
function driftLimits(policy: Policy, { task, kind, target, level }: DriftPlace): Limit[] {
  if (target.name === policy.reference) return [];
  return target.limits.filter((limit) => {
    if (!Object.hasOwn(kind.limits, limit.name)) return false;
    const { labels, confidence, judge } = limitKind(kind, limit);
    const isToldApart = judge.by !== 'study' && (judge.by !== 'gap' || level.name !== 'clean');
    return isToldApart && (!labels || task.data.label !== undefined) && !(confidence && readsLabels(task));
  });
}

function readsLabels({ output }: TaskPolicy): boolean {
  return output.baseline.meaning === 'labels' || output.compressed.meaning === 'labels';
}

function limitKind(kind: TaskKind, { name }: Limit): LimitKind {
  const known = Object.hasOwn(kind.limits, name) ? kind.limits[name] : undefined;
  if (known === undefined) throw new Error(`${kind.name} has no limit ${name}`); // the policy room refused it
  return known;
}
