import type { Json } from '../core/json.js';
import type { HistogramForm } from '../core/histogram.js';
import type { Measure, MeasureForm, Sums, Unit, WholeRow } from '../core/task.js';
import { binOf } from '../stats/ece.js';

/** What a measure is of, which way is better, and its unit. */
export interface About {
  readonly of: 'arm' | 'pair';
  readonly better: 'higher' | 'lower';
  readonly unit: Unit;
  /** The class it is about, as the policy names it. */
  readonly about?: string;
}

/** Share of an arm's answers: higher is better. */
export const armShare: About = { of: 'arm', better: 'higher', unit: 'share' };

/** Share of pairs in which something went wrong: lower is better. */
export const pairShare: About = { of: 'pair', better: 'lower', unit: 'share' };

/** A measure that counts hits; null leaves the sample out of n. */
export function rate<K extends Json>(about: About, hit: (kept: K) => boolean | null): Measure {
  return { ...about, form: { is: 'rate', hit } satisfies MeasureForm };
}

/** A measure computed from added vectors, whose length must not depend on the sample. */
export function sums<K extends Json>(
  about: About,
  sumsOf: (kept: K) => Sums,
  value: (total: readonly number[]) => number,
): Measure {
  return { ...about, form: { is: 'sums', sums: sumsOf, value } satisfies MeasureForm };
}

/** What a report draws of one value in 0…1 (null: not in it), split into series. */
export function histogram<K extends Json>(
  of: 'arm' | 'pair',
  shape: { readonly series: readonly string[]; readonly bins: number },
  placeOf: (kept: K) => { readonly series: number; readonly value: number } | null,
): Measure {
  const { series, bins } = shape;
  const at = (kept: K): number => {
    const place = placeOf(kept);
    return place === null || Number.isNaN(place.value) ? -1 : place.series * bins + binOf(place.value, bins);
  };
  const form: HistogramForm = { is: 'histogram', series, bins, at };
  return { of, better: 'higher', unit: 'share', form };
}

/** A measure that needs each value; NaN where the sample has none. */
export function each<K extends Json>(about: About, valueOf: (kept: K) => number | null): Measure {
  const value = (kept: K): number => valueOf(kept) ?? NaN;
  return { ...about, form: { is: 'each', value } satisfies MeasureForm };
}

/** A measure over the rows of all samples; several that are given the same `rows` hold them once. */
export function whole<K extends Json>(
  about: About,
  rows: { of(kept: K): readonly number[] | null },
  value: (samples: readonly WholeRow[], times?: ArrayLike<number>) => number,
): Measure {
  return { ...about, form: { is: 'whole', rows, value } satisfies MeasureForm };
}

/**
 * The mean of a value over the samples that are in n (`undefined`: not in n), then `finish`ed (e.g. a square root).
 * Samples whose value is infinite or null (undefined, as of an answer that is none) are counted apart, so that
 * totals stay finite in files: the mean is then Infinity, or NaN, and never the mean of the others.
 */
export function mean<K extends Json>(
  about: About,
  valueOf: (kept: K) => number | null | undefined,
  finish: (mean: number) => number = (value) => value,
): Measure {
  return sums<K>(
    about,
    (kept) => meanSums(valueOf(kept)),
    (total) => finish(meanOf(total)),
  );
}

function meanSums(value: number | null | undefined): readonly number[] {
  if (value === undefined) return [0, 0, 0, 0];
  if (value === Infinity) return [1, 0, 1, 0];
  return value !== null && Number.isFinite(value) ? [1, value, 0, 0] : [1, 0, 0, 1];
}

function meanOf([n = NaN, sum = NaN, infinite = NaN, undefined_ = NaN]: readonly number[]): number {
  if (undefined_ !== 0) return NaN;
  return infinite === 0 ? sum / n : Infinity;
}
