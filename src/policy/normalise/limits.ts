import type { Limit } from '../../core/policy.js';
import type { Unit } from '../../core/task.js';
import type { Entry } from '../written.js';
import { needQuantity } from './values.js';

/** Limits as written: a map of labels gives one limit for each. */
export function limitsOf(entries: readonly Entry[], unitOf: (name: string) => Unit): readonly Limit[] {
  return entries.flatMap((entry) => {
    const unit = unitOf(entry.key);
    if (entry.node.is !== 'map') return [limitOf(entry.key, entry, unit)];
    return entry.node.entries.map((inner) => ({ ...limitOf(entry.key, inner, unit), label: inner.key }));
  });
}

function limitOf(name: string, { node }: Entry, unit: Unit): Limit {
  const { place, inherited } = node;
  return { name, unit, ...needQuantity(node, unit), place, from: inherited ? 'default' : 'head' };
}
