import { finding, type Finding } from '../../core/fault.js';
import { obstacle } from '../applies.js';
import { tasksOf, type Draft, type TaskDraft } from '../draft.js';
import { limitOf } from '../kinds.js';
import { suggest } from '../suggest.js';
import { at, entriesOf, entryAt, itemsOf, scalarAt, textAt, type Entry } from '../written.js';

/** The target on which the baseline runs: as written, else the one called native, else the first. */
export function referenceOf(written: string | undefined, targets: readonly string[]): string {
  return written ?? (targets.includes('native') ? 'native' : (targets[0] ?? 'native'));
}

export function targetFindings(draft: Draft): readonly Finding[] {
  const targets = entriesOf(at(draft.root, 'targets'));
  const tasks = tasksOf(draft.root, draft.kinds);
  const unknown = targets.flatMap((target) => unknownTasks(target, tasks));
  return [
    ...referenceFindings(draft, targets),
    ...unknown,
    ...targets.flatMap(recordingKeys),
    ...notRun(draft, targets),
    ...(unknown.length === 0 ? tasks.flatMap((task) => onNoTarget(task, targets)) : []),
    ...targets.flatMap((target) => unusedLimits(target, tasks, draft)),
  ];
}

/** Keys that say how an engine runs mean nothing where it has run already. */
const engineKeys = ['batch', 'threads', 'graph-optimization', 'session'];

function recordingKeys({ key: target, at: spot, node }: Entry): readonly Finding[] {
  const isRecording = textAt(node, 'runtime') === 'recording';
  const wrong = entriesOf(node).filter(({ key }) =>
    isRecording ? engineKeys.includes(key) : key === 'path',
  );
  const found = wrong.map(({ key, at: where }) =>
    finding(
      isRecording ? 'RECORDING_KEY' : 'PATH_WITHOUT_RECORDING',
      { key, target },
      where.place,
      where.through,
    ),
  );
  if (!isRecording || at(node, 'path') !== undefined) return found;
  return [
    ...found,
    finding('MISSING_KEY', { key: 'path', of: `target ${target}` }, spot.place, spot.through),
  ];
}

/** A model that is a recording can't be run: its answers stand for the reference alone. */
function notRun({ root, kinds }: Draft, targets: readonly Entry[]): readonly Finding[] {
  const models = [root, ...tasksOf(root, kinds).map(({ node }) => node)];
  const isRecorded = models.some((node) => at(node, 'models', 'compressed', 'recording') !== undefined);
  const reference = referenceOf(
    textAt(root, 'reference'),
    targets.map(({ key }) => key),
  );
  const engines = targets.filter(
    ({ key, node }) => key !== reference && textAt(node, 'runtime') !== 'recording',
  );
  if (!isRecorded) return [];
  return engines.map(({ key, at: spot }) =>
    finding('RECORDING_NOT_RUN', { target: key }, spot.place, spot.through),
  );
}

function referenceFindings({ root }: Draft, targets: readonly Entry[]): readonly Finding[] {
  const names = targets.length > 0 ? targets.map(({ key }) => key) : ['native'];
  const name = referenceOf(textAt(root, 'reference'), names);
  const target = targets.find(({ key }) => key === name);
  if (!names.includes(name)) return unknownReference(at(root, 'reference'), name, names);
  const required = at(target?.node, 'required');
  const limits = entryAt(target?.node, 'limits');
  const isLimited = limits !== undefined && entriesOf(limits.node).length > 0;
  return [
    ...(required && scalarAt(target?.node, 'required') === false
      ? [finding('REFERENCE_OPTIONAL', { target: name }, required.place, required.through)]
      : []),
    ...(isLimited
      ? [finding('REFERENCE_LIMITED', { target: name }, limits.at.place, limits.at.through)]
      : []),
  ];
}

function unknownReference(
  node: Entry['node'] | undefined,
  name: string,
  names: readonly string[],
): readonly Finding[] {
  const data = { target: name, known: names.join(', '), suggestion: suggest(name, names) ?? '' };
  return [finding('UNKNOWN_TARGET', data, node?.place, node?.through)];
}

function unknownTasks(target: Entry, tasks: readonly TaskDraft[]): readonly Finding[] {
  const names = tasks.map(({ name }) => name);
  return itemsOf(at(target.node, 'tasks')).flatMap((item) => {
    if (item.is !== 'scalar' || typeof item.value !== 'string' || names.includes(item.value)) return [];
    const data = { task: item.value, known: names.join(', '), suggestion: suggest(item.value, names) ?? '' };
    return [finding('UNKNOWN_TASK', data, item.place, item.through)];
  });
}

/** Whether a target judges a task. */
function holds(target: Entry, task: TaskDraft): boolean {
  const listed = at(target.node, 'tasks');
  return (
    listed === undefined || itemsOf(listed).some((item) => item.is === 'scalar' && item.value === task.name)
  );
}

function onNoTarget(task: TaskDraft, targets: readonly Entry[]): readonly Finding[] {
  const required = targets.filter((target) => scalarAt(target.node, 'required') !== false);
  if (required.length === 0 || required.some((target) => holds(target, task))) return [];
  return [finding('TASK_ON_NO_TARGET', { task: task.name }, task.at.place, task.at.through)];
}

function unusedLimits(target: Entry, tasks: readonly TaskDraft[], draft: Draft): readonly Finding[] {
  const here = tasks.filter((task) => holds(target, task));
  const isRead = here.every((task) => task.kind && draft.sound('tasks', task.name, 'data'));
  if (!isRead || here.length === 0) return [];
  return entriesOf(at(target.node, 'limits')).flatMap(({ key, at: spot }) => {
    const isKnown = draft.kinds.tasks.some((kind) => limitOf(kind, key));
    if (!isKnown || here.some((task) => obstacle(key, undefined, task) === undefined)) return [];
    return [finding('TARGET_LIMIT_UNUSED', { limit: key, target: target.key }, spot.place, spot.through)];
  });
}
