import { statSync } from 'node:fs';
import { fault } from '../../core/fault.js';
import type { Format, OpenOptions, Value } from '../../core/format.js';
import { isTensor } from '../../core/sample.js';
import { datasetOf } from './columns.js';
import { columnOf, type Column } from './npy.js';
import { openRows, type Rows } from './rows.js';
import { safetensorsHeader, type StoredTensor } from './safetensors-header.js';
import { digestOf, indexFile, onceJson } from './spool.js';

/** The longest header that is read; the reference implementation refuses longer ones too. */
const longestHeader = 100_000_000;

/** Tensors of a .safetensors file: their names are the fields, the first axis of each is the sample. */
export const safetensors: Format = {
  name: 'safetensors',
  options: {},
  reads: (path, isFolder) => !isFolder && /\.safetensors$/i.test(path),
  open: async (options) => {
    const index = indexFile(options.scratch, options.path, 'digest');
    const digest = await onceJson(index, () => digestOf(options.path));
    return datasetOf(openColumns(options), digest, options);
  },
};

function openColumns(options: OpenOptions): readonly Column[] {
  const stored = storedIn(options);
  const columns: Column[] = [];
  try {
    for (const tensor of stored) columns.push(openTensor(tensor, options));
    return columns;
  } catch (error) {
    for (const column of columns) column.close();
    throw error;
  }
}

function storedIn(options: OpenOptions): readonly StoredTensor[] {
  const rows = openRows(options.path, options.shown, null);
  try {
    const size = headerSize(rows, options);
    const header = safetensorsHeader(Buffer.from(rows.bytes(8, size)).toString('utf8'));
    if (typeof header === 'string') throw unreadable(options, header);
    const { size: bytes } = statSync(options.path);
    const expected = 8 + size + header.bytes;
    if (bytes < expected)
      throw fault('DATA_ENDS_EARLY', { path: options.shown, part: null, bytes, expected });
    if (bytes > expected)
      throw unreadable(options, `${bytes - expected} bytes at its end belong to no tensor`);
    return header.tensors.map((tensor) => ({ ...tensor, offset: tensor.offset + 8 + size }));
  } finally {
    rows.close();
  }
}

function headerSize(rows: Rows, options: OpenOptions): number {
  const size = Buffer.from(rows.bytes(0, 8)).readBigUInt64LE(0);
  if (size > BigInt(longestHeader))
    throw unreadable(options, `it gives its header ${size} bytes; at most ${longestHeader} are read`);
  return Number(size);
}

function openTensor(tensor: StoredTensor, { path, shown }: OpenOptions): Column {
  const { name, holds } = tensor;
  if (holds !== undefined) throw fault('ARRAY_UNSUPPORTED', { path: shown, part: name, holds });
  const rows = openRows(path, shown, name);
  try {
    const column = columnOf(rows, tensor, { path, part: name, shown }, name);
    return tensor.bfloat ? { ...column, value: (index) => widened(column.value(index)) } : column;
  } catch (error) {
    rows.close();
    throw error;
  }
}

/** bfloat16 is the upper half of a binary32 value. */
function widened(value: Value): Value {
  if (typeof value === 'number') return fromUpperHalves(Uint16Array.of(value))[0] ?? null;
  if (typeof value !== 'object' || value === null || !('dims' in value) || !isTensor(value)) return value;
  return value.data instanceof Uint16Array
    ? { type: 'float32', dims: value.dims, data: fromUpperHalves(value.data) }
    : value;
}

function fromUpperHalves(halves: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(halves, (half) => half * 65536).buffer);
}

function unreadable({ shown }: OpenOptions, reason: string): Error {
  return fault('DATA_UNREADABLE', { path: shown, part: null, reason });
}
