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

const size = 64;

/** Writes marks over one another into a file of 64 bytes. */
export function markWriter(path: string): (mark: Omit<Mark, 'count'>) => void {
  const descriptor = openSync(path, 'w');
  let count = 0;
  return ({ arm, from, to }) => {
    count += 1;
    writeSync(descriptor, `${arm} ${from} ${to} ${count}`.padEnd(size), 0);
  };
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
