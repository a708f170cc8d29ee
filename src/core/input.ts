import type { Signal } from './noise.js';
import type { InputSpec } from './policy.js';
import type { Sample } from './sample.js';
import type { Tensor, TensorShape } from './tensor.js';

/**
 * Makes one model input from a sample. `base` runs up to where noise is added, `finish` from there on;
 * inputs that take no noise (ids, strings) have no signal and are made by `plain`.
 */
export interface InputMaker {
  readonly input: string;
  readonly fields: readonly string[];
  /** Whether the input is a float signal that noise can be added to. */
  readonly takesNoise: boolean;
  /** Throws a Fault naming the sample and the field when it can't be made. */
  base(sample: Sample): Signal;
  /** The tensor of one sample, without the batch axis. */
  finish(values: Float32Array, signal: Signal): Tensor;
  /** For inputs that take no noise. */
  plain(sample: Sample): Tensor;
}

/** What a compiled input needs to know of the data set besides its specification. */
export interface InputContext {
  readonly wanted: TensorShape;
  /** Fields of the data set that `all-but` starts from: label, id and group fields are left out already. */
  readonly features: readonly string[];
  /** Absolute path of the file that `reference` names, already checked. */
  resolve(path: string): string;
}

export type CompileInput = (spec: InputSpec, context: InputContext) => InputMaker;
