import type { Json } from '../../core/json.js';
import type { Unit } from '../../core/task.js';
import { isQuantity, readQuantity, type Quantity } from '../quantity.js';
import { at, plain, scalarAt, textAt, type Written } from '../written.js';

/** A text that the schema has made sure of; its absence is our own mistake. */
export function needText(node: Written | undefined, ...path: readonly string[]): string {
  const text = textAt(node, ...path);
  if (text === undefined) throw new Error(`no text at ${path.join('.')}`);
  return text;
}

export function needQuantity(node: Written, unit: Unit): Quantity {
  const read = readQuantity(plain(node), unit);
  if (!isQuantity(read)) throw new Error(`no quantity at ${node.place.line}:${node.place.column}`);
  return read;
}

export function shareAt(node: Written | undefined, key: string): number | undefined {
  const found = at(node, key);
  return found && needQuantity(found, 'share').value;
}

export function numberAt(node: Written | undefined, ...path: readonly string[]): number | undefined {
  const value = scalarAt(node, ...path);
  return typeof value === 'number' ? value : undefined;
}

/** `{ key: value }`, or nothing where there is no value: optional properties are left out, not undefined. */
export function optional<K extends string, V>(key: K, value: V | undefined): { readonly [Key in K]?: V } {
  const found: { [Key in K]?: V } = {};
  if (value !== undefined) found[key] = value;
  return found;
}

/** The named entries of a map as a record without its prototype's names. */
export function recordOf(entries: readonly (readonly [string, Json])[]): { readonly [name: string]: Json } {
  return Object.fromEntries(entries);
}
