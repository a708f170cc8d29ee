import type { Measure } from '../core/task.js';
import { quantile } from '../stats/quantile.js';
import { flipMeasures, type Flips } from './flips.js';
import { armShare, histogram, mean, pairShare, rate, sums, whole, type About } from './measures.js';
import { lengthChange } from './said.js';

/** One arm's text: whether it is what its label says (null: no label), its tokens, and how it ended. */
export type WritingKept = {
  readonly right: boolean | null;
  readonly tokens: number;
  readonly looping: boolean;
  readonly ended: boolean;
};

/** Two arms' texts after one prompt. What is about tokens is null where they are of two vocabularies. */
export type WritingPair = Flips & {
  /** The texts are not the same, white space aside. */
  readonly otherText: boolean;
  /** The first token that differs, from 0; null: none. */
  readonly parted: number | null;
  /** They part before the token that the task says; null: two vocabularies. */
  readonly early: boolean | null;
  /** Baseline's lead where they part, 0…1. */
  readonly margin: number | null;
  readonly tie: boolean | null;
  readonly places: number | null;
  readonly placesChanged: number | null;
  /** Longer or shorter than the band allows. */
  readonly otherLength: boolean;
  /** Characters of both texts. */
  readonly lengths: readonly [number, number];
  /** Compressed's length in baseline's; null where that is 0. */
  readonly lengthRatio: number | null;
  /** Compressed ends in a loop, or by itself before half of baseline's length, and baseline does not. */
  readonly newLoop: boolean;
  readonly stopsEarly: boolean;
};

const number: About = { of: 'pair', better: 'higher', unit: 'number' };
const rows = { of: ({ early, parted }: WritingPair) => (early === null ? null : [parted ?? Infinity]) };

/** Over all prompts; those that never part stand behind all others. */
const parting = (q: number): Measure =>
  whole<WritingPair>(number, rows, (samples, times) => {
    const all = samples.flatMap((row, at) => new Array<number>(times?.[at] ?? 1).fill(row[0] ?? NaN));
    return quantile(Float64Array.from(all).sort(), q);
  });

/** The measures of texts of at most `most` tokens. */
export function writingMeasures(most: number): { readonly [name: string]: Measure } {
  return {
    ...flipMeasures,
    'early-divergence': rate<WritingPair>(pairShare, ({ early }) => early),
    'exact-match-loss': rate<WritingPair>(pairShare, ({ otherText }) => otherText),
    'length-change': lengthChange,
    'length-outliers': rate<WritingPair>(pairShare, ({ otherLength }) => otherLength),
    'divergent-tokens': sums<WritingPair>(
      pairShare,
      ({ places, placesChanged }) => [placesChanged ?? 0, places ?? 0],
      ([changed = NaN, places = NaN]) => changed / places,
    ),
    'first-divergence-p10': parting(0.1),
    'first-divergence-p25': parting(0.25),
    'first-divergence-p50': parting(0.5),
    'first-divergence-p75': parting(0.75),
    'first-divergence-p90': parting(0.9),
    ties: rate<WritingPair>({ ...pairShare, better: 'higher' }, ({ tie }) => tie),
    'split-margin': mean<WritingPair>(pairShare, ({ margin }) => margin ?? undefined),
    'length-ratio': mean<WritingPair>({ ...number, unit: 'ratio' }, ({ lengthRatio }) => lengthRatio ?? undefined),
    'new-loops': rate<WritingPair>(pairShare, ({ newLoop }) => newLoop),
    'early-stops': rate<WritingPair>(pairShare, ({ stopsEarly }) => stopsEarly),
    'compared-by-text': rate<WritingPair>(pairShare, ({ early }) => early === null),
    'target-accuracy': rate<WritingKept>(armShare, ({ right }) => right),
    loops: rate<WritingKept>({ ...armShare, better: 'lower' }, ({ looping }) => looping),
    ended: rate<WritingKept>(armShare, ({ ended }) => ended),
    length: mean<WritingKept>({ of: 'arm', better: 'higher', unit: 'number' }, ({ tokens }) => tokens),
    'first-divergence': histogram<WritingPair>('pair', { series: ['changes', 'ties'], bins: 16 }, (pair) =>
      pair.parted === null ? null : { series: pair.tie === true ? 1 : 0, value: pair.parted / most },
    ),
  };
} // prettier-ignore
