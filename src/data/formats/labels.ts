import { dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { fault } from '../../core/fault.js';
import type { Dataset, OpenOptions, Value } from '../../core/format.js';
import type { Place } from '../../core/place.js';
import { pathInside } from '../inside.js';
import { csv } from './csv.js';
import { jsonl } from './jsonl.js';

/** The fields of a labels file, by picture or sound. */
export interface Labels {
  readonly fields: readonly string[];
  readonly digest: string;
  of(file: string, fields: readonly string[]): Promise<ReadonlyMap<string, Value>>;
  close(): Promise<void>;
}

/** The labels file of a folder: the option is relative to the working directory, and must lie inside it. */
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
export function workingDirectory(path: string, shown: string): string {
  const tail = join(sep, normalize(shown)).replace(/[\\/]$/, '');
  return path.endsWith(tail) && !isAbsolute(shown) ? path.slice(0, -tail.length) || sep : dirname(path);
}

/** A labels file, and the field that is the folder's own (`image`, `audio`). */
interface LabelsFile {
  readonly path: string;
  readonly shown: string;
  readonly own: string;
}

/** Opens a labels file (CSV or JSON Lines with a field `path`) and checks that it names exactly these files. */
export async function openLabels(
  { own, ...file }: LabelsFile,
  files: readonly string[],
  { scratch }: OpenOptions,
): Promise<Labels> {
  const format = jsonl.reads(file.path, false) ? jsonl : csv;
  const table = await format.open({ ...file, scratch, options: {}, idField: 'path' });
  const rows = new Map(Array.from({ length: table.size }, (_, row) => [table.id(row), row]));
  try {
    if (table.fields.includes(own)) {
      const reason = `it has a field ${own}, which is the file itself`;
      throw fault('ROW_BROKEN', { path: file.shown, reason }, place(file));
    }
    refuseMismatch(files, rows, file.shown);
  } catch (error) {
    await table.close();
    throw error;
  }
  return {
    fields: table.fields.filter((field) => field !== 'path'),
    digest: table.digest,
    of: (path, fields) => valuesOf(table, rows.get(path) ?? -1, fields),
    close: () => table.close(),
  };
}

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

function refuseMismatch(files: readonly string[], rows: ReadonlyMap<string, number>, labels: string): void {
  const bare = files.find((file) => !rows.has(file));
  if (bare !== undefined) throw fault('LABELS_MISMATCH', { path: bare, labels, missing: 'row' });
  const known = new Set(files);
  const lost = [...rows.keys()].find((path) => !known.has(path));
  if (lost !== undefined) throw fault('LABELS_MISMATCH', { path: lost, labels, missing: 'file' });
}
