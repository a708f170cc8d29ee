import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { fault, type Fault, type Finding } from '../core/fault.js';
import type { ChunkResult } from '../core/plan.js';
import { fromWire, toWire } from '../core/wire.js';

/** Version of the shard file; a reader takes its own and refuses newer ones. */
const format = 1;

/** Which part of an evaluation: index counts from 1. */
export interface ShardNumber {
  readonly index: number;
  readonly of: number;
}

/** The first line of a shard file. `plan` is whatever a merge needs to decide; this room does not look into it. */
export interface ShardHeader extends ShardNumber {
  readonly format: number;
  readonly tool: string;
  /** Digest of policy, models, data, seed, chunks and checks: shards of one evaluation share it. */
  readonly identity: string;
  readonly chunks: number;
  readonly plan: unknown;
}

/** What a shard ends with. */
export interface ShardEnd {
  readonly medians: readonly number[];
  readonly cut: Finding | null;
  readonly crashes: number;
}

/** Shard i of n evaluates every n-th chunk. */
export function chunksOfShard(chunks: number, { index, of }: ShardNumber): number[] {
  return [...new Array(chunks).keys()].filter((chunk) => chunk % of === index - 1);
}

/** Writes a shard file line by line: a header, a line per chunk in order, and an end that digests all before it. */
export class ShardWriter {
  private readonly file: number;
  private readonly hash = createHash('sha256');

  constructor(path: string, header: Omit<ShardHeader, 'format'>) {
    this.file = openSync(path, 'w');
    this.line({ is: 'shard', format, ...header });
  }

  add(result: ChunkResult): void {
    this.line({ is: 'chunk', result });
  }

  end(end: ShardEnd): void {
    const sha256 = this.hash.copy().digest('hex');
    this.line({ is: 'end', sha256, ...end });
    closeSync(this.file);
  }

  private line(value: object): void {
    const text = `${toWire(value)}\n`;
    this.hash.update(text);
    writeSync(this.file, text);
  }
}

/** Reads a shard file one chunk at a time; throws SHARD_… Faults, before anything is read if the file was changed. */
export class ShardReader {
  private line = 1;

  private constructor(
    readonly path: string,
    readonly header: ShardHeader,
    private readonly lines: AsyncIterator<string>,
  ) {}

  static async open(path: string): Promise<ShardReader> {
    await checkDigest(path);
    const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity })[
      Symbol.asyncIterator
    ]();
    const header = parse(path, await nextLine(path, lines), 1) as unknown as ShardHeader; // the digest fits what ShardWriter wrote
    if (header.format !== format) {
      throw fault('SHARD_FORMAT', { path, format: String(header.format), expected: String(format) });
    }
    return new ShardReader(path, header, lines);
  }

  /** The next chunk, or the end. */
  async next(): Promise<ChunkResult | ShardEnd> {
    this.line += 1;
    const value = parse(this.path, await nextLine(this.path, this.lines), this.line);
    const body = value['is'] === 'chunk' ? value['result'] : value;
    return body as ChunkResult | ShardEnd; // the digest fits what ShardWriter wrote
  }
}

/** The last line digests everything before it. */
async function checkDigest(path: string): Promise<void> {
  const { end, start } = lastLine(path);
  const hash = createHash('sha256');
  if (start > 0) await pipeline(createReadStream(path, { end: start - 1 }), hash);
  const { is, sha256 } = parse(path, end, 0);
  if (is !== 'end') throw unreadable(path, 'it is no shard of an evaluation, or it is cut short');
  if (sha256 !== hash.digest('hex')) throw unreadable(path, 'its digest does not fit: the file was changed');
}

/** No end is longer. */
const tail = 65_536;

function lastLine(path: string): { end: string; start: number } {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const buffer = Buffer.alloc(Math.min(tail, size));
    readSync(file, buffer, 0, buffer.length, size - buffer.length);
    const begin = buffer.lastIndexOf('\n', buffer.length - 2) + 1;
    return { end: buffer.toString('utf8', begin), start: size - buffer.length + begin };
  } finally {
    closeSync(file);
  }
}

export function isEnd(next: ChunkResult | ShardEnd): next is ShardEnd {
  return 'medians' in next;
}

async function nextLine(path: string, lines: AsyncIterator<string>): Promise<string> {
  const { value, done } = await lines.next();
  if (done === true) throw unreadable(path, 'it ends before its last line');
  return value;
}

function parse(path: string, text: string, line: number): { readonly [key: string]: unknown } {
  try {
    const value = fromWire(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // told below
  }
  throw unreadable(
    path,
    line === 0 ? 'its last line is not what a shard ends with' : `line ${line} is no JSON`,
  );
}

function unreadable(path: string, reason: string): Fault {
  return fault('SHARD_UNREADABLE', { path, reason });
}
