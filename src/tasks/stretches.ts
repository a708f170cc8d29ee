import type { TextKept, TextPair } from './token-measures.js';

/** One arm on a text that was scored in stretches. */
export function joinKept(parts: readonly TextKept[]): TextKept {
  return {
    tokens: total(parts.map(({ tokens }) => tokens)),
    right: total(parts.map(({ right }) => right)),
    surprise: totalOrNone(parts.map(({ surprise }) => surprise)),
    bytes: totalOrNone(parts.map(({ bytes }) => bytes)),
  };
}

/** Two arms on it. A text without an answer in one place has changed in every token. */
export function joinPairs(parts: readonly TextPair[]): TextPair {
  const [first] = parts;
  if (first === undefined) throw new Error('a text has a stretch');
  const tokens = total(parts.map((part) => part.tokens));
  const dearer = totalOrNone(parts.map((part) => part.dearer));
  const changed = totalOrNone(parts.map(({ tokensChanged }) => tokensChanged));
  return {
    ...first,
    changed: parts.some((part) => part.changed),
    tokens,
    tokensChanged: changed !== null && dearer === null ? tokens : changed,
    dearer,
    bytes: totalOrNone(parts.map(({ bytes }) => bytes)),
    divergences: joined(parts.map(({ divergences }) => divergences)),
    shifts: joined(parts.map(({ shifts }) => shifts)),
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** null where one of them is. */
function totalOrNone(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}

type Numbers = readonly (number | null)[];

function joined(lists: readonly (Numbers | null)[]): Numbers | null {
  return lists.every((list) => list !== null) ? lists.flat() : null;
}
