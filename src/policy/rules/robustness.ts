import { finding, type Finding } from '../../core/fault.js';
import { tasksOf, type Draft, type TaskDraft } from '../draft.js';
import { entryAt } from '../written.js';

/** Limits over the noise levels need noise levels, and a score, which needs labels. */
export function robustnessFindings({ root, kinds, sound }: Draft): readonly Finding[] {
  return tasksOf(root, kinds)
    .filter(({ name }) => sound('tasks', name) && sound('tasks', name, 'data'))
    .flatMap(lacking);
}

function lacking(task: TaskDraft): readonly Finding[] {
  const written = entryAt(task.node, 'robustness');
  if (written === undefined) return [];
  const { place, through } = written.at;
  const isClean = task.levels.every(({ key }) => key === 'clean');
  return [
    ...(isClean ? [finding('ROBUSTNESS_WITHOUT_NOISE', { task: task.name }, place, through)] : []),
    ...(task.labelled
      ? []
      : [finding('LIMIT_NEEDS_LABELS', { limit: 'robustness', task: task.name }, place, through)]),
  ];
}
