import type { TensorShape } from './tensor.js';

/** The format of recordings and exported inputs that this version writes; it reads every one up to it. */
export const recordingFormat = 1;

/** What a model answered on some machine: recording.json of its folder. Paths are relative to the folder. */
export interface Recording {
  readonly is: 'recording';
  readonly format: number;
  readonly model: RecordedModel;
  /** Of sample order and noise. */
  readonly seed: number;
  readonly device: RecordedDevice;
  /** The model's inputs and outputs as its file declares them. */
  readonly inputs: readonly TensorShape[];
  readonly outputs: readonly TensorShape[];
  readonly parts: readonly RecordedPart[];
  /** Every file that a part names, once. */
  readonly files: readonly RecordedFile[];
}

/** `sha256` as reports state it, external data included. */
export interface RecordedModel {
  readonly sha256: string;
  readonly bytes: number;
}

/** Where and how the model ran; what another program does not know it leaves out. */
export interface RecordedDevice {
  readonly runtime: string;
  readonly version: string;
  readonly cpu: string;
  /** As Node names it: x64, arm64. */
  readonly arch: string;
  /** Instruction sets that change integer arithmetic, sorted; empty where the system does not say. */
  readonly isa?: readonly string[];
  readonly engineDigest?: string;
  readonly providers?: readonly string[];
  readonly graphOptimization?: string;
  readonly threads?: number;
  readonly batch?: number;
  readonly session?: { readonly [entry: string]: string };
}

/** The answers at one level of one way of making inputs; row i of every file belongs to row i of `samples`. */
export interface RecordedPart {
  /** SHA-256 of the data set. */
  readonly data: string;
  readonly level: string;
  /** Digest of the data, how inputs are made of them, and the level's noise. */
  readonly key: string;
  readonly count: number;
  /** File with the fields `sample` (an id) and `inputs` (digest of what the model was fed). */
  readonly samples: string;
  readonly outputs: readonly RecordedTensor[];
}

/** Where the rows of one input or output lie; `field` is its name in the file if that is not `name`. */
export interface RecordedTensor {
  readonly name: string;
  readonly file: string;
  readonly field?: string;
}

export interface RecordedFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A recording where it lies. */
export interface PlacedRecording {
  readonly directory: string;
  /** As the policy names it, for messages. */
  readonly shown: string;
  readonly recording: Recording;
}
