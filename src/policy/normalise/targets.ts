import { finding, type Finding } from '../../core/fault.js';
import type { Limit, Target } from '../../core/policy.js';
import type { Unit } from '../../core/task.js';
import { obstacle, reasonOf } from '../applies.js';
import type { TaskDraft } from '../draft.js';
import { limitOf, type PolicyKinds } from '../kinds.js';
import { at, entriesOf, scalarAt, textAt, textsAt, type Entry, type Written } from '../written.js';
import type { Defaults } from './defaults.js';
import { limitsOf } from './limits.js';
import { numberAt, optional } from './values.js';

const optimizations = ['disabled', 'basic', 'extended', 'layout', 'all'] as const;

const runtimes = ['native', 'wasm', 'recording'] as const;

export function targetsOf(root: Written, kinds: PolicyKinds, defaults: Defaults): readonly Target[] {
  const written = entriesOf(at(root, 'targets'));
  if (written.length > 0) return written.map((entry) => targetOf(entry, kinds, defaults));
  const { place } = root;
  const alone: Entry = {
    key: 'native',
    at: root,
    node: { is: 'map', entries: [], isPartial: false, place, inherited: false },
  };
  defaults.use('targets', undefined, 'native alone');
  return [targetOf(alone, kinds, defaults)];
}

function targetOf({ key, at: spot, node }: Entry, kinds: PolicyKinds, defaults: Defaults): Target {
  const name = (of: string): string => `targets.${key}.${of}`;
  const level = optimizations.find((known) => known === textAt(node, 'graph-optimization'));
  const required = scalarAt(node, 'required');
  const tasks = at(node, 'tasks') && textsAt(node, 'tasks').map(({ value }) => value);
  const batch = numberAt(node, 'batch');
  defaults.use(name('batch'), batch, undefined, 'derived from the graph');
  return {
    name: key,
    runtime: runtimes.find((known) => known === textAt(node, 'runtime')) ?? 'native',
    ...optional('path', textAt(node, 'path')),
    ...optional('batch', batch),
    threads: defaults.use(name('threads'), numberAt(node, 'threads'), 1),
    graphOptimization: defaults.use(name('graph-optimization'), level, 'all'),
    session: Object.fromEntries(
      entriesOf(at(node, 'session')).map((entry) => [entry.key, textOf(entry.node)]),
    ),
    required: defaults.use(name('required'), typeof required === 'boolean' ? required : undefined, true),
    ...optional('tasks', tasks),
    limits: limitsOf(entriesOf(at(node, 'limits')), (limit) => unitOf(limit, kinds)),
    place: spot.place,
  };
}

function textOf(node: Written): string {
  return node.is === 'scalar' ? node.text : '';
}

/** Limits of a name have one unit in all kinds; the kinds' own test holds them to it. */
function unitOf(limit: string, kinds: PolicyKinds): Unit {
  const found = kinds.tasks.map((kind) => limitOf(kind, limit)).find((kind) => kind !== undefined);
  if (!found) throw new Error(`no kind has the limit ${limit}`);
  return found.unit;
}

/** Which limits of which target say nothing about which task. */
export function skippedLimits(targets: readonly Target[], tasks: readonly TaskDraft[]): readonly Finding[] {
  return targets.flatMap((target) =>
    tasks
      .filter(({ name }) => target.tasks?.includes(name) ?? true)
      .flatMap((task) => target.limits.flatMap((limit) => skipped(target, limit, task))),
  );
}

function skipped(target: Target, limit: Limit, task: TaskDraft): readonly Finding[] {
  const found = obstacle(limit.name, undefined, task);
  if (!found) return [];
  const data = { limit: limit.name, target: target.name, task: task.name, why: reasonOf(found) };
  return [finding('TARGET_LIMIT_SKIPPED', data, limit.place)];
}
