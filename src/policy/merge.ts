import { entryAt, withEntries, type Entry, type Written, type WrittenMap } from './written.js';

/**
 * A task with `defaults` merged in: maps key by key, anything else as a whole; the task's own keys win and
 * null removes an inherited key. What comes from defaults keeps its place there and is marked as inherited.
 */
export function merge(own: WrittenMap, defaults: WrittenMap): WrittenMap {
  const inherited = defaults.entries.flatMap((entry) => mergeEntry(entryAt(own, entry.key), entry));
  const added = own.entries.filter((entry) => !entryAt(defaults, entry.key));
  return withEntries(own, [...inherited, ...added]);
}

function mergeEntry(own: Entry | undefined, inherited: Entry): readonly Entry[] {
  if (isNull(inherited.node)) return own ? [own] : [];
  if (!own) return [inherit(inherited)];
  if (isNull(own.node)) return [];
  if (own.node.is !== 'map' || inherited.node.is !== 'map') return [own];
  if (areOtherArms(own, inherited)) return [own];
  return [{ ...own, node: merge(own.node, inherited.node) }];
}

function isNull(node: Written): boolean {
  return node.is === 'scalar' && node.value === null;
}

/** Feeding per arm and feeding both alike don't mix: the task's own way replaces the other. */
function areOtherArms(own: Entry, inherited: Entry): boolean {
  if (!['inputs', 'output', 'sequence'].includes(own.key)) return false;
  return isPerArm(own.node) !== isPerArm(inherited.node);
}

/** `{ baseline: …, compressed: … }` instead of one thing for both models. */
export function isPerArm(node: Written | undefined): boolean {
  return (entryAt(node, 'baseline') ?? entryAt(node, 'compressed')) !== undefined;
}

function inherit(entry: Entry): Entry {
  return { ...entry, at: { ...entry.at, inherited: true }, node: inheritNode(entry.node) };
}

function inheritNode(node: Written): Written {
  if (node.is === 'map') return { ...node, inherited: true, entries: dropNulls(node.entries).map(inherit) };
  if (node.is === 'list') return { ...node, inherited: true, items: node.items.map(inheritNode) };
  return { ...node, inherited: true };
}

/** Null has nothing to remove inside `defaults`. */
function dropNulls(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter((entry) => !isNull(entry.node));
}

/** The keys under which the task's own null removed something, as `levels.clean`. */
export function removedKeys(
  own: Written,
  defaults: Written | undefined,
  path = '',
): readonly (readonly [string, Entry])[] {
  if (own.is !== 'map' || defaults?.is !== 'map') return [];
  return own.entries.flatMap((entry) => {
    const inherited = entryAt(defaults, entry.key);
    if (!inherited) return [];
    const key = `${path}${entry.key}`;
    if (isNull(entry.node)) return isNull(inherited.node) ? [] : [[key, entry] as const];
    return removedKeys(entry.node, inherited.node, `${key}.`);
  });
}
