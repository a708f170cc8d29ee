import { fault } from '../../core/fault.js';
import type { Dataset, OpenOptions } from '../../core/format.js';
import { dataset } from './dataset.js';
import type { Column } from './npy.js';

/** A data set whose fields are arrays of one length; they are closed with it, and when it can't be made. */
export async function datasetOf(
  columns: readonly Column[],
  digest: string,
  options: OpenOptions,
): Promise<Dataset> {
  const close = (): void => columns.forEach((column) => column.close());
  try {
    const byName = new Map(columns.map((column) => [column.name, column]));
    const size = commonSize(columns, options.shown);
    const fields = [...byName.keys()];
    const values = (index: number, wanted: readonly string[]) =>
      new Map(wanted.map((field) => [field, byName.get(field)?.value(index) ?? null]));
    return await dataset({ size, digest, fields, values, close }, options);
  } catch (error) {
    close();
    throw error;
  }
}

function commonSize(columns: readonly Column[], path: string): number {
  const [first, ...others] = columns;
  if (first === undefined) throw fault('DATA_UNREADABLE', { path, part: null, reason: 'it holds no array' });
  const other = others.find((column) => column.size !== first.size);
  if (other === undefined) return first.size;
  const lengths = { firstLength: first.size, secondLength: other.size };
  throw fault('ARRAY_LENGTHS_DIFFER', { path, first: first.name, second: other.name, ...lengths });
}
