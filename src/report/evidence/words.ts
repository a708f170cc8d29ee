/** Longer texts are not compared word by word. */
const mostWords = 400;

/** A stretch of words that both texts have, or that only the second one has. */
export interface Stretch {
  readonly text: string;
  readonly isChanged: boolean;
}

/** The second text, with the words marked that are not in the first (longest common subsequence). */
export function changedWords(before: string, after: string): readonly Stretch[] {
  const [left, right] = [before.split(/(\s+)/u), after.split(/(\s+)/u)];
  if (left.length > mostWords || right.length > mostWords)
    return [{ text: after, isChanged: before !== after }];
  const kept = commonWords(left, right);
  const stretches: { text: string; isChanged: boolean }[] = [];
  for (const [at, text] of right.entries()) {
    const isChanged = !kept.has(at);
    const last = stretches.at(-1);
    if (last?.isChanged === isChanged) last.text += text;
    else stretches.push({ text, isChanged });
  }
  return stretches;
}

/** Positions in `right` of a longest common subsequence. */
function commonWords(left: readonly string[], right: readonly string[]): ReadonlySet<number> {
  const columns = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * columns);
  const length = (row: number, column: number): number => lengths[row * columns + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      lengths[row * columns + column] =
        left[row] === right[column]
          ? length(row + 1, column + 1) + 1
          : Math.max(length(row + 1, column), length(row, column + 1));
    }
  }
  const kept = new Set<number>();
  let [row, column] = [0, 0];
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) {
      kept.add(column);
      row += 1;
      column += 1;
    } else if (length(row + 1, column) >= length(row, column + 1)) row += 1;
    else column += 1;
  }
  return kept;
}
