import type { Signal } from './noise.js';
import type { InputSpec } from './policy.js';
import type { Sample } from './sample.js';
import type { Tensor, TensorShape } from './tensor.js';

/** Makes one model input from samples. Tensors are of one sample, without the batch axis; nothing given is changed. */
export interface InputMaker {
  /** Fields to be read. */
  readonly fields: readonly string[];
  /** False for text and for whole numbers without steps: then only `make` may be called. */
  readonly takesNoise: boolean;
  /** Decoded, resized, cropped, rescaled: what noise is added to. Throws a Fault naming sample and field. */
  base(sample: Sample): Signal;
  /** Normalized, laid out and cast; `values` are the signal's own or those that noise made of them. */
  finish(values: Float32Array, signal: Signal): Tensor;
  /** The input without noise. */
  make(sample: Sample): Tensor;
}

/** What an input is made in: the data set's fields, those that are not features (label, id, group), and the directory files are relative to. */
export interface InputContext {
  readonly directory: string;
  readonly fields: readonly string[];
  readonly except: readonly string[];
}

/** Compiles the making of one input: `spec` says how, `wanted` is what the model declares. */
export type CompileInput = (spec: InputSpec, wanted: TensorShape, context: InputContext) => InputMaker;
