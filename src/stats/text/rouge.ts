import { porterStem } from './porter.js';
import { ngramsOf, shared } from './words.js';

/** ROUGE's kinds: runs of one or two words, the longest common subsequence of whole texts, or of their lines. */
export const rouges = ['rouge-1', 'rouge-2', 'rouge-l', 'rouge-lsum'] as const;
export type Rouge = (typeof rouges)[number];

/** Words of lower-case ASCII letters and digits; with `stem`, those longer than 3 are cut to Porter's stem. */
export function rougeWords(text: string, stem: boolean): readonly string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return stem ? words.map((word) => (word.length > 3 ? porterStem(word) : word)) : words;
}

/** F1 0…1 of an answer and the reference that it is nearest to (Lin 2004; rouge_score 0.1.2); NaN without one. */
export function rouge(kind: Rouge, answer: string, references: readonly string[], stem: boolean): number {
  const scores = references.map((reference) => score(kind, answer, reference, stem));
  return scores.length === 0 ? NaN : Math.max(...scores);
}

function score(kind: Rouge, answer: string, reference: string, stem: boolean): number {
  if (kind === 'rouge-lsum') return lines(linesOf(answer, stem), linesOf(reference, stem));
  const [ours, theirs] = [rougeWords(answer, stem), rougeWords(reference, stem)];
  if (kind === 'rouge-l') return f1(common(theirs, ours).length, ours.length, theirs.length);
  const n = kind === 'rouge-1' ? 1 : 2;
  const [runs, due] = [ngramsOf(ours, n, ' '), ngramsOf(theirs, n, ' ')];
  return f1(shared(runs, due), Math.max(0, ours.length - n + 1), Math.max(0, theirs.length - n + 1));
}

function f1(hits: number, found: number, due: number): number {
  if (hits === 0) return 0;
  const [precision, recall] = [hits / found, hits / due];
  return (2 * precision * recall) / (precision + recall);
}

function linesOf(text: string, stem: boolean): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => rougeWords(line, stem));
}

/** For each line of the reference the words that are in a common subsequence with any line; none counts twice. */
function lines(ours: readonly (readonly string[])[], theirs: readonly (readonly string[])[]): number {
  const left = [ngramsOf(ours.flat(), 1, ''), ngramsOf(theirs.flat(), 1, '')];
  let hits = 0;
  for (const line of theirs) {
    const places = new Set(ours.flatMap((other) => common(line, other)));
    for (const place of [...places].sort((one, other) => one - other)) {
      const word = line[place] ?? '';
      if (left.some((counts) => (counts.get(word) ?? 0) <= 0)) continue;
      hits += 1;
      for (const counts of left) counts.set(word, (counts.get(word) ?? 0) - 1);
    }
  }
  return f1(hits, ours.flat().length, theirs.flat().length);
}

/** Places in `line` of one longest common subsequence; of several, the one that rouge_score's walk back finds. */
function common(line: readonly string[], other: readonly string[]): readonly number[] {
  const width = other.length + 1;
  const table = new Int32Array((line.length + 1) * width);
  const at = (row: number, column: number): number => table[row * width + column] ?? 0;
  line.forEach((word, row) => {
    other.forEach((against, column) => {
      const longest =
        word === against ? at(row, column) + 1 : Math.max(at(row, column + 1), at(row + 1, column));
      table[(row + 1) * width + column + 1] = longest;
    });
  });
  const places: number[] = [];
  let [row, column] = [line.length, other.length];
  while (row > 0 && column > 0) {
    if (line[row - 1] === other[column - 1]) {
      places.unshift(row - 1);
      row -= 1;
      column -= 1;
    } else if (at(row, column - 1) > at(row - 1, column)) column -= 1;
    else row -= 1;
  }
  return places;
}
