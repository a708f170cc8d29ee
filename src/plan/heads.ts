import { finding, type Finding } from '../core/fault.js';
import { groupBy } from '../core/group.js';
import type { Census } from '../core/plan.js';
import type { Policy, TaskPolicy } from '../core/policy.js';
import { outputsOf } from '../core/task.js';
import { isKnown } from './passes.js';

/**
 * Outputs that no task evaluates and no `ignore-outputs` names: a head that nobody looks at must be said to be one.
 * Nothing is said of a model while one of its tasks could not be looked at: the run is then invalid anyway.
 */
export function unjudgedOutputs(policy: Policy, census: Census): Finding[] {
  return (['baseline', 'compressed'] as const).flatMap((side) => {
    const files = groupBy(policy.tasks, (task) => task.models[side].path);
    return [...files.values()].flatMap((tasks) => unjudgedOf(side, tasks, census));
  });
}

function unjudgedOf(
  side: 'baseline' | 'compressed',
  tasks: readonly TaskPolicy[],
  census: Census,
): Finding[] {
  const entries = census.tasks
    .filter(isKnown)
    .filter((entry) => tasks.some(({ name }) => name === entry.task));
  const [first] = entries;
  const [model] = tasks.map((task) => task.models[side]);
  if (entries.length < tasks.length || first === undefined || model === undefined) return [];
  const read = new Set(entries.flatMap(({ readings }) => outputsOf(readings[side])));
  const globs = tasks.flatMap((task) => task.models[side].ignoreOutputs);
  const isIgnored = (output: string): boolean => globs.some(({ value }) => matches(value, output));
  const left = first.outputs[side].filter((output) => !read.has(output) && !isIgnored(output));
  return left.map((output) => finding('OUTPUT_UNJUDGED', { model: side, output }, model.place));
}

/** Globs know `*` (any characters) and `?` (one); everything else is literal. */
function matches(glob: string, name: string): boolean {
  const pattern = glob
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${pattern}$`, 'u').test(name);
}
