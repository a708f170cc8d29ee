import type { Role } from '../core/policy.js';
import type { TaskKind } from '../core/task.js';
import type { PolicyKinds } from './kinds.js';
import { at, entriesOf, textAt, type Entry, type Written, type WrittenMap } from './written.js';

/** A policy whose defaults are merged in and whose shape may still be wrong: what the rules read. */
export interface Draft {
  readonly root: WrittenMap;
  readonly kinds: PolicyKinds;
  /** Whether the schema had nothing against the shape of the map at this path. */
  sound(...path: readonly string[]): boolean;
}

export interface TaskDraft {
  readonly name: string;
  readonly at: Entry['at'];
  readonly node: Written;
  readonly kind: TaskKind | undefined;
  readonly role: Role;
  readonly labelled: boolean;
  /** Some arm's output is read as labels, which have no confidence. */
  readonly readsLabels: boolean;
  readonly levels: readonly Entry[];
  readonly slices: readonly Entry[];
}

export function tasksOf(root: Written, kinds: PolicyKinds): readonly TaskDraft[] {
  return entriesOf(at(root, 'tasks')).map((entry) => taskOf(entry, kinds));
}

export function taskOf({ key, at: spot, node }: Entry, kinds: PolicyKinds): TaskDraft {
  const kind = kinds.tasks.find(({ name }) => name === textAt(node, 'kind'));
  return {
    name: key,
    at: spot,
    node,
    kind,
    role: roleOf(textAt(node, 'role')),
    labelled: at(node, 'data', 'label') !== undefined,
    readsLabels: readsLabels(at(node, 'output'), kind),
    levels: entriesOf(at(node, 'levels')),
    slices: entriesOf(at(node, 'slices')),
  };
}

export function roleOf(text: string | undefined): Role {
  return text === 'novel' || text === 'guardrail' ? text : 'primary';
}

function readsLabels(output: Written | undefined, kind: TaskKind | undefined): boolean {
  if (kind?.meanings.every((meaning) => meaning === 'labels')) return kind.meanings.length > 0;
  const readings = [
    textAt(output, 'is'),
    textAt(output, 'baseline', 'is'),
    textAt(output, 'compressed', 'is'),
  ];
  return readings.includes('labels');
}

/** Keys of a slice that are no limits. */
export const sliceKeys: ReadonlySet<string> = new Set(['scope', 'min-samples']);
