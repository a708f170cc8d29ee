import type { Measure } from '../core/task.js';
import { flipMeasures, type Flips } from './flips.js';
import { type About, armShare, pairShare, rate, sums } from './measures.js';

/** One arm on one sample: the kinds of the spans it finds, of those that are due, and of those found rightly; null without a label. */
export type TokensKept = {
  readonly right: boolean | null;
  readonly words: number;
  readonly correct: number | null;
  readonly found: readonly number[];
  readonly due: readonly number[] | null;
  readonly hits: readonly number[] | null;
};

/** Two arms on one sample: words and spans, how many of them differ, and due spans that only left finds. */
export type TokensPair = Flips & {
  readonly words: number;
  readonly wordsChanged: number;
  readonly spans: number;
  readonly spansChanged: number;
  readonly due: number;
  readonly lost: number;
};

/** The measures of tags and spans, for so many kinds of spans. */
export function tagMeasures(types: number): { readonly [name: string]: Measure } {
  const entities = (value: (total: readonly number[]) => number): Measure =>
    sums<TokensKept>(armShare, (kept) => spanCounts(kept, types), value);
  const share = (about: About, counts: (pair: TokensPair) => readonly [number, number]): Measure =>
    sums<TokensPair>(about, counts, ([part = NaN, all = NaN]) => part / all);
  return {
    ...flipMeasures,
    'tag-disagreement': share(pairShare, (pair) => [pair.wordsChanged, pair.words]),
    'span-changes': share(pairShare, (pair) => [pair.spansChanged, pair.spans]),
    'lost-spans': share(pairShare, (pair) => [pair.lost, pair.due]),
    'sentence-accuracy': rate<TokensKept>(armShare, (kept) => kept.right),
    'tag-accuracy': sums<TokensKept>(
      armShare,
      ({ correct, words }) => (correct === null ? [0, 0] : [correct, words]),
      ([correct = NaN, words = NaN]) => correct / words,
    ),
    'entity-precision': entities((total) => micro(total, (hits, found) => hits / found)),
    'entity-recall': entities((total) => micro(total, (hits, _, due) => hits / due)),
    'entity-f1': entities((total) => micro(total, f1)),
    'entity-macro-f1': entities(macro),
  };
}

/** For each kind of span: rightly found, found, due; all 0 for a sample without a label. */
function spanCounts({ hits, found, due }: TokensKept, types: number): readonly number[] {
  const counts = new Array<number>(3 * types).fill(0);
  const count = (list: readonly number[], place: number): void => {
    for (const type of list) counts[3 * type + place] = (counts[3 * type + place] ?? 0) + 1;
  };
  if (due === null) return counts;
  count(hits ?? [], 0);
  count(found, 1);
  count(due, 2);
  return counts;
}

type Score = (hits: number, found: number, due: number) => number;

/** A score over the spans of all kinds together. */
function micro(total: readonly number[], score: Score): number {
  const at = (place: number): number =>
    total.reduce((sum, count, index) => (index % 3 === place ? sum + count : sum), 0);
  return score(at(0), at(1), at(2));
}

/** F1 of each kind of span from its counts; NaN for a kind that was neither found nor due. */
export function f1OfTypes(total: readonly number[]): readonly number[] {
  return Array.from({ length: total.length / 3 }, (_, type) =>
    f1(total[3 * type] ?? NaN, total[3 * type + 1] ?? NaN, total[3 * type + 2] ?? NaN),
  );
}

/** The mean of the kinds' F1, without those that were neither found nor due; NaN where all are. */
function macro(total: readonly number[]): number {
  const known = f1OfTypes(total).filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** F1 = 2·hits ÷ (found + due); 0 ÷ 0 is NaN. */
function f1(hits: number, found: number, due: number): number {
  return (2 * hits) / (found + due);
}
