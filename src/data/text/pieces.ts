import { type LoadedTokenizer, type TokenizerFacts } from './load.js';
import { lengthOf, normalized, unitsOf, type Unit } from './normalized.js';

/** A piece of text as the model's vocabulary has it: `start` to `end` are characters of the text, without spaces around. */
export interface Piece {
  readonly token: string;
  readonly id: number;
  readonly start: number;
  readonly end: number;
  /** Pieces of one part of the split text have the same number. */
  readonly part: number;
}

/** The pieces of a text in order, without special tokens around them. */
export function piecesOf(tokenizer: LoadedTokenizer, text: string): readonly Piece[] {
  const { library } = tokenizer;
  const characters = Array.from(text);
  return sectionsOf(text, (whole) => library.splitter_unnormalized.split(whole), library).flatMap(
    (section, index) => {
      if (section.isAdded) return [added(tokenizer, section)];
      const units = normalized(unitsOf(section.text, section.start), library.normalizer);
      return normalizedPieces(tokenizer, units, index).map((piece) => trimmed(piece, characters));
    },
  );
}

interface Section {
  readonly text: string;
  /** In characters. */
  readonly start: number;
  readonly end: number;
  readonly isAdded: boolean;
}

/** A text cut at its added tokens; spaces that such a token takes along belong to no piece. */
function sectionsOf(
  text: string,
  split: (text: string) => string[],
  library: LoadedTokenizer['library'],
): readonly Section[] {
  let at = 0;
  const sections = split(text).map((part) => {
    const start = at;
    at += lengthOf(part);
    return { text: part, start, end: at, token: library.added_tokens_map.get(part) };
  });
  return sections.flatMap(({ token, ...section }, index): readonly Section[] => {
    if (token) return [{ ...section, isAdded: true }];
    const before = sections[index - 1]?.token?.rstrip === true ? section.text.trimStart() : section.text;
    const kept = sections[index + 1]?.token?.lstrip === true ? before.trimEnd() : before;
    if (kept === '') return [];
    const start = section.start + lengthOf(section.text) - lengthOf(before);
    return [{ text: kept, start, end: start + lengthOf(kept), isAdded: false }];
  });
}

function added({ library }: LoadedTokenizer, { text, start, end }: Section): Piece {
  const token = library.added_tokens_map.get(text);
  return { token: text, id: token?.id ?? NaN, start, end, part: start };
}

/** Normalized text has added tokens of its own; what is between them is split and given to the model. */
function normalizedPieces(
  tokenizer: LoadedTokenizer,
  units: readonly Unit[],
  index: number,
): readonly Piece[] {
  const { library } = tokenizer;
  const text = units.map((unit) => unit.text).join('');
  return sectionsOf(text, (whole) => library.splitter_normalized.split(whole), library).flatMap((section) => {
    const inside = units.slice(section.start, section.end);
    const span = { start: inside[0]?.start ?? 0, end: inside.at(-1)?.end ?? 0 };
    if (section.isAdded) return [added(tokenizer, { ...section, ...span })];
    const parts = library.pre_tokenizer?.pre_tokenize(section.text, { section_index: index }) ?? [
      section.text,
    ];
    return placed(parts, alphabet(inside, tokenizer.facts), spacesOf(tokenizer.facts)).flatMap((part) =>
      wordPieces(tokenizer, part),
    );
  });
}

/** Normalized text in the letters that pieces are spelled in: bytes as letters, spaces as a mark. */
function alphabet(units: readonly Unit[], { byteLevel, space }: TokenizerFacts): readonly Unit[] {
  if (byteLevel) {
    const encoder = new TextEncoder();
    return units.flatMap((unit) =>
      Array.from(encoder.encode(unit.text), (byte) => ({ ...unit, text: letters[byte] ?? '' })),
    );
  }
  return space === null ? units : units.map((unit) => (unit.text === ' ' ? { ...unit, text: space } : unit));
}

/** The letter of each byte in byte-level vocabularies: printable Latin-1 stands for itself, the rest for U+0100 and on. */
const letters: readonly string[] = (() => {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const isPrintable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    return String.fromCodePoint(isPrintable ? byte : next++);
  });
})();

