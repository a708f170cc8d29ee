import { fault } from '../core/fault.js';
import { sharesModels, type Models, type Policy, type TaskPolicy } from '../core/policy.js';
import type { Selection } from './request.js';

/** Whether a run looks at a part of its policy only. */
export function isPartial(only: Selection): boolean {
  return only.tasks.length + only.levels.length + only.targets.length > 0;
}

/** The policy with what was selected; a name that selects nothing is an error. The reference target always stays. */
export function select(policy: Policy, only: Selection): Policy {
  const levels = policy.tasks.flatMap((task) => task.levels.map((level) => level.name));
  known('--task', only.tasks, policy.tasks.map((task) => task.name)); // prettier-ignore
  known('--level', only.levels, levels);
  known('--target', only.targets, policy.targets.map((target) => target.name)); // prettier-ignore
  const wanted = (list: readonly string[], name: string): boolean => list.length === 0 || list.includes(name);
  const tasks = policy.tasks
    .filter((task) => wanted(only.tasks, task.name))
    .map((task) => ({ ...task, levels: task.levels.filter((level) => wanted(only.levels, level.name)) }))
    .filter((task) => task.levels.length > 0);
  if (tasks.length === 0) throw fault('SELECTION_EMPTY', { tasks: only.tasks, levels: only.levels });
  const isKept = (name: string): boolean => name === policy.reference || wanted(only.targets, name);
  const targets = policy.targets.filter((target) => isKept(target.name));
  return { ...policy, models: judgedBy(tasks, policy), tasks, targets };
}

/** The policy's pair, or the first task's where none is left that judges it. */
function judgedBy(tasks: readonly TaskPolicy[], policy: Policy): Models {
  const isLeft = tasks.some((task) => sharesModels(task, policy));
  return isLeft ? policy.models : (tasks[0]?.models ?? policy.models);
}

function known(option: string, names: readonly string[], all: readonly string[]): void {
  for (const name of names) {
    if (!all.includes(name)) throw fault('SELECTOR_UNKNOWN', { option, name, known: [...new Set(all)] });
  }
}
