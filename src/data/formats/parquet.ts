import { join } from 'node:path';
import { Fault, fault } from '../../core/fault.js';
import type { Dataset, Format, OpenOptions, Value } from '../../core/format.js';
import { dataset } from './dataset.js';
import { openParquet, type ParquetFile } from './parquet-file.js';
import { spooled, type Spooled } from './parquet-spool.js';
import { parquetValue } from './parquet-value.js';
import { digestOf, indexFile, onceJson } from './spool.js';

/**
 * Parquet files: columns are the fields. A row group is decoded as a whole, so a column is decoded once per run, group by
 * group, and laid down in the scratch folder, from where its rows are read in any order.
 */
export const parquet: Format = {
  name: 'parquet',
  options: {},
  reads: (path, isFolder) => !isFolder && /\.parquet$/i.test(path),
  open: async (options) => {
    const index = indexFile(options.scratch, options.path, 'digest');
    const digest = await onceJson(index, () => digestOf(options.path));
    const file = await orFault(options, null, openParquet(options.path));
    try {
      return await open(file, digest, options);
    } catch (error) {
      file.close();
      throw error;
    }
  },
};

function open(file: ParquetFile, digest: string, options: OpenOptions): Promise<Dataset> {
  const fields = [...file.columns.keys()];
  const columns = new Map<string, Promise<Spooled>>();
  const column = (field: string): Promise<Spooled> => {
    const known = columns.get(field);
    if (known !== undefined) return known;
    const place = join(options.scratch, digest, `${encodeURIComponent(field)}.rows`);
    const opening = orFault(
      options,
      field,
      spooled(place, options.shown, () => file.values(field)),
    );
    columns.set(field, opening);
    return opening;
  };
  const values = async (row: number, wanted: readonly string[]): Promise<ReadonlyMap<string, Value>> => {
    const found = new Map<string, Value>();
    for (const field of wanted) {
      const stored = await column(field);
      found.set(field, await valueIn(stored.at(row), { file, field, row, options }));
    }
    return found;
  };
  const close = async (): Promise<void> => {
    for (const opened of await Promise.allSettled(columns.values()))
      if (opened.status === 'fulfilled') opened.value.close();
    file.close();
  };
  return dataset({ size: file.size, digest, fields, values, close }, options);
}

interface Cell {
  readonly file: ParquetFile;
  readonly field: string;
  readonly row: number;
  readonly options: OpenOptions;
}

async function valueIn(stored: unknown, { file, field, row, options }: Cell): Promise<Value> {
  const leaf = file.columns.get(field);
  if (leaf === undefined) throw new Error(`no column ${field}`); // dataset() refuses unknown fields
  const part = `row ${row} of ${field}`;
  const value = await orFault(options, part, parquetValue(stored, leaf));
  if (typeof value === 'bigint')
    throw fault('INTEGER_TOO_LARGE', {
      path: options.shown,
      sample: String(row),
      field,
      value: String(value),
    });
  if (typeof value !== 'object' || value === null || !('refused' in value)) return value;
  throw fault('DATA_UNREADABLE', { path: options.shown, part, reason: `it is ${value.refused}` });
}

async function orFault<T>({ shown }: OpenOptions, part: string | null, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Fault || !(error instanceof Error) || 'syscall' in error) throw error; // the disk's, not the file's
    throw fault('DATA_UNREADABLE', { path: shown, part, reason: error.message });
  }
}
