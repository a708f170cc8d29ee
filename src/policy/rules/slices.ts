import { finding, type Finding } from '../../core/fault.js';
import { boundedBy, obstacle } from '../applies.js';
import { sliceKeys, tasksOf, type Draft, type TaskDraft } from '../draft.js';
import { entriesOf, type Entry } from '../written.js';
import { isRead, unfit } from './levels.js';

/** A slice repeats limits of the levels for every value of a field: without such a limit it judges nothing. */
export function sliceFindings(draft: Draft): readonly Finding[] {
  return tasksOf(draft.root, draft.kinds).flatMap((task) =>
    task.slices.flatMap((slice) => [...withoutLimit(slice, task), ...limitsOf(slice, task, draft)]),
  );
}

function withoutLimit({ key, at: spot, node }: Entry, task: TaskDraft): readonly Finding[] {
  if (node.is !== 'map' || node.isPartial || node.entries.some((entry) => !sliceKeys.has(entry.key)))
    return [];
  return [finding('SLICE_WITHOUT_LIMIT', { field: key, task: task.name }, spot.place, spot.through)];
}

function limitsOf(slice: Entry, task: TaskDraft, draft: Draft): readonly Finding[] {
  if (!isRead(task, draft) || !draft.sound('tasks', task.name, 'levels')) return [];
  const limits = entriesOf(slice.node).filter(({ key }) => !sliceKeys.has(key));
  return limits.flatMap((limit) => {
    const found = obstacle(limit.key, undefined, task);
    return found ? unfit(limit, found, task) : unbounded(limit, slice.key, task);
  });
}

function unbounded({ key, at: spot }: Entry, field: string, task: TaskDraft): readonly Finding[] {
  if (!task.kind || task.levels.length === 0 || boundedBy(task).includes(key)) return [];
  return [finding('SLICE_LIMIT_UNBOUNDED', { limit: key, field, task: task.name }, spot.place, spot.through)];
}
