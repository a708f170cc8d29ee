import type { Finding } from './fault.js';
import type { Fraction } from './fraction.js';
import type { Json } from './json.js';
import type { LadderName, NoiseOptions } from './noise.js';
import type { Place } from './place.js';
import type { Source } from './source.js';
import type { TensorPair } from './study.js';
import type { OutputMeaning, Unit } from './task.js';
import type { SequenceSpec } from './way.js';

/** A value with the place it was written at. */
export interface Placed<T> {
  readonly value: T;
  readonly place: Place;
}

export type Scope = 'dataset' | 'population';
export type Role = 'primary' | 'novel' | 'guardrail';
export type Method = 'quantized' | 'pruned' | 'distilled' | 'other';

/** One limit as written; `value` is in the unit's natural number (shares and points as fractions of 1). */
export interface Limit {
  readonly name: string;
  readonly unit: Unit;
  readonly value: number;
  readonly exact: Fraction;
  readonly place: Place;
  readonly from: 'head' | 'default' | 'role';
  /** `negative-flips: { unsafe: 0 }`: the limit holds for samples with this label only. */
  readonly label?: string;
}

export interface ModelSource {
  /** As it is written, for messages. */
  readonly path: string;
  /** Where it is fetched from; a path below the working directory when left out. */
  readonly source?: Source;
  /** `path` is the folder of what it answered, and there is no model file. */
  readonly recorded?: true;
  readonly place: Place;
  readonly ignoreOutputs: readonly Placed<string>[];
  readonly sha256?: string;
}

/** An exemption from what a method must be looked at for, shown in the comment. */
export interface Exemption {
  readonly method: Method;
  readonly without: string;
  readonly reason: string;
  readonly place: Place;
}

export interface CompressedSource extends ModelSource {
  readonly methods: readonly Method[];
  readonly exemptions: readonly Exemption[];
  /** `size`: share of the baseline's bytes. */
  readonly limits: readonly Limit[];
}

export interface Models {
  readonly baseline: ModelSource;
  readonly compressed: CompressedSource;
}

export interface Target {
  readonly name: string;
  readonly runtime: 'native' | 'wasm' | 'recording';
  /** Of a recording: its folder, or one that holds several. */
  readonly path?: string;
  /** undefined: derived from the graph (its fixed batch, 1 for dynamic quantization, else 16). */
  readonly batch?: number;
  readonly threads: number;
  readonly graphOptimization: 'disabled' | 'basic' | 'extended' | 'layout' | 'all';
  readonly session: { readonly [entry: string]: string };
  readonly required: boolean;
  /** Names of the tasks that hold here; undefined: all. */
  readonly tasks?: readonly string[];
  /** Drift: compressed on the reference against compressed here. */
  readonly limits: readonly Limit[];
  readonly place: Place;
}

export interface Decision {
  readonly scope: Scope;
  /** A share, e.g. 0.95. */
  readonly confidence: number;
  readonly onInconclusive: 'block' | 'allow';
  readonly seed: number;
  readonly minSamples: number;
}

/** One kind of noise with its physical parameters. */
export interface NoiseStep {
  readonly kind: string;
  readonly options: NoiseOptions;
  /** Where the parameters come from, if the policy names a published severity. */
  readonly severity?: { readonly level: number; readonly of: LadderName };
}

/** A named noise level; `clean` has no noise. */
export interface NoiseLevel {
  readonly name: string;
  /** The entry under `noise` that it was written as; one entry with a list of severities is several levels. */
  readonly entry: string;
  /** Added in this order; more than one for a chain. */
  readonly steps: readonly NoiseStep[];
  /** Draws of noise for every sample. */
  readonly repeats: number;
  readonly place: Place;
}

