/** What Python calls whitespace, which is not what JavaScript calls so: the references of text metrics split by it. */
const space = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const spaces = new RegExp(`[${space}]+`, 'gu');
const trailing = new RegExp(`[${space}]+$`, 'u');
const leading = new RegExp(`^[${space}]+`, 'u');
const several = new RegExp(`[${space}]{2,}`, 'gu');

/** The words of a text, at whitespace; none of an empty one. */
export function wordsOf(text: string): readonly string[] {
  return text.split(spaces).filter((word) => word !== '');
}

/** A text without its whitespace at the end. */
export function withoutEnd(text: string): string {
  return text.replace(trailing, '');
}

/** A text without whitespace around it. */
export function stripped(text: string): string {
  return withoutEnd(text).replace(leading, '');
}

/** Whitespace of more than one character as one space. */
export function singleSpaced(text: string): string {
  return text.replace(several, ' ');
}

/** How often each run of `n` items occurs, by the items joined with `glue`. */
export function ngramsOf(
  items: readonly string[],
  n: number,
  glue: string,
  counts = new Map<string, number>(),
): Map<string, number> {
  for (let from = 0; from + n <= items.length; from += 1) {
    const key = items.slice(from, from + n).join(glue);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** How many of the runs of one text are in the other, each at most as often as it is there. */
export function shared(ours: ReadonlyMap<string, number>, theirs: ReadonlyMap<string, number>): number {
  let hits = 0;
  for (const [key, count] of ours) hits += Math.min(count, theirs.get(key) ?? 0);
  return hits;
}
