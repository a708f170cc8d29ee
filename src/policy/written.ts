import type { Json } from '../core/json.js';
import type { Place } from '../core/place.js';

/** Where a value was written, and the alias through which it was reached. */
export interface Spot {
  readonly place: Place;
  readonly through?: Place;
  /** It came from `defaults`. */
  readonly inherited: boolean;
}

export type Plain = string | number | boolean | null;

/** A value as the file has it, with its places. Names people chose are values here, never object keys. */
export type Written = WrittenScalar | WrittenList | WrittenMap;

export interface WrittenScalar extends Spot {
  readonly is: 'scalar';
  readonly value: Plain;
  /** The value as it stands in the file: `1` and `"1"` are both 1 here, `0o17` is not 15. */
  readonly text: string;
}

export interface WrittenList extends Spot {
  readonly is: 'list';
  readonly items: readonly Written[];
}

export interface WrittenMap extends Spot {
  readonly is: 'map';
  readonly entries: readonly Entry[];
  /** It has a merge key, which is refused: that other keys are missing is no mistake of its own. */
  readonly isPartial: boolean;
}

export interface Entry {
  readonly key: string;
  readonly at: Spot;
  readonly node: Written;
}

/** The entries of a map; none for anything else, which the schema complains about. */
export function entriesOf(node: Written | undefined): readonly Entry[] {
  return node?.is === 'map' ? node.entries : [];
}

export function itemsOf(node: Written | undefined): readonly Written[] {
  return node?.is === 'list' ? node.items : [];
}

export function entryAt(node: Written | undefined, key: string): Entry | undefined {
  return entriesOf(node).find((entry) => entry.key === key);
}

/** The value under a path of keys; undefined where the path ends early. */
export function at(node: Written | undefined, ...path: readonly string[]): Written | undefined {
  return path.reduce<Written | undefined>((inner, key) => entryAt(inner, key)?.node, node);
}

export function scalarAt(node: Written | undefined, ...path: readonly string[]): Plain | undefined {
  const found = at(node, ...path);
  return found?.is === 'scalar' ? found.value : undefined;
}

export function textAt(node: Written | undefined, ...path: readonly string[]): string | undefined {
  const value = scalarAt(node, ...path);
  return typeof value === 'string' ? value : undefined;
}

/** A text, or a list of texts. */
export function textsAt(node: Written | undefined, ...path: readonly string[]): readonly Placed[] {
  const found = at(node, ...path);
  const nodes = found?.is === 'list' ? found.items : found ? [found] : [];
  return nodes.flatMap((one) => (one.is === 'scalar' ? [{ value: one.text, node: one }] : []));
}

interface Placed {
  readonly value: string;
  readonly node: WrittenScalar;
}

/** The value without its places; own keys only, so that a key called `__proto__` stays an ordinary key. */
export function plain(node: Written): Json {
  if (node.is === 'scalar') return node.value;
  if (node.is === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.node)]));
}

/** The same map with other entries. */
export function withEntries(map: WrittenMap, entries: readonly Entry[]): WrittenMap {
  return { ...map, entries };
}

/** The same map with one value replaced; a map without the key stays as it is. */
export function withValue(map: WrittenMap, key: string, node: Written): WrittenMap {
  return withEntries(
    map,
    map.entries.map((entry) => (entry.key === key ? { ...entry, node } : entry)),
  );
}