/** How one model input is made from a sample's fields; the steps' own options are validated by the data room's schema. */
export interface InputSpec {
  readonly input: string;
  /** Fields in order; allBut: every field of the data except these. Several are joined along the last axis. */
  readonly from: { readonly fields: readonly string[] } | { readonly allBut: readonly string[] };
  /** The preprocessing keys as written (resize, crop, rescale, normalize, layout, cast, grayscale, range, reference), fractions resolved to numbers. */
  readonly steps: { readonly [step: string]: Json };
  readonly place: Place;
}

export interface OutputSpec {
  readonly name?: string;
  readonly meaning?: OutputMeaning;
  /** Outputs by the part of the answer that each holds, for kinds whose heads have several. */
  readonly parts?: { readonly [part: string]: string };
  readonly place: Place;
}

export interface DataSource {
  /** As it is written, for messages. */
  readonly path: string;
  /** Where it is fetched from; a path below the working directory when left out. */
  readonly source?: Source;
  readonly label?: string;
  readonly id?: string;
  readonly group?: string;
  /** File with one class name a line. */
  readonly names?: string;
  readonly take?: number;
  readonly sha256?: string;
  /** Options of the format (labels file, delimiter…), as written. */
  readonly options: { readonly [name: string]: Json };
  readonly place: Place;
}

export interface LevelPolicy {
  /** `clean` or a name under `noise`. */
  readonly name: string;
  readonly noise: NoiseLevel | null;
  readonly limits: readonly Limit[];
  readonly place: Place;
}

/** Limits for every value of a field, at every level that bounds the same measure. */
export interface SlicePolicy {
  readonly field: string;
  readonly limits: readonly Limit[];
  readonly scope: Scope;
  readonly minSamples: number;
  readonly place: Place;
}

/** undefined: the usual number. */
export interface SimilarityPolicy {
  readonly samples?: number;
  readonly occlusions?: number;
  readonly tensors?: readonly TensorPair[];
}

export interface TaskPolicy {
  readonly name: string;
  readonly kind: string;
  readonly role: Role;
  readonly models: Models;
  readonly data: DataSource;
  /** Empty: a field feeds the input of its name. */
  readonly inputs: { readonly baseline: readonly InputSpec[]; readonly compressed: readonly InputSpec[] };
  readonly output: { readonly baseline: OutputSpec; readonly compressed: OutputSpec };
  /** A sample is a sequence that the model takes step by step. */
  readonly sequence?: { readonly baseline: SequenceSpec; readonly compressed: SequenceSpec };
  /** How the models are looked into, where the task says: whether they answer for the same reasons. */
  readonly similarity?: SimilarityPolicy;
  /** A search for the mildest noise that costs an answer. */
  readonly seek?: { readonly budget: number };
  readonly confidentAt: number;
  /** The kind's own keys (score, tolerance, threshold…), shares as numbers. */
  readonly options: { readonly [name: string]: Json };
  readonly levels: readonly LevelPolicy[];
  readonly slices: readonly SlicePolicy[];
  /** Limits over all of the task's noise levels. */
  readonly robustness?: readonly Limit[];
  readonly scope: Scope;
  readonly confidence: number;
  readonly place: Place;
}

export interface Policy {
  /** As given by the user, relative to the working directory. */
  readonly path: string;
  readonly sha256: string;
  readonly models: Models;
  /** The reference target's name is in `reference`. */
  readonly targets: readonly Target[];
  readonly reference: string;
  readonly decision: Decision;
  readonly noise: readonly NoiseLevel[];
  readonly tasks: readonly TaskPolicy[];
  /** What `explain` tells and nothing judges: defaults that do not apply to a kind, and the like. */
  readonly notes: readonly Finding[];
}

/** Whether a task judges the policy's own pair of models, and not one that it names itself. */
export function sharesModels(
  { models }: Pick<TaskPolicy, 'models'>,
  policy: Pick<Policy, 'models'>,
): boolean {
  const [own, shared] = [models.compressed.place, policy.models.compressed.place];
  return own.file === shared.file && own.line === shared.line && own.column === shared.column;
}
