import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Fault, type Finding } from '../../src/core/fault.js';
import type { Dataset, Format } from '../../src/core/format.js';
import type { Value } from '../../src/core/sample.js';
import { npyHeader, npyHeaderLength } from '../../src/data/formats/npy-header.js';

const fixtures = join(import.meta.dirname, 'fixtures');

export function fixture(name: string): string {
  return join(fixtures, name);
}

/** A new folder with these files in it. */
export function folderOf(files: { readonly [path: string]: string | Uint8Array }): string {
  const folder = mkdtempSync(join(tmpdir(), 'data-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export interface Opening {
  readonly options?: { readonly [name: string]: unknown };
  readonly idField?: string;
  readonly shown?: string;
  readonly scratch?: string;
}

export function openWith(format: Format, path: string, opening: Opening = {}): Promise<Dataset> {
  return format.open({ path, shown: 'data', scratch: folderOf({}), options: {}, ...opening });
}

/** The first finding of what is thrown; a test fails when nothing is, or something else. */
export async function findingOf(work: () => unknown): Promise<Finding> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Fault && error.findings[0] !== undefined) return error.findings[0];
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** One field of every row, in order. */
export async function columnOf(data: Dataset, field: string): Promise<readonly (Value | undefined)[]> {
  const rows = Array.from({ length: data.size }, (_, row) => data.read(row, [field]));
  return (await Promise.all(rows)).map((sample) => sample.fields.get(field));
}

/** An .npy fixture of unsigned numbers, flat. */
export function expected(name: string): {
  readonly dims: readonly number[];
  readonly values: readonly number[];
} {
  const bytes = readFileSync(fixture(`${name}.npy`));
  const header = npyHeader(bytes.subarray(0, npyHeaderLength(bytes)));
  if ('problem' in header) throw new Error(header.reason);
  const data = new Uint8Array(bytes.subarray(header.offset));
  return { dims: header.dims, values: [...(header.width === 2 ? new Uint16Array(data.buffer) : data)] };
}
