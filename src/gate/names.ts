import { readFileSync } from 'node:fs';
import { fault, type Fault } from '../core/fault.js';
import type { DataSource } from '../core/policy.js';
import { findPath } from '../sources/path.js';

/**
 * The names of classes or tokens by their index: one a line (the last line may end the file without a line break), or
 * of JSON: a list, a vocabulary `{"name": index}` or a tokenizer.json. Fault NAMES_UNREADABLE where an index has no name, or two.
 */
export function readNames(directory: string, path: string, data: DataSource): string[] {
  const file = findPath({ directory, path, what: 'class names', place: data.place });
  const text = readFileSync(file, 'utf8');
  const refuse = (reason: string): Fault => fault('NAMES_UNREADABLE', { path, reason }, data.place);
  if (path.endsWith('.json')) return listed(entriesIn(text, refuse), refuse);
  const lines = text.replace(/\r?\n$/u, '').split(/\r?\n/u);
  return lines.map((line) => line.trim());
}

type Entry = readonly [name: string, index: unknown];

function entriesIn(text: string, refuse: (reason: string) => Fault): readonly Entry[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refuse('it is no JSON');
  }
  const { model, added_tokens: added } = membersOf(json);
  const vocabulary = model === undefined ? json : membersOf(model)['vocab'];
  const more = (Array.isArray(added) ? added : []).map((each): Entry => {
    const { content, id } = membersOf(each);
    return [String(content), id];
  });
  if (Array.isArray(vocabulary)) return [...vocabulary.map(pieceAt), ...more];
  const entries = Object.entries(membersOf(vocabulary));
  if (entries.length === 0) throw refuse('it has no vocabulary');
  return [...entries, ...more];
}

/** Of a list: a name, or a piece with its score. */
function pieceAt(piece: unknown, index: number): Entry {
  const name: unknown = Array.isArray(piece) ? piece[0] : piece;
  return typeof name === 'string' ? [name, index] : [JSON.stringify(piece), undefined];
}

function membersOf(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listed(entries: readonly Entry[], refuse: (reason: string) => Fault): string[] {
  const names = new Map<number, string>();
  for (const [name, index] of entries) {
    if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0)
      throw refuse(`\`${name}\` has no index`);
    const known = names.get(index);
    if (known !== undefined && known !== name)
      throw refuse(`\`${known}\` and \`${name}\` have index ${index}`);
    names.set(index, name);
  }
  return Array.from({ length: names.size }, (_, index) => {
    const name = names.get(index);
    if (name === undefined) throw refuse(`index ${index} has no name`);
    return name;
  });
}
