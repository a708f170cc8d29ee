import { finding, type Finding } from '../../core/fault.js';
import { tasksOf, type Draft, type TaskDraft } from '../draft.js';
import { at, itemsOf, textAt, type Entry, type Written } from '../written.js';

/** Noise may move what a task's labels point at only where the task follows it. */
export function moveFindings({ root, kinds }: Draft): readonly Finding[] {
  const tasks = tasksOf(root, kinds);
  return tasks.flatMap((task) =>
    task.levels.flatMap((level) =>
      kindsIn(at(root, 'noise', level.key)).flatMap((name) => {
        const moves = kinds.noises.find((kind) => kind.name === name)?.moves ?? [];
        const followed = task.kind?.follows ?? [];
        const lost = moves.filter((moved) => !followed.includes(moved));
        return task.kind === undefined || lost.length === 0 ? [] : [refused(level, task, { name, lost })];
      }),
    ),
  );
}

/** The noise kinds of a level, as the policy names them. */
function kindsIn(level: Written | undefined): readonly string[] {
  const steps = [level, ...itemsOf(at(level, 'chain'))];
  return steps.flatMap((step) => textAt(step, 'kind') ?? []);
}

function refused(
  level: Entry,
  task: TaskDraft,
  { name, lost }: { readonly name: string; readonly lost: readonly string[] },
): Finding {
  const data = {
    level: level.key,
    noise: name,
    moves: lost.join(' and '),
    task: task.name,
    kind: task.kind?.name ?? '',
  };
  return finding('NOISE_MOVES', data, level.at.place, level.at.through);
}
