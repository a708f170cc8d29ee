import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { fault } from '../core/fault.js';
import type { ChunkResult, SampleRow, ShardFile } from '../core/plan.js';
import { fromWire } from '../core/wire.js';
import { fromColumns, type Columns } from './columns.js';
import { LineReader } from './lines.js';
import { format, upgrade, type ShardLine } from './shard-format.js';
import type { ShardEnd, ShardHeader } from './shard.js';

/** Reads a shard file one chunk at a time; it must be closed. */
export class ShardReader {
  /** Read, but not its turn yet. */
  private ahead: ShardLine | undefined;

  private constructor(
    readonly shown: string,
    readonly header: ShardHeader,
    private readonly file: FileHandle,
    private readonly lines: LineReader,
  ) {}

  /** Throws a Fault, FILE_MISSING or SHARD_…, if the file is not what ShardWriter wrote, to the last byte. */
  static async open({ path, shown }: ShardFile): Promise<ShardReader> {
    const file = await openFile(path, shown);
    try {
      const lines = new LineReader(file);
      const written = await headerOf(shown, file, lines);
      await checkDigest({ path, shown }, file);
      const header = upgrade(written, written.format) as unknown as ShardHeader; // the digest fits what ShardWriter wrote
      return new ShardReader(shown, header, file, lines);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.file.close();
  }

  /** What `ShardWriter` was given as plan; asked for first, or never. */
  async plan(): Promise<unknown> {
    return this.parse(await this.text())['plan'];
  }

  /** The result of a chunk; undefined where the shard has none. Chunks are asked for in ascending order. */
  async take(chunk: number): Promise<ChunkResult | undefined> {
    const line = (this.ahead ??= await this.next());
    if (line['is'] !== 'chunk' || line['chunk'] !== chunk) return undefined;
    this.ahead = undefined;
    const { seconds, rows } = line as unknown as PackedChunk; // as in open()
    return { chunk, seconds, rows: fromColumns(rows) as readonly SampleRow[] }; // ShardWriter packed rows
  }

  /** How the evaluation ended; asked for after all chunks. */
  async end(): Promise<ShardEnd> {
    const line = (this.ahead ??= await this.next());
    if (line['is'] !== 'ended') throw new Error(`${this.shown}: chunks are left`);
    return line as unknown as ShardEnd; // as in open()
  }

  private async next(): Promise<ShardLine> {
    const text = await this.text();
    return this.parse(text.startsWith('{"is":"plan"') ? await this.text() : text);
  }

  private async text(): Promise<string> {
    const text = await this.lines.next();
    if (text === undefined) throw new Error(`${this.shown} was changed while it was read`);
    return text;
  }

  private parse(text: string): ShardLine {
    return upgrade(fromWire(text) as ShardLine, this.header.format); // as in open()
  }
}

type PackedChunk = Pick<ChunkResult, 'seconds'> & { readonly rows: Columns };

async function openFile(path: string, shown: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch {
    throw fault('FILE_MISSING', { path: shown, what: 'shard' });
  }
}

/** The first line, if it is that of a shard and of a format that can be read. */
async function headerOf(
  path: string,
  file: FileHandle,
  lines: LineReader,
): Promise<ShardLine & { readonly format: number }> {
  const status = await file.stat();
  if (!status.isFile()) throw fault('SHARD_UNREADABLE', { path });
  if (status.size === 0) throw fault('SHARD_EMPTY', { path });
  if (!(await startsLikeShard(file))) throw fault('SHARD_UNREADABLE', { path });
  const text = await lines.next();
  if (text === undefined) throw fault('SHARD_TRUNCATED', { path });
  const header = parsed(text);
  const version = header?.['format'];
  if (header === undefined || typeof version !== 'number') throw fault('SHARD_CHANGED', { path });
  if (Number.isInteger(version) && version >= 1 && version <= format) return { ...header, format: version };
  throw fault('SHARD_FORMAT', { path, format: version, expected: format });
}

const opening = '{"is":"shard",';

async function startsLikeShard(file: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(opening.length), 0, opening.length, 0);
  return bytesRead > 0 && opening.startsWith(buffer.toString('latin1', 0, bytesRead));
}

function parsed(text: string): ShardLine | undefined {
  try {
    return fromWire(text) as ShardLine; // it starts like an object
  } catch {
    return undefined;
  }
}

const lastBytes = '{"is":"end","sha256":""}\n'.length + 64;

/** The last line digests everything before it. */
async function checkDigest({ path, shown }: ShardFile, file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  const start = Math.max(0, size - lastBytes);
  const { buffer } = await file.read(Buffer.alloc(lastBytes), 0, lastBytes, start);
  const [, expected] = /^\{"is":"end","sha256":"([0-9a-f]{64})"\}\n$/u.exec(buffer.toString('latin1')) ?? [];
  if (expected === undefined) throw fault('SHARD_TRUNCATED', { path: shown });
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { end: start - 1 }), hash);
  if (hash.digest('hex') !== expected) throw fault('SHARD_CHANGED', { path: shown });
}
