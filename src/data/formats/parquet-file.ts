import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { parquetMetadataAsync, parquetRead, parquetSchema, type FileMetaData } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { leafOf, type Leaf } from './parquet-value.js';

/** A parquet file whose foot has been read. Its functions throw Errors whose messages say what is wrong. */
export interface ParquetFile {
  readonly size: number;
  /** In the file's order. */
  readonly columns: ReadonlyMap<string, Leaf>;
  /** The values of one column, row group by row group; memory holds one group's. */
  values(column: string): AsyncGenerator<unknown, void>;
  close(): void;
}

/** Opens a parquet file and checks that its row groups hold as many rows as it says. */
export async function openParquet(path: string): Promise<ParquetFile> {
  const { size: byteLength } = statSync(path);
  const handle = openSync(path, 'r');
  const file = { byteLength, slice: (from: number, to = byteLength) => bytesOf(handle, from, to) };
  try {
    const metadata = raw(await parquetMetadataAsync(file, { geoparquet: false }));
    const size = sizeOf(metadata);
    return {
      size,
      columns: columnsOf(metadata),
      values: (column) => valuesOf({ file, metadata, column }),
      close: () => closeSync(handle),
    };
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

function bytesOf(handle: number, from: number, to: number): ArrayBuffer {
  const bytes = new Uint8Array(new ArrayBuffer(to - from));
  const read = readSync(handle, bytes, 0, bytes.length, from);
  if (read === bytes.length) return bytes.buffer;
  throw new Error(`it ends at byte ${from + read}, where ${to} were expected`);
}

/** The file's description, with decimals left as they are stored: the decoder's own numbers are rounded twice. */
function raw(metadata: FileMetaData): FileMetaData {
  for (const element of metadata.schema) {
    if (element.converted_type !== 'DECIMAL' && element.logical_type?.type !== 'DECIMAL') continue;
    element.logical_type ??= {
      type: 'DECIMAL',
      precision: element.precision ?? 0,
      scale: element.scale ?? 0,
    };
    delete element.converted_type;
  }
  return metadata;
}

function sizeOf({ num_rows, row_groups }: FileMetaData): number {
  const rows = row_groups.reduce((total, group) => total + Number(group.num_rows), 0);
  if (rows === Number(num_rows)) return rows;
  throw new Error(`its row groups hold ${rows} rows, its foot says ${num_rows}`);
}

function columnsOf(metadata: FileMetaData): ReadonlyMap<string, Leaf> {
  const columns = new Map<string, Leaf>();
  for (const tree of parquetSchema(metadata).children) {
    const { name } = tree.element;
    if (columns.has(name)) throw new Error(`it has two columns called ${name}`);
    columns.set(name, leafOf(tree));
  }
  return columns;
}

type Source = Pick<Parameters<typeof parquetRead>[0], 'file'> & {
  readonly metadata: FileMetaData;
  readonly column: string;
};

async function* valuesOf({ file, metadata, column }: Source): AsyncGenerator<unknown, void> {
  let start = 0;
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows);
    const rows = await rowsOf({ file, metadata, column }, start, end);
    if (rows.length !== end - start)
      throw new Error(`rows ${start} to ${end - 1} of ${column} are not all there`);
    for (const [value] of rows) yield value;
    start = end;
  }
}

async function rowsOf({ file, metadata, column }: Source, start: number, end: number): Promise<unknown[][]> {
  let rows: unknown[][] = [];
  const range = { rowStart: start, rowEnd: end, columns: [column] };
  const decoding = { compressors, parsers, utf8: false, geoparquet: false };
  try {
    await parquetRead({ file, metadata, ...range, ...decoding, onComplete: (found) => (rows = found) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`rows ${start} to ${end - 1} of ${column}: ${reason}`, { cause: error });
  }
  return rows;
}

/** Days and times as text (ISO 8601), with all digits that are stored; JSON as its text. */
const parsers = {
  dateFromDays: (days: number | null) => (days === null ? null : day(BigInt(days) * 86400n)),
  timestampFromMilliseconds: (time: bigint | null) => moment(time, 1000n, 3),
  timestampFromMicroseconds: (time: bigint | null) => moment(time, 1000000n, 6),
  timestampFromNanoseconds: (time: bigint | null) => moment(time, 1000000000n, 9),
  jsonFromBytes: (bytes: Uint8Array | null) => (bytes ? Buffer.from(bytes).toString('utf8') : null),
};

function moment(time: bigint | null | undefined, perSecond: bigint, digits: number): string | null {
  if (time === null || time === undefined) return null;
  const rest = ((time % perSecond) + perSecond) % perSecond;
  const seconds = (time - rest) / perSecond;
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}.${String(rest).padStart(digits, '0')}`;
}

function day(seconds: bigint): string {
  return new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
}
