import type { ModelFile } from './engine.js';
import type { Json } from './json.js';

/**
 * A classifier that judges texts which models wrote: a model of the policy's own, and no part of what is compared. It
 * runs on the first target that has an engine, whichever model wrote the text and wherever.
 */
export interface Judge {
  /** Its file or folder, as the policy writes it. */
  readonly path: string;
  /** The output that is read; undefined: its only one. */
  readonly output: string | undefined;
  /** What it is fed, by the names of the kind's inputs and outputs: a text, or a pair of two. */
  readonly reads: readonly [string] | readonly [string, string];
  /** How its inputs are made of that: the keys of an input. */
  readonly steps: { readonly [step: string]: Json };
  /** In the order of its scores. */
  readonly classes: readonly string[];
  /** The class that labels ask for with true; undefined: labels are classes. */
  readonly answer: string | undefined;
}

/** The judge's model, found. */
export interface PlannedJudge {
  readonly file: ModelFile;
  readonly sha256: string;
  readonly fixedBatch: number | null;
}

/** Under this name a task finds the judge's scores among its outputs, one row a sample. */
export const judged = 'judged';
