import { closeSync, openSync, readSync } from 'node:fs';
import { fault } from '../../core/fault.js';

/** A file that is read by position. Reads are synchronous: a row takes microseconds, a trip through the thread pool tens of them. */
export interface Rows {
  bytes(position: number, length: number): Uint8Array<ArrayBuffer>;
  close(): void;
}

/** Opens a file for reading by position; `shown` and `part` name it in the Fault of a read past its end. */
export function openRows(path: string, shown: string, part: string | null): Rows {
  const file = openSync(path, 'r');
  return {
    bytes: (position, length) => {
      const bytes = new Uint8Array(new ArrayBuffer(length)); // a buffer of its own: typed arrays of any width may view it
      const read = fill(file, bytes, position);
      if (read === length) return bytes;
      throw fault('DATA_ENDS_EARLY', {
        path: shown,
        part,
        bytes: position + read,
        expected: position + length,
      });
    },
    close: () => closeSync(file),
  };
}

function fill(file: number, bytes: Uint8Array, position: number): number {
  let read = 0;
  while (read < bytes.length) {
    const got = readSync(file, bytes, read, bytes.length - read, position + read);
    if (got === 0) break;
    read += got;
  }
  return read;
}
