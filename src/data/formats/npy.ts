import { statSync } from 'node:fs';
import { fault } from '../../core/fault.js';
import type { Value } from '../../core/format.js';
import { volume, type ElementType, type TensorData } from '../../core/tensor.js';
import { fromHalf } from '../../core/half.js';
import { npyHeader, npyHeaderLength, type NpyHeader } from './npy-header.js';
import { openRows, type Rows } from './rows.js';

/** One array whose first dimension is the sample. */
export interface Column {
  readonly name: string;
  readonly size: number;
  value(index: number): Value;
  close(): void;
}

/** An .npy file; `part` is its name inside an archive, null for a file of its own; `shown` the data set's path, for messages. */
export interface NpyFile {
  readonly path: string;
  readonly part: string | null;
  readonly shown: string;
}

/** Opens an .npy file; `name` is the column's. Throws a Fault for what is not read, and for Fortran order, which `openArray` reads. */
export function openColumn(file: NpyFile, name: string): Column {
  const rows = openRows(file.path, file.shown, file.part);
  try {
    const header = wholeHeader(rows, file);
    if (header.columnMajor) throw unsupported(file.shown, name, 'an array in Fortran order');
    return columnOf(rows, header, file, name);
  } catch (error) {
    rows.close();
    throw error;
  }
}

/** The column that an .npy head describes and `rows` holds. */
export function columnOf(rows: Rows, header: NpyHeader, { shown }: NpyFile, name: string): Column {
  const [size, ...dims] = header.dims;
  if (size === undefined) throw unsupported(shown, name, 'a single value without a sample dimension');
  const value = valueOf({ rows, header, dims, path: shown, name });
  return { name, size, value, close: rows.close };
}

/** The head of an .npy file whose length is as its head says; else a Fault. */
export function wholeHeader(rows: Rows, { path, part, shown }: NpyFile): NpyHeader {
  const header = headerOf(rows, shown, part);
  const expected = header.offset + volume(header.dims) * header.width;
  const { size: bytes } = statSync(path);
  if (bytes !== expected) throw fault('DATA_ENDS_EARLY', { path: shown, part, bytes, expected });
  return header;
}

function headerOf(rows: Rows, path: string, part: string | null): NpyHeader {
  const length = npyHeaderLength(Buffer.from(rows.bytes(0, 12)));
  if (length === undefined) throw fault('DATA_UNREADABLE', { path, part, reason: 'it is not an .npy array' });
  const header = npyHeader(Buffer.from(rows.bytes(0, length)));
  if (!('problem' in header)) return header;
  if (header.problem === 'holds') throw unsupported(path, part ?? 'the array', header.reason);
  throw fault('DATA_UNREADABLE', { path, part, reason: header.reason });
}

interface Reading {
  readonly rows: Rows;
  readonly header: NpyHeader;
  /** Of one sample. */
  readonly dims: readonly number[];
  readonly path: string;
  readonly name: string;
}

function valueOf(reading: Reading): (index: number) => Value {
  const { rows, header, dims } = reading;
  const bytes = volume(dims) * header.width;
  const row = (index: number): TensorData => viewed(header, rows.bytes(header.offset + index * bytes, bytes));
  if (dims.length > 0) return (index) => ({ type: header.type, dims, data: row(index) });
  return (index) => scalar(row(index)[0], index, reading);
}

function viewed({ type, width, bigEndian }: NpyHeader, bytes: Uint8Array<ArrayBuffer>): TensorData {
  if (bigEndian) swap(Buffer.from(bytes.buffer), type === 'string' ? 4 : width);
  return type === 'string' ? texts(bytes, width) : views[type](bytes.buffer);
}

function swap(bytes: Buffer, width: number): void {
  if (width === 2) bytes.swap16();
  if (width === 4) bytes.swap32();
  if (width === 8) bytes.swap64();
}

/** A typed array over a buffer of little-endian values. */
export const views = {
  float16: (bytes) => new Uint16Array(bytes), float32: (bytes) => new Float32Array(bytes), float64: (bytes) => new Float64Array(bytes),
  int8: (bytes) => new Int8Array(bytes), int16: (bytes) => new Int16Array(bytes), int32: (bytes) => new Int32Array(bytes),
  int64: (bytes) => new BigInt64Array(bytes), uint8: (bytes) => new Uint8Array(bytes), uint16: (bytes) => new Uint16Array(bytes),
  uint32: (bytes) => new Uint32Array(bytes), uint64: (bytes) => new BigUint64Array(bytes), bool: (bytes) => new Uint8Array(bytes),
} satisfies { readonly [type in Exclude<ElementType, 'string'>]: (bytes: ArrayBuffer) => TensorData }; // prettier-ignore

/** numpy's U: UTF-32 of a fixed width, filled up with zeros. */
function texts(bytes: Uint8Array<ArrayBuffer>, width: number): readonly string[] {
  const points = new Uint32Array(bytes.buffer);
  const length = width / 4;
  const count = length === 0 ? 1 : points.length / length;
  return Array.from({ length: count }, (_, at) => text(points.subarray(at * length, (at + 1) * length)));
}

function text(points: Uint32Array): string {
  let end = points.length;
  while (end > 0 && points[end - 1] === 0) end -= 1;
  return String.fromCodePoint(...points.subarray(0, end));
}

function scalar(
  raw: number | bigint | string | undefined,
  index: number,
  { header, path, name }: Reading,
): Value {
  if (header.type === 'bool') return raw !== 0;
  if (header.type === 'float16' && typeof raw === 'number') return fromHalf(raw);
  if (typeof raw !== 'bigint') return raw ?? null;
  const number = Number(raw);
  if (Number.isSafeInteger(number)) return number;
  throw fault('INTEGER_TOO_LARGE', { path, sample: String(index), field: name, value: String(raw) });
}

function unsupported(path: string, part: string, holds: string): Error {
  return fault('ARRAY_UNSUPPORTED', { path, part, holds });
}