/** What a space is in the letters of pieces. */
function spacesOf({ byteLevel, space }: TokenizerFacts): string {
  return byteLevel ? (letters[32] ?? ' ') : (space ?? '');
}

interface Part {
  readonly text: string;
  readonly units: readonly Unit[];
}

/** Where the parts of a split lie, in order; a space that was put in front of one has an empty span. */
function placed(parts: readonly string[], units: readonly Unit[], spaces: string): readonly Part[] {
  let at = 0;
  return parts.map((text) => {
    const wanted = Array.from(text);
    const [first = '', ...rest] = wanted;
    const found = find(wanted, units, at);
    const behind = spaces.includes(first) && rest.length > 0 ? find(rest, units, at) : -1;
    if (behind >= 0 && (found < 0 || behind < found)) {
      const place = units[behind]?.start ?? 0;
      at = behind + rest.length;
      return { text, units: [{ text: first, start: place, end: place }, ...units.slice(behind, at)] };
    }
    const from = found < 0 ? at : found;
    at = from + wanted.length;
    return { text, units: units.slice(from, at) };
  });
}

function find(wanted: readonly string[], units: readonly Unit[], from: number): number {
  for (let at = from; at + wanted.length <= units.length; at += 1) {
    if (wanted.every((letter, index) => units[at + index]?.text === letter)) return at;
  }
  return -1;
}

/** The pieces of one part, each with as many letters as its own text has; pieces for single bytes share a letter. */
function wordPieces({ library, facts }: LoadedTokenizer, { text, units }: Part): readonly Piece[] {
  const { model, added_tokens_map: known } = library;
  const tokens = model._call([text]);
  const part = units[0]?.start ?? 0;
  let at = 0;
  let bytes = 0;
  return tokens.map((token, index) => {
    const from = at;
    const isByte = oneByte.test(token);
    bytes = isByte ? bytes + 1 : 0;
    const letters = isByte ? 1 : lettersOf({ token, index, tokens, facts, units, from });
    const to = Math.min(units.length, from + letters);
    if (!isByte || bytes === Buffer.byteLength(units[from]?.text ?? '')) {
      at = to;
      bytes = 0;
    }
    const id = known.get(token)?.id ?? model.tokens_to_ids.get(token) ?? model.unk_token_id ?? NaN;
    const start = units[from]?.start ?? units.at(-1)?.end ?? 0;
    return { token, id, start, end: Math.max(start, units[to - 1]?.end ?? 0), part };
  });
}

const oneByte = /^<0x[0-9A-F]{2}>$/;

interface Spelling {
  readonly token: string;
  readonly index: number;
  readonly tokens: readonly string[];
  readonly facts: TokenizerFacts;
  readonly units: readonly Unit[];
  readonly from: number;
}

/** How many letters a piece stands for; an unknown one for all up to the next piece that is spelled out. */
function lettersOf({ token, index, tokens, facts, units, from }: Spelling): number {
  if (token !== facts.unknown) return spelling(token, index, facts).length;
  const next = tokens[index + 1];
  if (facts.model === 'WordPiece' || next === undefined) return units.length - from;
  if (next === facts.unknown) return 1;
  const found = find(spelling(next, index + 1, facts), units, from + 1);
  return found < 0 ? 1 : found - from;
}

function spelling(token: string, index: number, facts: TokenizerFacts): readonly string[] {
  const inside =
    index > 0 && token.startsWith(facts.continuing) ? token.slice(facts.continuing.length) : token;
  const isLast = facts.wordEnd !== '' && inside.endsWith(facts.wordEnd);
  return Array.from(isLast ? inside.slice(0, -facts.wordEnd.length) : inside);
}

/** Spaces that belong to a piece (a byte-level Ġ, a ▁) are none of the word it stands for. */
function trimmed(piece: Piece, characters: readonly string[]): Piece {
  let { start, end } = piece;
  while (start < end && /^\s$/u.test(characters[start] ?? '')) start += 1;
  while (start < end && /^\s$/u.test(characters[end - 1] ?? '')) end -= 1;
  return { ...piece, start, end };
}
