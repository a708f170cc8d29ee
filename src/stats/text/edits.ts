import { singleSpaced, stripped } from './words.js';

/**
 * Levenshtein's distance: the fewest insertions, deletions and substitutions that make one list of the other, each
 * counted 1.
 */
export function editDistance(from: readonly string[], to: readonly string[]): number {
  let row = Int32Array.from({ length: to.length + 1 }, (_, at) => at);
  from.forEach((item, at) => {
    const next = new Int32Array(to.length + 1);
    next[0] = at + 1;
    to.forEach((other, place) => {
      const substituted = (row[place] ?? 0) + (item === other ? 0 : 1);
      next[place + 1] = Math.min(substituted, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1);
    });
    row = next;
  });
  return row[to.length] ?? 0;
}

/** Edits that make the reference of the answer, and how long the reference is: over a corpus, sums of each. */
export type Edits = readonly [edits: number, length: number];

/** Edits of words, which stand between spaces (jiwer 4.0.0, without further transforms). */
export function wordEdits(answer: string, reference: string): Edits {
  const [ours, theirs] = [spoken(answer), spoken(reference)];
  return [editDistance(theirs, ours), theirs.length];
}

/** Edits of code points, whitespace at the ends left out (jiwer 4.0.0). */
export function characterEdits(answer: string, reference: string): Edits {
  const [ours, theirs] = [Array.from(stripped(answer)), Array.from(stripped(reference))];
  return [editDistance(theirs, ours), theirs.length];
}

/** Edits ÷ length, of a sentence or of a corpus; NaN where nothing was due. */
export function errorRate([edits = NaN, length = NaN]: readonly number[]): number {
  return length > 0 ? edits / length : NaN;
}

function spoken(text: string): readonly string[] {
  return stripped(singleSpaced(text))
    .split(' ')
    .filter((word) => word !== '');
}
