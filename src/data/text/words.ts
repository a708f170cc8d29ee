import type { Tokens } from '../../core/input.js';
import { lengthOf } from './normalized.js';
import type { Piece } from './pieces.js';
import type { Sequence } from './sequence.js';

/** A word with its span of characters. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a text: what is between white space. */
export function wordsOf(text: string): readonly Word[] {
  let at = 0;
  return text.split(/(\s+)/u).flatMap((part, index) => {
    const start = at;
    at += lengthOf(part);
    return index % 2 === 1 || part === '' ? [] : [{ text: part, start, end: at }];
  });
}

/** Which piece each word begins with: the first one that reaches into it, or a space in front that was split with it; −1 where there is none. */
export function firstPieces(words: readonly Word[], pieces: readonly Piece[]): readonly number[] {
  return words.map(({ start, end }) => {
    let at = pieces.findIndex((piece) => piece.end > start && piece.start < end && piece.end > piece.start);
    const { part } = pieces[at] ?? {};
    for (
      let before = pieces[at - 1];
      before?.part === part && before?.start === before?.end;
      before = pieces[at - 1]
    ) {
      if (before === undefined) break;
      at -= 1;
    }
    return at;
  });
}

/** Words with the positions in a sequence at which their first pieces stand. */
export function tokensOf(words: readonly string[], firsts: readonly number[], sequence: Sequence): Tokens {
  const at = new Map(sequence.pieces.map((piece, position) => [piece, position]));
  return { words, firsts: firsts.map((piece) => (piece < 0 ? -1 : (at.get(piece) ?? -1))) };
}
