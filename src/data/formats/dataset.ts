import { fault } from '../../core/fault.js';
import type { Dataset, OpenOptions, Value } from '../../core/format.js';
import { indexFile, onceJson } from './spool.js';

/** What a format knows; `dataset` makes a Dataset of it. */
export interface Parts {
  readonly size: number;
  readonly digest: string;
  readonly fields: readonly string[];
  /** The format's own ids; without it, row numbers from 0. */
  readonly ids?: readonly string[];
  /** The values of known fields of one row. */
  values(
    index: number,
    fields: readonly string[],
  ): Promise<ReadonlyMap<string, Value>> | ReadonlyMap<string, Value>;
  close(): void | Promise<void>;
}

/** A Dataset from a format's parts: resolves ids, and refuses unknown fields and rows out of range. */
export async function dataset(parts: Parts, options: OpenOptions): Promise<Dataset> {
  const ids = await idsOf(parts, options);
  const id = (index: number): string =>
    ids?.[inRange(index, parts.size)] ?? String(inRange(index, parts.size));
  return {
    size: parts.size,
    digest: parts.digest,
    fields: parts.fields,
    id,
    read: async (index, fields) => {
      const name = id(index);
      for (const field of fields) requireField(parts, options, field);
      return { id: name, fields: await parts.values(index, fields) };
    },
    close: async () => parts.close(),
  };
}

async function idsOf(parts: Parts, options: OpenOptions): Promise<readonly string[] | undefined> {
  const { idField } = options;
  if (idField === undefined) return parts.ids;
  requireField(parts, options, idField);
  const file = indexFile(options.scratch, options.path, 'ids', idField, parts.digest);
  return onceJson(file, async () => {
    const ids: string[] = [];
    for (let row = 0; row < parts.size; row += 1) {
      const values = await parts.values(row, [idField]);
      ids.push(toId(values.get(idField) ?? null, row, options));
    }
    refuseTwice(ids, options.shown);
    return ids;
  });
}

function toId(value: Value, row: number, { shown, idField = '' }: OpenOptions): string {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  const got =
    value === null || value === '' ? 'empty' : typeof value === 'object' ? 'an array' : String(value);
  throw fault('ID_UNUSABLE', { path: shown, field: idField, row, got });
}

function refuseTwice(ids: readonly string[], path: string): void {
  const rows = new Map<string, number>();
  for (const [second, id] of ids.entries()) {
    const first = rows.get(id);
    if (first !== undefined) throw fault('ID_TWICE', { path, id, first, second });
    rows.set(id, second);
  }
}

function requireField({ fields }: Parts, { shown }: OpenOptions, field: string): void {
  if (!fields.includes(field)) throw fault('FIELD_MISSING', { path: shown, field, known: fields.join(', ') });
}

function inRange(index: number, size: number): number {
  if (Number.isInteger(index) && index >= 0 && index < size) return index;
  throw new RangeError(`row ${index} of ${size}`);
}
