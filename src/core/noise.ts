import type { Json, Schema } from './json.js';
import type { Stream } from './rng.js';

/** One input before noise: values in row-major order. Pictures are rows × columns × channels in 0…1. */
export interface Signal {
  readonly values: Float32Array;
  readonly dims: readonly number[];
  /** Pictures and tensors with a declared range; the noise is then a share of it and the result is clipped to it. */
  readonly range?: readonly [number, number];
  /** Per-feature deviations (`reference: FILE`), as long as the last dimension or as the whole signal. */
  readonly deviations?: Float32Array;
  readonly is: 'picture' | 'tensor';
}

export interface NoiseKind {
  readonly name: string;
  /** Schema of the level's own keys, without `kind`. */
  readonly options: Schema;
  /** What this kind applies to; anything else is a policy error. */
  readonly on: readonly Signal['is'][];
  /** Whether it needs `range` (or a picture). */
  readonly needsRange: boolean;
  /** New values of the same length; never changes the signal. Arithmetic: + − × ÷ sqrt and tables only. */
  apply(signal: Signal, options: { readonly [name: string]: Json }, stream: Stream): Float32Array;
}
