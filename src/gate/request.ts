import type { Finding } from '../core/fault.js';
import type { Kinds } from '../core/kinds.js';
import type { Disagreement } from '../core/report.js';
import type { FoundCase } from './cases.js';

/** Names given by `--task`, `--level`, `--target`; empty lists select everything. */
export interface Selection {
  readonly tasks: readonly string[];
  readonly levels: readonly string[];
  readonly targets: readonly string[];
}

/** Where an engine was found, or why it was not. */
export type EnginePlace = { readonly directory: string } | { readonly problem: Finding };

/** Everything the gate works with; nothing else of the outside world reaches it. */
export interface GateRequest {
  readonly kinds: Kinds;
  readonly policy: { readonly text: string; readonly path: string };
  /** Paths of the policy are relative to it, and may not leave it. */
  readonly directory: string;
  readonly scratch: string;
  readonly only: Selection;
  readonly workerEntry: string;
  /** Asked only for the runtimes that the policy's targets name. */
  readonly findEngine: (runtime: 'native' | 'wasm') => Promise<EnginePlace>;
  /** Where models and data from elsewhere are kept, and the variables that fetching them reads. */
  readonly cacheDir: string;
  /** Where answers of the baseline are kept between runs; without it they are not. */
  readonly answersDir?: string;
  readonly env: { readonly [name: string]: string | undefined };
  readonly timeoutMs: number;
  readonly version: string;
  /** UTC day. */
  readonly today: string;
  readonly progress: (line: string) => void;
  /** Aborted: the workers are killed and the gate is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Given: a failing check is explained, and this hears of a model that mends it, if one was found. */
  readonly diagnose?: { readonly corrected: (bytes: () => Uint8Array) => void };
  /** Given: so many of the worst changed answers are looked at again, for people to see. */
  readonly cases?: { readonly most: number; readonly take: (found: FoundCase) => void };
  /** Hears of every changed answer, in plan order. */
  readonly witness: (disagreement: Disagreement) => void;
}
