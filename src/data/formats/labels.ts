import { dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { fault } from '../../core/fault.js';
import type { Dataset, OpenOptions, Value } from '../../core/format.js';
import type { Place } from '../../core/place.js';
import { pathInside } from '../inside.js';
import { csv } from './csv.js';

/** The columns of a labels file, by picture. */
export interface Labels {
  readonly fields: readonly string[];
  readonly digest: string;
  of(file: string, fields: readonly string[]): Promise<ReadonlyMap<string, Value>>;
  close(): Promise<void>;
}

/** The labels file of a folder of pictures: the option is relative to the working directory, and must lie inside it. */
export function labelsFile({
  path,
  shown,
  options,
}: OpenOptions): { path: string; shown: string } | undefined {
  const { labels } = options;
  if (typeof labels !== 'string') return undefined;
  const file = pathInside(workingDirectory(path, shown), labels, 'labels file');
  return { path: file, shown: labels };
}

/** The directory that `shown` is relative to; a path that was written otherwise stands for itself. */
function workingDirectory(path: string, shown: string): string {
  const tail = join(sep, normalize(shown)).replace(/[\\/]$/, '');
  return path.endsWith(tail) && !isAbsolute(shown) ? path.slice(0, -tail.length) || sep : dirname(path);
}

/** Opens a labels file (CSV with a column `path`) and checks that it names exactly these pictures. */
export async function openLabels(
  file: { readonly path: string; readonly shown: string },
  pictures: readonly string[],
  { scratch }: OpenOptions,
): Promise<Labels> {
  const table = await csv.open({ ...file, scratch, options: {}, idField: 'path' });
  const rows = new Map(Array.from({ length: table.size }, (_, row) => [table.id(row), row]));
  try {
    if (table.fields.includes('image'))
      throw fault('ROW_BROKEN', { path: file.shown, reason: headerReason }, place(file));
    refuseMismatch(pictures, rows, file.shown);
  } catch (error) {
    await table.close();
    throw error;
  }
  return {
    fields: table.fields.filter((field) => field !== 'path'),
    digest: table.digest,
    of: (picture, fields) => valuesOf(table, rows.get(picture) ?? -1, fields),
    close: () => table.close(),
  };
}

const headerReason = 'the header names a column image, which is the picture itself';

function place(file: { readonly shown: string }): Place {
  return { file: file.shown, line: 1, column: 1 };
}

async function valuesOf(
  table: Dataset,
  row: number,
  fields: readonly string[],
): Promise<ReadonlyMap<string, Value>> {
  return (await table.read(row, fields)).fields;
}

function refuseMismatch(
  pictures: readonly string[],
  rows: ReadonlyMap<string, number>,
  labels: string,
): void {
  const bare = pictures.find((picture) => !rows.has(picture));
  if (bare !== undefined) throw fault('LABELS_MISMATCH', { path: bare, labels, missing: 'row' });
  const known = new Set(pictures);
  const lost = [...rows.keys()].find((picture) => !known.has(picture));
  if (lost !== undefined) throw fault('LABELS_MISMATCH', { path: lost, labels, missing: 'picture' });
}
