import { finding, type Finding } from '../core/fault.js';
import { groupBy } from '../core/group.js';
import type { Census } from '../core/plan.js';
import type { Policy, TaskPolicy } from '../core/policy.js';
import { isKnown } from './passes.js';

/** Outputs that no task evaluates and no `ignore-outputs` names: a head that nobody looks at must be said to be one. */
export function unjudgedOutputs(policy: Policy, census: Census): Finding[] {
  return (['baseline', 'compressed'] as const).flatMap((side) => {
    const files = groupBy(
      census.tasks.filter(isKnown),
      (entry) => taskOf(policy, entry.task).models[side].path,
    );
    return [...files.values()].flatMap((entries) => {
      const read = new Set(entries.map((entry) => entry.readings[side].output));
      const [first] = entries;
      if (first === undefined) return [];
      const model = taskOf(policy, first.task).models[side];
      const ignored = (output: string): boolean =>
        model.ignoreOutputs.some(({ value }) => matches(value, output));
      const left = first.outputs[side].filter((output) => !read.has(output) && !ignored(output));
      return left.map((output) => finding('OUTPUT_UNJUDGED', { model: side, output }, model.place));
    });
  });
}

function taskOf(policy: Policy, name: string): TaskPolicy {
  const task = policy.tasks.find((each) => each.name === name);
  if (task === undefined) throw new Error(`no task ${name}`);
  return task;
}

/** Globs know `*` (any characters) and `?` (one); everything else is literal. */
function matches(glob: string, name: string): boolean {
  const pattern = glob
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${pattern}$`, 'u').test(name);
}
