import type { Finding } from './fault.js';
import type { Json } from './json.js';
import type { Answer } from './task.js';

/** A tensor of each model that are compared with one another. */
export interface TensorPair {
  readonly baseline: string;
  readonly compressed: string;
}

/** What is looked at beyond answers, on a bounded part of one task's samples at one level. */
export interface PlannedStudy {
  readonly task: string;
  readonly level: string;
  /** Positions in the plan. */
  readonly pass: number;
  readonly position: number;
  readonly levelPosition: number;
  /** Samples whose inner features are compared; 0: none. No tensors: they are matched. */
  readonly similarity: { readonly samples: number; readonly tensors: readonly TensorPair[] };
  /** Samples of which parts are hidden; 0: none. */
  readonly occlusions: number;
  /** Runs spent on seeking disagreement; 0: none. */
  readonly budget: number;
}

/** A study as a worker gets it: the tensors by name, and what makes each model return them. */
export interface StudyRequest {
  readonly study: PlannedStudy;
  readonly tensors: readonly TensorPair[];
  readonly patches: { readonly baseline: Uint8Array; readonly compressed: Uint8Array };
}

export interface ReportedCka extends TensorPair {
  /** Unbiased linear CKA: 1 for equal up to rotation, scale and shift, near 0 for independent; null: a side does not vary. */
  readonly cka: number | null;
}

export interface ReportedSimilarity {
  readonly n: number;
  /** Samples of a minibatch. */
  readonly batch: number;
  readonly pairs: readonly ReportedCka[];
}

/** A place on the way through both models, in the baseline's graph order. */
export interface ReportedStep extends ReportedCka {
  /** What its tensors were matched by, before anything was measured. */
  readonly by: 'name' | 'depth' | 'policy';
  /** CKA at the place before (1 at the start: both are fed the same) less that here; null where there is none. */
  readonly fall: number | null;
}

/** Where the features of a distilled model depart from the baseline's: measured, and no cause. */
export interface ReportedWalk {
  readonly n: number;
  readonly steps: readonly ReportedStep[];
  /** Why there are no steps. */
  readonly problems: readonly Finding[];
}

/** Whether both models look at the same parts of an input. */
export interface ReportedAttribution {
  /** Samples in which hiding some part moved the baseline's answer. */
  readonly n: number;
  /** Parts hidden, one at a time. */
  readonly parts: number;
  /** Mean Spearman correlation of the parts' effects; null where n is 0. */
  readonly rank: number | null;
  /** Mean share of the baseline's five strongest parts that are among the compressed model's. */
  readonly overlap: number | null;
}

/** The mildest noise found under which the compressed model loses an answer that the baseline is sure of and keeps. */
export interface ReportedMildest {
  readonly kind: string;
  readonly options: { readonly [name: string]: Json };
  /** Of the level's own strength, 0…1. */
  readonly share: number;
  readonly sample: string;
  readonly baseline: Answer;
  readonly compressed: Answer;
}

export interface ReportedSeek {
  readonly budget: number;
  /** Inputs made and given to both models. */
  readonly spent: number;
  /** Samples that were started from. */
  readonly samples: number;
  /** Samples that flipped at some strength up to the level's. */
  readonly flips: number;
  readonly mildest: ReportedMildest | null;
}

/** What a study found; null for what was not asked, or has no result: `problems` then says why. */
export interface ReportedStudy {
  readonly task: string;
  readonly level: string;
  readonly similarity: ReportedSimilarity | null;
  readonly attribution: ReportedAttribution | null;
  readonly seek: ReportedSeek | null;
  /** A diagnosis of a distilled model only. */
  readonly walk?: ReportedWalk;
  readonly problems: readonly Finding[];
}
