import { openSync, readFileSync, writeSync } from 'node:fs';

/** What a worker was doing: it outlives the worker, whatever kills it. */
export interface Mark {
  /** −1: reading data or opening models of no arm. */
  readonly arm: number;
  /** First and last+1 position of the batch. */
  readonly from: number;
  readonly to: number;
  /** Grows with every mark; no growth within the timeout means that the worker hangs. */
  readonly count: number;
}

/** Writes marks over one another into one file. */
export interface MarkWriter {
  mark(mark: Omit<Mark, 'count'>): void;
  /** Says that the worker is alive at what it marked last. */
  beat(): void;
}

const size = 64;

/** A writer into a file of 64 bytes; its first mark is of no arm. */
export function markWriter(path: string): MarkWriter {
  const descriptor = openSync(path, 'w');
  let count = 0;
  let last: Omit<Mark, 'count'> = { arm: -1, from: 0, to: 0 };
  const beat = (): void => {
    count += 1;
    writeSync(descriptor, `${last.arm} ${last.from} ${last.to} ${count}`.padEnd(size), 0);
  };
  const mark: MarkWriter['mark'] = (next) => {
    last = next;
    beat();
  };
  beat();
  return { mark, beat };
}

/** The last mark; undefined when the worker wrote none. */
export function readMark(path: string): Mark | undefined {
  const [arm, from, to, count] = readMarkNumbers(path);
  if (arm === undefined || from === undefined || to === undefined || count === undefined) return undefined;
  return [arm, from, to, count].every(Number.isSafeInteger) ? { arm, from, to, count } : undefined;
}

function readMarkNumbers(path: string): number[] {
  try {
    return readFileSync(path, 'latin1').trim().split(' ').map(Number);
  } catch {
    return []; // the worker died before it opened its marker
  }
}
