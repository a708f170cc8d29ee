import type { Json } from './json.js';

/** Counts that a report draws and no limit reads: samples per series and bin, the bins of equal width over 0…1. */
export interface HistogramForm {
  readonly is: 'histogram';
  readonly series: readonly string[];
  readonly bins: number;
  /** series · bins + bin; −1: the sample is not in it. */
  at(kept: Json): number;
}

/** Samples per bin of equal width over 0…1; drawn, never judged. */
export interface ReportedHistogram {
  readonly name: string;
  readonly of: 'baseline' | 'compressed' | 'pair';
  readonly series: readonly { readonly name: string; readonly counts: readonly number[] }[];
}
