import { finding, type Finding } from '../../core/fault.js';
import { sourceKeys } from '../schema-sources.js';
import { tasksOf, type Draft, type TaskDraft } from '../draft.js';
import { methodsOf, type WrittenMethod } from '../method.js';
import { at, textAt, type Written } from '../written.js';

/** A compressed model and the tasks that judge it. */
interface Judged {
  readonly compressed: Written;
  readonly tasks: readonly TaskDraft[];
}

/** What a method breaks must be looked at: noise after pruning, novel inputs after distillation. */
export function methodFindings(draft: Draft): readonly Finding[] {
  return judgedModels(draft).flatMap((judged) =>
    methodsOf(at(judged.compressed, 'method')).flatMap((method) => unseen(method, judged, draft)),
  );
}

/** The policy's own pair with every task that names no other, and each pair that tasks name. */
function judgedModels({ root, kinds }: Draft): readonly Judged[] {
  const tasks = tasksOf(root, kinds);
  const groups = new Map<string, { compressed: Written; tasks: TaskDraft[] }>();
  const shared = at(root, 'models', 'compressed');
  if (shared) groups.set('', { compressed: shared, tasks: tasks.filter(({ node }) => !at(node, 'models')) });
  for (const task of tasks) {
    const own = at(task.node, 'models', 'compressed');
    if (!own) continue;
    const source = sourceKeys.flatMap((key) => textAt(own, key)?.replace(/^/, `${key} `) ?? []).join(' ');
    groups.set(source, { compressed: own, tasks: [...(groups.get(source)?.tasks ?? []), task] });
  }
  return [...groups.values()];
}

function unseen(method: WrittenMethod, { tasks }: Judged, draft: Draft): readonly Finding[] {
  if (method.isExempt || tasks.length === 0) return [];
  if (method.method === 'pruned') return tasks.flatMap((task) => withoutNoise(task, draft));
  const isUnread = tasks.some((task) => !hasRole(task, draft));
  if (method.method !== 'distilled' || isUnread || tasks.some(({ role }) => role === 'novel')) return [];
  return [finding('DISTILLED_WITHOUT_NOVEL', {}, method.at.place, method.at.through)];
}

function withoutNoise(task: TaskDraft, draft: Draft): readonly Finding[] {
  if (task.role !== 'primary' || task.levels.length === 0 || !hasRole(task, draft)) return [];
  if (task.levels.some(({ key }) => key !== 'clean')) return [];
  return [finding('PRUNED_WITHOUT_NOISE', { task: task.name }, task.at.place, task.at.through)];
}

function hasRole({ name }: TaskDraft, { sound }: Draft): boolean {
  return sound('tasks', name) && sound('tasks', name, 'role') && sound('tasks', name, 'levels');
}
