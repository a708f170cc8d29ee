import type { Contrast, PlannedCheck } from '../core/plan.js';
import type { Limit, Policy, Target, TaskPolicy } from '../core/policy.js';
import type { LimitKind, TaskKind } from '../core/task.js';

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
  const own = policy.targets.filter((target) => target.tasks?.includes(task.name) ?? true);
  return own.flatMap((target) =>
    task.levels.flatMap((level) => {
      const at = { task: task.name, level: level.name, target: target.name };
      const plain = level.limits.map((limit) =>
        plainCheck({ ...at, contrast: 'compression' }, limit, task, kind),
      );
      const sliced = task.slices.flatMap((slice) => {
        const bounded = slice.limits.filter((limit) => level.limits.some((each) => each.name === limit.name));
        return bounded.map((limit) => ({
          ...plainCheck({ ...at, contrast: 'compression' }, limit, task, kind),
          scope: slice.scope,
          slice: { field: slice.field, minSamples: slice.minSamples },
        }));
      });
      const drift =
        target.name === policy.reference ? [] : target.limits.filter((limit) => knows(kind, limit));
      return [
        ...plain,
        ...sliced,
        ...drift.map((limit) => plainCheck({ ...at, contrast: 'drift' }, limit, task, kind)),
      ];
    }),
  );
}

function plainCheck(
  at: Pick<PlannedCheck, 'task' | 'level' | 'target' | 'contrast'>,
  limit: Limit,
  task: TaskPolicy,
  kind: TaskKind,
): PlannedCheck {
  const { label } = task.data;
  const part =
    limit.label === undefined || label === undefined
      ? {}
      : { slice: { field: label, value: limit.label, minSamples: 0 } };
  // A guardrail is measured case by case, and a limit of 0 is about these samples, in either scope.
  const scope = task.role === 'guardrail' || limit.exact.numerator === 0 ? 'dataset' : task.scope;
  return { ...at, limit, judge: judgeOf(kind, limit), scope, confidence: task.confidence, ...part };
}

function knows(kind: TaskKind, limit: Limit): boolean {
  return Object.hasOwn(kind.limits, limit.name);
}

function judgeOf(kind: TaskKind, limit: Limit): LimitKind['judge'] {
  const known = knows(kind, limit) ? kind.limits[limit.name] : undefined;
  if (known === undefined) throw new Error(`${kind.name} has no limit ${limit.name}`); // the policy room refused it
  return known.judge;
}
