import type { ModelFolder, OpenFolder } from './folder.js';
import type { Outputs } from './task.js';
import type { Tensor, TensorShape } from './tensor.js';

/** How a target runs a model; every field is printed in the report. */
export interface EngineOptions {
  readonly threads: number;
  readonly graphOptimization: 'disabled' | 'basic' | 'extended' | 'layout' | 'all';
  /** Session config entries, e.g. `x64quantprecision: '1'`. */
  readonly session: { readonly [entry: string]: string };
}

/** A model file and the files its weights are spread over, as absolute paths. */
export interface ModelFile {
  readonly path: string;
  readonly external: readonly { readonly location: string; readonly path: string }[];
  /** Bytes that follow the file's own when it is opened: they make inner tensors outputs. */
  readonly patch?: Uint8Array;
  /** The model is a folder, and this the first of its files. */
  readonly folder?: ModelFolder;
}

/** What is known of an engine once it is loaded. */
export interface EngineIdentity {
  readonly runtime: string;
  readonly version: string;
  /** SHA-256 over the engine's binaries, in the order of their names. */
  readonly digest: string;
  readonly providers: readonly string[];
}

export interface Session {
  readonly inputs: readonly TensorShape[];
  readonly outputs: readonly TensorShape[];
  /** Runs once; throws on bad feeds. The call may block the process: only a kill from outside ends it. */
  run(feeds: ReadonlyMap<string, Tensor>): Promise<ReadonlyMap<string, Tensor>>;
  /** One sample whose answer is too large to be held: stretches of it, one after the other; null where `run` may give all. */
  inStretches?(feeds: ReadonlyMap<string, Tensor>): AsyncGenerator<Outputs, undefined> | null;
  /** There where answers were recorded: they are looked up, and nothing may be run. */
  readonly recorded?: Recorded;
  /** The model is a folder: `run` runs the first of its files, and what runs several of them finds them here. */
  readonly folder?: OpenFolder;
  close(): Promise<void>;
}

/** Answers of a model that ran somewhere else; both throw a Fault RECORDING_… where there is none that fits. */
export interface Recorded {
  /** With a first axis of one sample. */
  answer(asked: Asked): Promise<Outputs>;
  /** The answers to at most `count` samples of a data set, whichever come first. */
  first(data: string, count: number): Promise<readonly Outputs[]>;
}

/** One sample at one level, and what makes an answer its own. */
export interface Asked {
  /** Digest of the data set. */
  readonly data: string;
  readonly seed: number;
  readonly level: string;
  /** Digest of how the inputs are made at the level. */
  readonly key: string;
  readonly sample: string;
  /** Digest of what the model is fed. */
  readonly inputs: string;
}

export interface LoadedEngine {
  identity(): Promise<EngineIdentity>;
  /** Throws a plain Error with the engine's own words when the model can't be opened. */
  open(model: ModelFile, options: EngineOptions): Promise<Session>;
}

/** A way to run models; `load` is called in a worker only, with the directory the engine was installed to. */
export interface Engine {
  readonly name: 'native' | 'wasm';
  load(directory: string): LoadedEngine;
}
