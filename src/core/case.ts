import type { Shown } from './shown.js';
import type { Answer } from './task.js';

/** Samples of one task to be looked at again, by their ids. */
export interface CaseRequest {
  /** Position in the work. */
  readonly pass: number;
  readonly task: string;
  readonly samples: readonly string[];
}

/** A model input before normalization as it can be shown: whole numbers of 8 bits, waveforms, texts, or a few features. */
export type CaseInput =
  | {
      readonly is: 'picture';
      readonly input: string;
      readonly height: number;
      readonly width: number;
      /** 1 or 3. */
      readonly channels: number;
      readonly pixels: Uint8Array;
      /** Every so many rows and columns of what the model is fed are shown. */
      readonly step: number;
    }
  | { readonly is: 'audio'; readonly input: string; readonly rate: number; readonly values: Float32Array }
  | { readonly is: 'text'; readonly input: string; readonly texts: readonly string[] }
  | { readonly is: 'row'; readonly input: string; readonly features: readonly CaseFeature[] }
  | { readonly is: 'other'; readonly input: string; readonly dims: readonly number[] };

/** One number of a table row, and the 5th, 50th and 95th percentile of some of the data. */
export interface CaseFeature {
  readonly name: string;
  readonly value: number;
  readonly typical: readonly [low: number, middle: number, high: number];
}

/** Both models' answers to one input. */
export interface CaseAnswers {
  readonly baseline: Answer;
  readonly compressed: Answer;
  readonly label: string | null;
  /** By the task's own rule: texts may be the same where answers differ, and the other way round. */
  readonly changed: boolean;
  readonly shown?: Shown;
}

export interface CaseLevel {
  readonly level: string;
  readonly draw: number;
  /** Or why there are none. */
  readonly answers: CaseAnswers | { readonly problem: string };
  readonly inputs: readonly CaseInput[];
}

/** One sample as both models see it, at each level of its task. */
export interface SampleCase {
  readonly task: string;
  readonly sample: string;
  readonly levels: readonly CaseLevel[];
}
