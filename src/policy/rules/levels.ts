import { finding, type Finding } from '../../core/fault.js';
import { obstacle, roleLimit, type Obstacle } from '../applies.js';
import { tasksOf, type Draft, type TaskDraft } from '../draft.js';
import { suggest } from '../suggest.js';
import { at, entriesOf, type Entry } from '../written.js';

/** Every task has levels, every level is defined and has a limit that can be judged, every noise level is used. */
export function levelFindings(draft: Draft): readonly Finding[] {
  const tasks = tasksOf(draft.root, draft.kinds);
  const known = ['clean', ...entriesOf(at(draft.root, 'noise')).map(({ key }) => key)];
  const suggested = new Set<string>();
  const found = tasks.flatMap((task) => [
    ...withoutLevels(task),
    ...task.levels.flatMap((level) => unknownLevel(level, { task, known, suggested })),
    ...task.levels.flatMap((level) => withoutLimit(level, task)),
    ...task.levels.flatMap((level) => unfitLimits(level, task, draft)),
    ...guardrailKind(task),
  ]);
  return [...found, ...unused(draft, tasks, suggested)];
}

function withoutLevels(task: TaskDraft): readonly Finding[] {
  const levels = at(task.node, 'levels');
  const isEmpty = levels?.is === 'map' && levels.entries.length === 0 && !levels.isPartial;
  return isEmpty ? [finding('TASK_WITHOUT_LEVELS', { task: task.name }, task.at.place, task.at.through)] : [];
}

interface Names {
  readonly task: TaskDraft;
  readonly known: readonly string[];
  readonly suggested: Set<string>;
}

function unknownLevel(level: Entry, { task, known, suggested }: Names): readonly Finding[] {
  if (known.includes(level.key)) return [];
  const meant = suggest(level.key, known) ?? '';
  suggested.add(meant);
  const data = { level: level.key, task: task.name, known: known.join(', '), suggestion: meant };
  return [finding('UNKNOWN_LEVEL', data, level.at.place, level.at.through)];
}

function withoutLimit(level: Entry, task: TaskDraft): readonly Finding[] {
  const { node } = level;
  if (node.is !== 'map' || node.entries.length > 0 || node.isPartial || task.role === 'guardrail') return [];
  return [
    finding('LEVEL_WITHOUT_LIMIT', { task: task.name, level: level.key }, level.at.place, level.at.through),
  ];
}

function unfitLimits(level: Entry, task: TaskDraft, draft: Draft): readonly Finding[] {
  if (!isRead(task, draft)) return [];
  return entriesOf(level.node).flatMap((limit) => unfit(limit, obstacle(limit.key, level.key, task), task));
}

/** Whether labels and output of a task could be read, so that what is missing is missing. */
export function isRead({ name }: TaskDraft, { sound }: Draft): boolean {
  return sound('tasks', name) && sound('tasks', name, 'data') && sound('tasks', name, 'output');
}

/** What is said of a limit that can't be judged; a limit that the kind lacks is the schema's to name. */
export function unfit(limit: Entry, found: Obstacle | undefined, task: TaskDraft): readonly Finding[] {
  const data = { limit: limit.key, task: task.name };
  const { place, through } = limit.at;
  if (found === 'labels') return [finding('LIMIT_NEEDS_LABELS', data, place, through)];
  if (found === 'confidence') return [finding('LIMIT_NEEDS_CONFIDENCE', data, place, through)];
  if (found === 'whole') return [finding('LIMIT_OF_WHOLE', data, place, through)];
  if (found === 'noiseless') return [finding('SEEK_AT_CLEAN', data, place, through)];
  return found === 'clean' ? [finding('GAP_AT_CLEAN', data, place, through)] : [];
}

function guardrailKind(task: TaskDraft): readonly Finding[] {
  if (task.role !== 'guardrail' || !task.kind || roleLimit(task) !== undefined) return [];
  const role = at(task.node, 'role') ?? task.at;
  return [finding('GUARDRAIL_KIND', { task: task.name, kind: task.kind.name }, role.place, role.through)];
}

/** Silent while some task's levels can't be read, and about a level whose name was only misspelt. */
function unused(
  { root }: Draft,
  tasks: readonly TaskDraft[],
  suggested: ReadonlySet<string>,
): readonly Finding[] {
  const isWhole = tasks.every(({ node }) => {
    const levels = at(node, 'levels');
    return levels?.is === 'map' && !levels.isPartial && levels.entries.length > 0;
  });
  if (!isWhole || tasks.length === 0) return [];
  const used = new Set([
    ...suggested,
    'clean',
    ...tasks.flatMap((task) => task.levels.map(({ key }) => key)),
  ]);
  return entriesOf(at(root, 'noise'))
    .filter(({ key }) => !used.has(key))
    .map(({ key, at: spot }) => finding('NOISE_UNUSED', { level: key }, spot.place, spot.through));
}
