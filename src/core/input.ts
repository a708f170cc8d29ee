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
export interface InputMaker<S extends Signal = Signal> {
  /** Fields to be read. */
  readonly fields: readonly string[];
  /** SHA-256 of each file that the making reads (a tokenizer): part of what an evaluation is of. */
  readonly files?: readonly string[];
  /** False for whole numbers without steps: then only `make` may be called. */
  readonly takesNoise: boolean;
  /** What noise is added to: a picture decoded, resized, cropped and rescaled, a waveform, texts. Throws a Fault naming sample and field. */
  base(sample: Sample): S;
  /**
   * Normalized, laid out and cast, or tokenized; the signal is `base`'s, or what noise made of it.
   * Inputs of equal texts are given one and the same signal object, so what is made of it can be kept by it.
   */
  finish(signal: S): MadeTensor;
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
