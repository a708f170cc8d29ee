import type { Place } from '../core/place.js';

/** What fetching may wait for and how much it may take. */
export interface FetchLimits {
  /** Of one file. */
  readonly maxBytes: number;
  /** Of one request, the first one included. */
  readonly attempts: number;
  /** Before the second attempt; doubled before each further one. */
  readonly waitMs: number;
  /** Without a single byte, a connection counts as dropped. */
  readonly stallMs: number;
}

/** Where sources are looked for and kept; nothing else of the outside world is read. */
export interface SourcePlaces {
  /** Paths are relative to it, and git runs in it. */
  readonly directory: string;
  /** Fetched files are kept here, under their digests. */
  readonly cacheDir: string;
  /** HF_ENDPOINT and HF_TOKEN are read; git gets it without the secrets of an action. */
  readonly env: { readonly [name: string]: string | undefined };
  /** Told before something slow starts, and of what is mended on the way. */
  readonly progress: (line: string) => void;
  readonly signal?: AbortSignal;
  /** Where the policy names the source. */
  readonly place?: Place;
  readonly limits?: Partial<FetchLimits>;
}

export function limitsOf({ limits }: SourcePlaces): FetchLimits {
  return { maxBytes: 21_474_836_480, attempts: 5, waitMs: 1000, stallMs: 60_000, ...limits };
}
