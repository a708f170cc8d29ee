import type { Signal } from './noise.js';
import type { InputSpec } from './policy.js';
import type { Sample } from './sample.js';
import type { Tensor, TensorShape } from './tensor.js';

/** What tokenization made of one sample's text: its words, and where in the model's sequence each of them begins. */
export interface Tokens {
  readonly words: readonly string[];
  /** Position of each word's first piece; −1 for a word that was cut off, or of which no piece is left. */
  readonly firsts: readonly number[];
}

/** A model input of one sample; `tokens` where it was made of text. */
export interface MadeTensor extends Tensor {
  readonly tokens?: Tokens;
}

/** Makes one model input from samples. Tensors are of one sample, without the batch axis; nothing given is changed. */
export interface InputMaker {
  /** Fields to be read. */
  readonly fields: readonly string[];
  /** SHA-256 of each file that the making reads (a tokenizer): part of what an evaluation is of. */
  readonly files?: readonly string[];
  /** False for text and for whole numbers without steps: then only `make` may be called. */
  readonly takesNoise: boolean;
  /** Decoded, resized, cropped, rescaled: what noise is added to. Throws a Fault naming sample and field. */
  base(sample: Sample): Signal;
  /** Normalized, laid out and cast; `values` are the signal's own or those that noise made of them. */
  finish(values: Float32Array, signal: Signal): MadeTensor;
  /** The input without noise. */
  make(sample: Sample): MadeTensor;
}

/** What an input is made in: the data set's fields, those that are not features (label, id, group), and the directory files are relative to. */
export interface InputContext {
  readonly directory: string;
  readonly fields: readonly string[];
  readonly except: readonly string[];
  /** The inputs that the policy specifies for this model: a tokenizer written for one feeds its companions. */
  readonly siblings?: readonly InputSpec[];
}

/** Compiles the making of one input: `spec` says how, `wanted` is what the model declares. */
export type CompileInput = (spec: InputSpec, wanted: TensorShape, context: InputContext) => InputMaker;
