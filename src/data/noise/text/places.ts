import { isInWord } from './letters.js';
import { protectedIn } from './protect.js';

/** A text as code points, so that no character is ever split; a lone surrogate is one of its own. */
export interface Places {
  readonly points: readonly string[];
  /** In a protected stretch: it stays as it is. */
  readonly fixed: readonly boolean[];
  /** Length of the word that it is in, in code points; 0 outside of words. */
  readonly wordLength: readonly number[];
  /** It begins a word. */
  readonly first: readonly boolean[];
}

export function placesOf(text: string, protect: readonly string[]): Places {
  const points = Array.from(text);
  const covered = new Uint8Array(text.length);
  for (const [start, end] of protectedIn(text, protect)) covered.fill(1, start, end);
  const fixed: boolean[] = [];
  let unit = 0;
  for (const point of points) {
    const last = unit + point.length - 1;
    fixed.push(covered[unit] === 1 || covered[last] === 1);
    unit = last + 1;
  }
  return { points, fixed, ...wordsOf(points) };
}

function wordsOf(points: readonly string[]): Pick<Places, 'wordLength' | 'first'> {
  const wordLength = points.map(() => 0);
  const first = points.map(() => false);
  for (let from = 0; from < points.length;) {
    let to = from;
    while (to < points.length && isInWord(points[to] ?? '')) to += 1;
    wordLength.fill(to - from, from, to);
    if (to > from) first[from] = true;
    from = to + 1;
  }
  return { wordLength, first };
}
