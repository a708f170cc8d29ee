import type { Fraction } from './fraction.js';
import type { HistogramForm } from './histogram.js';
import type { Tokens } from './input.js';
import type { Json, Schema } from './json.js';
import type { Judge } from './judge.js';
import type { Moved } from './noise.js';
import type { Sample } from './sample.js';
import type { Shown } from './shown.js';
import type { Tensor } from './tensor.js';
import type { Running } from './way.js';

/** Units of limits and measures: share (%), points (differences of shares, pp), nats, ratio, plain numbers. */
export type Unit = 'share' | 'points' | 'nats' | 'ratio' | 'number';

export type MeasureName = string;
export type LimitName = string;

/** The model's outputs for a run of samples: the first dimension is the sample. */
export type Outputs = ReadonlyMap<string, Tensor>;

/** What a model was fed for one sample: its inputs by name, without the batch axis, and what became of its text. */
export interface Fed {
  readonly inputs: ReadonlyMap<string, Tensor>;
  /** null: no input was made of text. */
  readonly tokens: Tokens | null;
}

/** What a model's chosen output holds. */
export type OutputMeaning = 'logits' | 'probabilities' | 'log-probabilities' | 'labels';

/** Everything a task knows besides the samples: its policy options and what the census found. */
export interface TaskSettings {
  /** The kind's own keys, validated against its schema, shares as numbers. */
  readonly options: { readonly [name: string]: Json };
  /** Confidence from which an answer counts as confident, a share. */
  readonly confidentAt: number;
  /** Names of the classes, by index; empty when the policy names no file. */
  readonly names: readonly string[];
  /** Name of the label field; undefined when the data has no labels. */
  readonly label: string | undefined;
}

/** Which output of an arm a task reads, and as what. */
export interface Reading {
  /** The first one where a head has several. */
  readonly output: string;
  readonly meaning: OutputMeaning;
  /** The outputs of a head that has several, by the part of the answer each holds; none: `output` is all of it. */
  readonly parts?: { readonly [part: string]: string };
}

/** Every output that a head is read from. */
export function outputsOf({ output, parts }: Reading): readonly string[] {
  return parts === undefined ? [output] : Object.values(parts);
}

/** Samples that answers are searched in, and what one arm predicted for each, without noise. */
export interface Gallery {
  readonly ids: readonly string[];
  /** They are a data set of their own, so that a sample of the same id is another one. */
  readonly isApart: boolean;
  readonly truths: readonly unknown[];
  readonly predictions: readonly unknown[];
}

/** Which samples are a gallery: those with this value in this field, those of another file, or every other sample that is evaluated. */
export type GalleryRows =
  { readonly field: string; readonly is: string } | { readonly path: string } | 'others';

/** The file of a gallery that is one of its own. */
export function galleryPathOf(
  kind: Pick<TaskKind, 'gallery'>,
  options: TaskSettings['options'],
): { readonly galleryPath?: string } {
  const rows = kind.gallery?.(options);
  return typeof rows === 'object' && 'path' in rows ? { galleryPath: rows.path } : {};
}

/** A short account of one arm's answer, for tables and files: text, with confidence where the kind has one. */
export interface Answer {
  readonly text: string;
  readonly confidence: number | null;
}

/** What a reviewer sees of one sample whose answer changed. */
export interface Evidence {
  readonly left: Answer;
  readonly right: Answer;
  readonly label: string | null;
  /** Sorts the list: larger is worse (a confident and right baseline first). */
  readonly severity: number;
  /** What the answers are, as far as it can be drawn or listed. */
  readonly shown?: Shown;
}

/**
 * One task of a policy. Predictions are reduced at once: `keep` looks at one arm's answer to one sample,
 * `compare` at two arms' answers to one sample; many measures read the same Kept or Pair.
 */
export interface Task<
  Truth = unknown,
  Prediction = unknown,
  Kept extends Json = Json,
  Pair extends Json = Json,
> {
  /** The label; undefined when the sample has none; a Fault when it can't be one (out of range, wrong type). */
  truth(sample: Sample): Truth | undefined;
  /** One prediction per sample, from outputs whose first dimension is the sample, and from what was `fed` for each. */
  predict(outputs: Outputs, reading: Reading, count: number, fed?: readonly Fed[]): readonly Prediction[];
  /** Sees an arm's predictions against its gallery, of which every worker makes one per arm; for kinds with a gallery. */
  within?(gallery: Gallery): (prediction: unknown, sample: string) => Prediction;
  /** NaN, +Inf, or nothing but −Inf: an answer that is none. */
  isDegenerate(prediction: Prediction): boolean;
  keep(prediction: Prediction, truth: Truth | undefined): Kept;
  compare(left: Prediction, right: Prediction, truth: Truth | undefined): Pair;
  evidence(left: Prediction, right: Prediction, truth: Truth | undefined): Evidence;
  /** For answers that come in stretches of a sample: what those come to, and the stretch behind the last. */
  readonly stretches?: {
    kept(parts: readonly Kept[]): Kept;
    pair(parts: readonly Pair[]): Pair;
    end(prediction: Prediction): Prediction;
  };
  readonly measures: { readonly [name: MeasureName]: Measure };
  /** For looking into models beyond their answers; kinds without it can't be asked. */
  readonly insight?: Insight<Prediction>;
  /** Name of the arm measure that `score-drop`, `error` and `robustness-gap` read. */
  readonly score: MeasureName;
}

