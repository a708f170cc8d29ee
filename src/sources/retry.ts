import { setTimeout as sleep } from 'node:timers/promises';

/** A failure that may be gone in a moment: a dropped connection, an overloaded server. */
export class Passing extends Error {
  /** How long the server asks to wait. */
  readonly waitMs: number | undefined;

  constructor(reason: string, waitMs?: number) {
    super(reason);
    this.name = 'Passing';
    this.waitMs = waitMs;
  }
}

export interface Patience {
  readonly attempts: number;
  readonly waitMs: number;
  readonly signal?: AbortSignal;
  /** Told before each further attempt. */
  readonly note: (reason: string, waitMs: number) => void;
}

const longestWaitMs = 60_000;

/** Does the work, again after each Passing failure, waiting twice as long each time; the last failure is thrown. */
export async function retried<T>(
  work: () => Promise<T>,
  { attempts, waitMs, signal, note }: Patience,
): Promise<T> {
  for (let attempt = 1, pauseMs = waitMs; ; attempt += 1, pauseMs *= 2) {
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof Passing) || !(attempt < attempts)) throw error;
      const thisMs = Math.min(error.waitMs ?? pauseMs, longestWaitMs);
      note(error.message, thisMs);
      await sleep(thisMs, undefined, signal && { signal });
    }
  }
}
