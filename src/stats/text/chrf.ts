import { ngramsOf, shared, wordsOf } from './words.js';

/** Longest run of characters; recall counts β² = 4 times as much as precision. */
const characters = 6;
const weight = 4;
const marks = new Set('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~');

/**
 * What a corpus adds up for chrF, of the reference that the answer is nearest to: for runs of 1 … 6 characters, and
 * with `words` (chrF++: 2) of as many words, the runs of the answer, of the reference, and of both.
 */
export function chrfSums(answer: string, references: readonly string[], words: number): readonly number[] {
  const ours = runsOf(answer, words);
  let best: { readonly score: number; readonly sums: readonly number[] } = {
    score: -1,
    sums: ours.flatMap(() => [0, 0, 0]),
  };
  for (const reference of references) {
    const theirs = runsOf(reference, words);
    const sums = ours.flatMap((runs, order) => counts(runs, theirs[order] ?? new Map()));
    const score = fScore(sums);
    if (score > best.score) best = { score, sums };
  }
  return best.sums;
}

/** chrF 0…1 of added sums (Popović 2015, 2017; sacreBLEU 2.6.0); NaN where there is nothing to compare. */
export function chrf(sums: readonly number[]): number {
  return sums.some(Number.isNaN) || sums.every((count) => count === 0) ? NaN : fScore(sums);
}

/** Precision and recall are means over the orders that both texts have. */
function fScore(sums: readonly number[]): number {
  let [precision, recall, orders] = [0, 0, 0];
  for (let at = 0; at < sums.length; at += 3) {
    const [ours = 0, theirs = 0, both = 0] = sums.slice(at, at + 3);
    if (ours === 0 || theirs === 0) continue;
    precision += both / ours;
    recall += both / theirs;
    orders += 1;
  }
  if (precision + recall === 0) return 0;
  return ((1 + weight) * precision * recall) / (weight * precision + recall) / orders;
}

type Runs = ReadonlyMap<string, number>;

/** An answer's runs count for nothing in an order that the reference has none of. */
function counts(ours: Runs, theirs: Runs): readonly number[] {
  const due = total(theirs);
  return [due === 0 ? 0 : total(ours), due, shared(ours, theirs)];
}

function total(runs: Runs): number {
  return [...runs.values()].reduce((sum, count) => sum + count, 0);
}

function runsOf(text: string, words: number): readonly Runs[] {
  const points = Array.from(wordsOf(text).join(''));
  const parts = wordsOf(text).flatMap(apart);
  return [
    ...Array.from({ length: characters }, (_, order) => ngramsOf(points, order + 1, '')),
    ...Array.from({ length: words }, (_, order) => ngramsOf(parts, order + 1, ' ')),
  ];
}

/** A word with its last ASCII mark apart, or else its first. */
function apart(word: string): readonly string[] {
  if (word.length === 1) return [word];
  if (marks.has(word.at(-1) ?? '')) return [word.slice(0, -1), word.slice(-1)];
  return marks.has(word.charAt(0)) ? [word.charAt(0), word.slice(1)] : [word];
}
