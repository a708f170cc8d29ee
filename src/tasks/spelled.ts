import type { Tokenizer } from '../core/folder.js';

/** What bytes that are no whole character are decoded to. */
const broken = '\ufffd';

/**
 * Where tokens begin in the text that was cut into them, and last where the final one ends, in UTF-16 units: one more
 * than there are tokens. −1 inside of a character, and from where the tokens no longer spell the text (an unknown one,
 * letters in another case). Special tokens spell nothing.
 */
export function beginsOf(tokenizer: Tokenizer, ids: readonly number[], text: string): readonly number[] {
  const begins = [0];
  let settled = { tokens: 0, at: 0 };
  for (let to = 1; to <= ids.length; to += 1) {
    // decoders strip what the first token begins with, so one that is settled goes before
    const from = Math.max(0, settled.tokens - 1);
    const before = tokenizer.decode(ids.slice(from, settled.tokens));
    const all = tokenizer.decode(ids.slice(from, to));
    const piece = spaced(all.slice(before.length), text, settled.at);
    const fits = all.startsWith(before) && !piece.endsWith(broken) && text.startsWith(piece, settled.at);
    if (fits) settled = { tokens: to, at: settled.at + piece.length };
    begins.push(fits ? settled.at : -1);
    if (!fits && to - settled.tokens > mostOfOne) break;
  }
  return [...begins, ...new Array<number>(ids.length + 1 - begins.length).fill(-1)];
}

/** A character has four bytes at most, and no token has less than one. */
const mostOfOne = 16;

/** A space that the tokenizer puts in front of everything is not of the text. */
function spaced(piece: string, text: string, at: number): string {
  return at === 0 && piece.startsWith(' ') && !text.startsWith(' ') ? piece.slice(1) : piece;
}
