import type { Json } from './json.js';

/** Errors (1 − score) of both models, each the mean over levels. */
export interface ReportedErrors {
  readonly baseline: number;
  readonly compressed: number;
  /** Compressed minus baseline: below 0 compressed errs less. */
  readonly difference: number;
  /** Compressed ÷ baseline, the corruption error; null where baseline errs on less than 1 %. */
  readonly ratio: number | null;
}

/** One kind of noise over all of a task's levels that have it. */
export interface ReportedFamily {
  readonly noise: string;
  readonly levels: readonly {
    readonly level: string;
    readonly n: number;
    readonly baseline: number;
    readonly compressed: number;
  }[];
  readonly errors: ReportedErrors;
  /** The same less the errors at clean; null where clean was not measured. */
  readonly aboveClean: ReportedErrors | null;
  /** The first of the levels with a check that fails. */
  readonly firstFailing: string | null;
}

export interface ReportedRobustness {
  readonly task: string;
  readonly target: string;
  readonly families: readonly ReportedFamily[];
  /** Means of the families' ratios; null where one of them has none. */
  readonly mean: { readonly corruptionError: number | null; readonly relativeCorruptionError: number | null };
}

/** A noise level as it was measured. */
export interface ReportedNoise {
  readonly level: string;
  readonly steps: readonly {
    readonly kind: string;
    readonly options: { readonly [name: string]: Json };
    readonly severity?: { readonly level: number; readonly of: string };
  }[];
  /** Draws for every sample. */
  readonly repeats: number;
}
