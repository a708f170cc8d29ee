import { isAlias, isMap, isScalar, isSeq, type Document, type Pair, type ParsedNode } from 'yaml';
import { Fault, finding, type Finding } from '../core/fault.js';
import type { Place } from '../core/place.js';
import type { Entry, Plain, Spot, Written } from './written.js';

type Node = ParsedNode | null | undefined;

/** Aliases that unfold into each other grow without end; a policy has a few thousand values at most. */
const maxNodes = 50_000;
const maxDepth = 60;

const mergeKey = '<<';

interface Reading {
  readonly anchors: ReadonlyMap<string, readonly ParsedNode[]>;
  readonly placeOf: (offset: number) => Place;
  readonly findings: Finding[];
  count: number;
}

/** How a node was reached. */
interface Path {
  readonly through: Place | undefined;
  readonly depth: number;
  readonly aliases: readonly ParsedNode[];
  /** Where an empty value would stand. */
  readonly fallback: number;
}

/** The document as a tree with places; aliases are replaced by what they stand for. */
export function readTree(document: Document.Parsed, placeOf: (offset: number) => Place) {
  const reading: Reading = { anchors: anchorsOf(document.contents), placeOf, findings: [], count: 0 };
  const contents: Node = document.contents;
  const path: Path = { through: undefined, depth: 0, aliases: [], fallback: 0 };
  const root = contents ? read(contents, path, reading) : undefined;
  return { root, findings: reading.findings };
}

function read(node: Node, path: Path, reading: Reading): Written {
  reading.count += 1;
  const spot = spotOf(node, path, reading);
  if (reading.count > maxNodes || path.depth > maxDepth) {
    throw new Fault(finding('POLICY_TOO_LARGE', {}, spot.through ?? spot.place));
  }
  if (isAlias(node)) return readAlias(node.source, node as ParsedNode, path, reading); // isAlias widens a parsed alias to any alias
  const inner = { ...path, depth: path.depth + 1 };
  if (isMap(node)) {
    const pairs = node.items as Pairs; // a parsed map has parsed pairs
    const isPartial = pairs.some(({ key }) => isScalar(key) && key.value === mergeKey);
    return { is: 'map', entries: readEntries(pairs, inner, reading), isPartial, ...spot };
  }
  if (isSeq(node)) {
    return { is: 'list', items: (node.items as Node[]).map((item) => read(item, inner, reading)), ...spot }; // a parsed list has parsed items
  }
  return { is: 'scalar', ...scalar(node), ...spot };
}

type Pairs = readonly Pair<Node, Node>[];

function spotOf(node: Node, path: Path, reading: Reading): Spot {
  const place = reading.placeOf(node?.range[0] ?? path.fallback);
  return { place, ...(path.through && { through: path.through }), inherited: false };
}

function scalar(node: Node): { readonly value: Plain; readonly text: string } {
  const value: unknown = isScalar(node) ? node.value : null;
  const source = isScalar(node) && typeof node.source === 'string' ? node.source : '';
  if (typeof value === 'string') return { value, text: value };
  if (typeof value === 'number' || typeof value === 'boolean') return { value, text: source };
  return { value: null, text: source }; // YAML 1.2 has no other scalars
}

function readAlias(name: string, node: ParsedNode, path: Path, reading: Reading): Written {
  const here = reading.placeOf(node.range[0]);
  const target = reading.anchors.get(name)?.findLast((anchored) => anchored.range[0] <= node.range[0]);
  if (!target) return missing('ALIAS_UNKNOWN', name, here, reading);
  if (path.aliases.includes(target) || holds(target, node)) return missing('ALIAS_LOOP', name, here, reading);
  // The outermost alias is the one that stands in the part of the file being read.
  return read(
    target,
    { ...path, through: path.through ?? here, aliases: [...path.aliases, target] },
    reading,
  );
}

function holds(outer: ParsedNode, inner: ParsedNode): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

function missing(
  code: 'ALIAS_UNKNOWN' | 'ALIAS_LOOP',
  name: string,
  place: Place,
  reading: Reading,
): Written {
  reading.findings.push(finding(code, { name }, place));
  return { is: 'scalar', value: null, text: `*${name}`, place, inherited: false };
}

function readEntries(pairs: Pairs, path: Path, reading: Reading): readonly Entry[] {
  const entries = new Map<string, Entry>();
  for (const pair of pairs) {
    const key = read(pair.key, path, reading);
    const fallback = pair.key?.range[1] ?? path.fallback;
    const node = read(pair.value, { ...path, fallback }, reading);
    if (key.is !== 'scalar' || key.value === null) {
      reading.findings.push(finding('BAD_KEY', {}, key.place));
    } else if (key.text === mergeKey) {
      reading.findings.push(finding('MERGE_KEY', {}, key.place, key.through));
    } else {
      keep({ key: key.text, at: key, node }, entries, reading);
    }
  }
  return [...entries.values()];
}

function keep(entry: Entry, entries: Map<string, Entry>, reading: Reading): void {
  const first = entries.get(entry.key);
  if (!first) {
    entries.set(entry.key, entry);
    return;
  }
  const twice = finding('DUPLICATE_KEY', { key: entry.key }, entry.at.place, first.at.place);
  reading.findings.push(twice);
}

/** Every anchored node by name, in the order of the file; a name may be used again further down. */
function anchorsOf(root: Node): ReadonlyMap<string, readonly ParsedNode[]> {
  const anchors = new Map<string, ParsedNode[]>();
  const visit = (node: Node, depth: number): void => {
    if (!node || depth > maxDepth) return;
    if (!isAlias(node) && node.anchor) anchors.set(node.anchor, [...(anchors.get(node.anchor) ?? []), node]);
    for (const inner of innerOf(node)) visit(inner, depth + 1);
  };
  visit(root, 0);
  return anchors;
}

function innerOf(node: ParsedNode): readonly Node[] {
  if (isMap(node)) return node.items.flatMap((pair) => [pair.key, pair.value]);
  return isSeq(node) ? node.items : [];
}