/** What can be asked of a prediction beyond its answer. */
export interface Insight<Prediction = unknown> {
  /** How far the answer is from another one, 0…1 (probability of the first minus the second); null without scores. */
  margin(prediction: Prediction): number | null;
  /** Whether its confidence is at least `confident-at`. */
  isSure(prediction: Prediction): boolean;
  /** How much it speaks for the answer of `chosen`, on any scale that is the same for both models; null if undefined. */
  support(prediction: Prediction, chosen: Prediction): number | null;
}

/**
 * A number over many samples. `rate` counts hits (null: the sample is not in n), `sums` adds vectors and
 * computes from totals, `each` has one number per sample (percentiles, samples over a value), `whole` needs the
 * numbers of all samples at once, in plan order, `histogram` is drawn.
 */
export type Measure = MeasureOf<'arm'> | MeasureOf<'pair'>;

interface MeasureOf<Of extends 'arm' | 'pair'> {
  readonly of: Of;
  readonly better: 'higher' | 'lower';
  readonly unit: Unit;
  readonly form: MeasureForm;
  /** The class it is about, as the policy names it, or how it was counted: such names are values, never part of a measure's name. */
  readonly about?: string;
}

/** The numbers of one sample in a `whole` measure, as many as it has. */
export type WholeRow = Float64Array;

/** What is kept of one sample for `whole` measures, few numbers: all stay in memory; null: the sample is not in n. */
export interface Rows {
  of(kept: Json): readonly number[] | null;
}

/** What one sample adds to many sums: all of them in a row, or those of `part` from place `first` on, of `of`. */
export type Sums =
  readonly number[] | { readonly of: number; readonly first: number; readonly part: readonly number[] };

export type MeasureForm =
  | { readonly is: 'rate'; hit(kept: Json): boolean | null }
  | { readonly is: 'sums'; sums(kept: Json): Sums; value(total: readonly number[]): number }
  | { readonly is: 'each'; value(kept: Json): number }
  | {
      readonly is: 'whole';
      /** Measures that are given the same object hold its rows once. */
      readonly rows: Rows;
      /** `times`: how often each sample counts, for resampling; without it, once. NaN where there is no value. */
      value(samples: readonly WholeRow[], times?: ArrayLike<number>): number;
    }
  | HistogramForm;

/** What a limit of a kind bounds and how it is judged. */
export interface LimitKind {
  readonly unit: Unit;
  readonly labels: boolean;
  /** Needs a confidence, which outputs read as labels don't have. */
  readonly confidence?: boolean;
  readonly judge:
    | { readonly by: 'rate'; readonly measure: MeasureName }
    | { readonly by: 'loss'; readonly measure: 'score' | MeasureName }
    | { readonly by: 'error' }
    | { readonly by: 'gap' }
    | { readonly by: 'value'; readonly measure: MeasureName }
    /** What looking into both models on some of the samples found: 1 − CKA, 1 − rank correlation, samples that flip. */
    | { readonly by: 'study'; readonly finds: 'similarity' | 'attribution' | 'sought-flips' }
    /** Compressed's errors over levels of noise in baseline's; relative: both less what they are at clean. */
    | { readonly by: 'corruption'; readonly relative: boolean }
    /** At most ⌊share · n⌋ samples exceed the limit's value. */
    | { readonly by: 'exceedance'; readonly measure: MeasureName; readonly share: Fraction };
}

/** A task kind: one file, one registry line. */
export interface TaskKind {
  readonly name: string;
  /** One line for `explain` and the docs. */
  readonly summary: string;
  /** Schema of the kind's own task keys (JSON Schema properties). */
  readonly options: Schema;
  readonly limits: { readonly [name: LimitName]: LimitKind };
  /** What an output may be read as; a single entry needs no probe. */
  readonly meanings: readonly OutputMeaning[];
  /** What noise may move without a label becoming wrong; left out: nothing. */
  readonly follows?: readonly Moved[];
  /** The parts of an answer that may be outputs of their own (`output: { boxes: NAME, scores: NAME }`). */
  readonly parts?: { readonly required: readonly string[]; readonly optional: readonly string[] };
  /** What an output seems to hold, judged by its first rows; without it, rows of scores are looked at. */
  probe?(outputs: Outputs, output: string): OutputMeaning;
  /** What an output would have to be, where a declared shape tells that it is not (a `string` axis may be anything). */
  unfit?(dims: readonly (number | string)[], meaning: OutputMeaning, names: readonly string[]): string | null;
  create(settings: TaskSettings): Task;
  /** Which samples the kind's answers are searched in, where it needs any. */
  gallery?(options: TaskSettings['options']): GalleryRows;
  /** How a model is run for this kind, where that is not once a batch (a decoding loop, say). */
  running?(settings: TaskSettings): Running;
  /** `running` is for models of several files, and reads these of the task's keys only; any other model runs once a batch. */
  readonly decoding?: readonly string[];
  /** Who judges the answers of a task with these keys, where that is a model: its scores are among the outputs, as `judged`. */
  judge?(options: TaskSettings['options']): Judge | undefined;
  /** The outputs that the kind's own `running` makes and its tasks read: nobody names them. */
  readonly gives?: readonly [string, ...string[]];
  /** Samples are answered one at a time, whatever batch a target asks for: lengths differ, or answers are large. */
  readonly alone?: true;
}
