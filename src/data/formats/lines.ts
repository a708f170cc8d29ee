import { createReadStream } from 'node:fs';

export interface Line {
  /** Without its line end. */
  readonly text: string;
  /** Bytes from the start of the file. */
  readonly start: number;
  readonly end: number;
  /** Counts from 1. */
  readonly number: number;
}

/** The lines of a UTF-8 file with their places; memory holds one of them. */
export async function* linesOf(path: string): AsyncGenerator<Line, void> {
  let rest: Buffer = Buffer.alloc(0);
  let start = 0;
  let number = 1;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    let bytes = Buffer.concat([rest, chunk as Buffer]); // a stream without encoding yields Buffers
    for (let cut = bytes.indexOf(10); cut >= 0; cut = bytes.indexOf(10)) {
      yield { text: lineText(bytes.subarray(0, cut)), start, end: start + cut + 1, number };
      start += cut + 1;
      number += 1;
      bytes = bytes.subarray(cut + 1);
    }
    rest = bytes;
  }
  if (rest.length > 0) yield { text: lineText(rest), start, end: start + rest.length, number };
}

/** A line's text: without a carriage return at its end, and without a byte order mark. */
export function lineText(bytes: Buffer): string {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
