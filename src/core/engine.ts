import type { Tensor, TensorShape } from './tensor.js';

/** How a target runs a model; every field is printed in the report. */
export interface EngineOptions {
  readonly threads: number;
  readonly graphOptimization: 'disabled' | 'basic' | 'extended' | 'layout' | 'all';
  /** Session config entries, e.g. `x64quantprecision: '1'`. */
  readonly session: { readonly [entry: string]: string };
  readonly providers: readonly string[];
}

/** What is known of an engine once it is loaded. */
export interface EngineIdentity {
  readonly runtime: string;
  readonly version: string;
  /** SHA-256 of the engine's binary. */
  readonly digest: string;
}

export interface Session {
  readonly inputs: readonly TensorShape[];
  readonly outputs: readonly TensorShape[];
  /** Runs once; throws on bad feeds. The call may block the process: only a kill from outside ends it. */
  run(feeds: ReadonlyMap<string, Tensor>): Promise<ReadonlyMap<string, Tensor>>;
  close(): Promise<void>;
}

export interface LoadedEngine {
  readonly identity: EngineIdentity;
  open(model: { readonly path: string }, options: EngineOptions): Promise<Session>;
}

/** A way to run models; `load` is called in a worker only, with the directory the engine was installed to. */
export interface Engine {
  readonly name: 'native' | 'wasm';
  load(directory: string): Promise<LoadedEngine>;
}
