import type { Source } from '../core/source.js';

/** Bytes that are in the cache now. */
export interface Arrival<S extends Source> {
  readonly digest: string;
  /** The source, bound to the commit that was found: files beside it are taken from the same one. */
  readonly source: S;
}
