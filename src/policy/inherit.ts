import { finding, type Finding } from '../core/fault.js';
import { fit } from './applies.js';
import { resolveFractions } from './fractions.js';
import type { PolicyKinds } from './kinds.js';
import { merge, removedKeys } from './merge.js';
import {
  at,
  entriesOf,
  withEntries,
  withValue,
  type Entry,
  type Written,
  type WrittenMap,
} from './written.js';

export interface Inherited {
  readonly root: WrittenMap;
  readonly notes: readonly Finding[];
}

/** The policy with `defaults` merged into every task, without what does not apply to a task's kind or data. */
export function inheritDefaults(root: WrittenMap, kinds: PolicyKinds): Inherited {
  const defaults = at(root, 'defaults');
  const tasks = at(root, 'tasks');
  if (tasks?.is !== 'map') return { root, notes: [] };
  const done = tasks.entries.map((entry) => inheritInto(entry, defaults, kinds));
  const merged = withEntries(
    tasks,
    done.map(({ entry }) => entry),
  );
  const withTasks = withValue(root, 'tasks', merged);
  const resolved = defaults?.is === 'map' ? resolveFractions(defaults, kinds.steps) : undefined;
  return {
    root: resolved ? withValue(withTasks, 'defaults', resolved) : withTasks,
    notes: done.flatMap(({ notes }) => notes),
  };
}

function inheritInto(entry: Entry, defaults: Written | undefined, kinds: PolicyKinds) {
  if (entry.node.is !== 'map') return { entry, notes: [] };
  const merged = defaults?.is === 'map' ? merge(entry.node, defaults) : entry.node;
  const { task, notes } = fit(entry.key, merged, kinds);
  const removed = removedKeys(entry.node, defaults).map(([key, { at: spot }]) =>
    finding('DEFAULT_REMOVED', { task: entry.key, key }, spot.place, spot.through),
  );
  const inherited = inheritedKeys(task).map(([key, { at: spot }]) =>
    finding('INHERITED', { task: entry.key, key }, spot.place, spot.through),
  );
  const node = resolveFractions(task, kinds.steps);
  return { entry: { ...entry, node }, notes: [...inherited, ...notes, ...removed] };
}

/** The outermost keys that came from defaults, as `levels.clean`. */
function inheritedKeys(node: Written, path = ''): readonly (readonly [string, Entry])[] {
  return entriesOf(node).flatMap((entry): readonly (readonly [string, Entry])[] =>
    entry.at.inherited ? [[`${path}${entry.key}`, entry]] : inheritedKeys(entry.node, `${path}${entry.key}.`),
  );
}
