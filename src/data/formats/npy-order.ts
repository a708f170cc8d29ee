import { open } from 'node:fs/promises';
import { volume } from '../../core/tensor.js';
import type { NpyHeader } from './npy-header.js';
import { columnOf, openColumn, wholeHeader, type Column, type NpyFile } from './npy.js';
import { openRows, type Rows } from './rows.js';
import { once } from './spool.js';

/** How many bytes of an array are held while its order is changed. */
const block = 1 << 26;

/**
 * Opens an .npy file in any order. In Fortran order a sample is scattered over the whole file, so its values are written
 * once in C order to `spool`; memory holds 64 MiB of them, or one sample if that is more.
 */
export async function openArray(file: NpyFile, name: string, spool: string): Promise<Column> {
  const header = headerIn(file);
  if (!header.columnMajor) return openColumn(file, name);
  await once(spool, (temporary) => writeInRows(file, header, temporary));
  return columnOf(openRows(spool, file.shown, file.part), { ...header, offset: 0 }, file, name);
}

function headerIn(file: NpyFile): NpyHeader {
  const rows = openRows(file.path, file.shown, file.part);
  try {
    return wholeHeader(rows, file);
  } finally {
    rows.close();
  }
}

async function writeInRows(file: NpyFile, header: NpyHeader, to: string): Promise<void> {
  const [size = 0, ...dims] = header.dims;
  const sources = sourcesOf(dims);
  const perBlock = Math.max(1, Math.floor(block / Math.max(1, sources.length * header.width)));
  const rows = openRows(file.path, file.shown, file.part);
  const out = await open(to, 'w');
  try {
    for (let from = 0; from < size; from += perBlock)
      await out.write(blockOf(rows, header, { from, count: Math.min(perBlock, size - from), size, sources }));
  } finally {
    rows.close();
    await out.close();
  }
}

interface Block {
  /** The first sample, and how many. */
  readonly from: number;
  readonly count: number;
  /** Samples of the whole array. */
  readonly size: number;
  readonly sources: Float64Array;
}

function blockOf(
  rows: Rows,
  { offset, width }: NpyHeader,
  { from, count, size, sources }: Block,
): Uint8Array {
  const made = new Uint8Array(count * sources.length * width);
  for (const [place, source] of sources.entries()) {
    const run = rows.bytes(offset + (source * size + from) * width, count * width);
    for (let row = 0; row < count; row += 1)
      made.set(run.subarray(row * width, (row + 1) * width), (row * sources.length + place) * width);
  }
  return made;
}

/** For each place of one sample in C order its place in Fortran order. */
function sourcesOf(dims: readonly number[]): Float64Array {
  const strides = dims.map((_, axis) => volume(dims.slice(0, axis)));
  return Float64Array.from({ length: volume(dims) }, (_, place) => {
    let left = place;
    let source = 0;
    for (let axis = dims.length - 1; axis >= 0; axis -= 1) {
      const length = dims[axis] ?? 1;
      source += (left % length) * (strides[axis] ?? 0);
      left = Math.floor(left / length);
    }
    return source;
  });
}
