import type { Schema } from '../core/json.js';
import { fieldsOf } from './kinds.js';
import { isPerArm } from './merge.js';
import { withEntries, withValue, entryAt, type Entry, type Written, type WrittenMap } from './written.js';

/** A task whose input steps hold numbers where fractions (`1/255`) were written. */
export function resolveFractions(task: WrittenMap, steps: Schema): WrittenMap {
  const inputs = entryAt(task, 'inputs')?.node;
  if (inputs?.is !== 'map') return task;
  const resolved = isPerArm(inputs)
    ? mapEntries(inputs, (arm) => mapEntries(arm, (spec) => resolveSpec(spec, steps)))
    : mapEntries(inputs, (spec) => resolveSpec(spec, steps));
  return withValue(task, 'inputs', resolved);
}

function mapEntries<W extends Written>(
  node: W,
  change: (node: Written, key: string) => Written,
): W | WrittenMap {
  if (node.is !== 'map') return node;
  const entries: readonly Entry[] = node.entries.map((entry) => ({
    ...entry,
    node: change(entry.node, entry.key),
  }));
  return withEntries(node, entries);
}

function resolveSpec(spec: Written, steps: Schema): Written {
  const { properties } = fieldsOf(steps);
  // Only where the step takes no text of its own: a file may well be called 1/2.
  const takesText = (key: string): boolean =>
    properties[key] === undefined || properties[key]['type'] === 'string';
  return mapEntries(spec, (node, key) => (takesText(key) ? node : resolve(node)));
}

function resolve(node: Written): Written {
  if (node.is === 'map') return mapEntries(node, resolve);
  if (node.is === 'list') return { ...node, items: node.items.map(resolve) };
  const [, above, below] = /^(\d+(?:\.\d+)?) ?\/ ?([1-9]\d*(?:\.\d+)?)$/.exec(String(node.value)) ?? [];
  return above === undefined || below === undefined
    ? node
    : { ...node, value: Number(above) / Number(below) };
}
