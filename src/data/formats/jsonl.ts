import { fault, type Fault } from '../../core/fault.js';
import type { Format, OpenOptions, Value } from '../../core/format.js';
import { dataset } from './dataset.js';
import { jsonFault } from './json-fault.js';
import { jsonValue } from './json-value.js';
import { lineText, linesOf, type Line } from './lines.js';
import { mediaOption, withMedia } from './row-media.js';
import { openRows } from './rows.js';
import { digestOf, indexFile, onceJson } from './spool.js';

/** What one walk through the file finds; kept in the scratch folder. */
interface Index {
  readonly [key: string]: string | readonly string[] | readonly number[];
  readonly digest: string;
  readonly fields: readonly string[];
  /** Bytes at which lines start, and the end of the last. */
  readonly offsets: readonly number[];
}

/** One JSON object a line: keys are the fields, a missing key is null, lists of numbers are tensors (int64 if all are whole, else float64). */
export const jsonl: Format = {
  name: 'jsonl',
  options: mediaOption,
  reads: (path, isFolder) => !isFolder && /\.(jsonl|ndjson)$/i.test(path),
  open: async (options) => {
    const index = await onceJson(indexFile(options.scratch, options.path, 'jsonl'), () => walk(options));
    const rows = openRows(options.path, options.shown, null);
    const { offsets, fields, digest } = index;
    const values = (row: number, wanted: readonly string[]) => {
      const start = offsets[row] ?? 0;
      const bytes = rows.bytes(start, (offsets[row + 1] ?? start) - start);
      const text = lineText(Buffer.from(bytes.buffer)).trimEnd();
      const object = objectIn({ text, number: row + 1 }, options);
      return new Map(wanted.map((field) => [field, valueIn(object, field, row + 1, options)]));
    };
    const parts = { size: offsets.length - 1, digest, fields, values, close: rows.close };
    return withMedia(await dataset(parts, options), options);
  },
};

async function walk(options: OpenOptions): Promise<Index> {
  const fields = new Set<string>();
  const offsets = [0];
  let blank: number | undefined;
  for await (const line of linesOf(options.path)) {
    if (line.text.trim() === '') {
      blank ??= line.number;
      continue;
    }
    if (blank !== undefined) throw broken(options, { number: blank }, 1, 'the line is empty');
    for (const key of objectIn(line, options).keys()) fields.add(key);
    offsets.push(line.end);
  }
  return { digest: await digestOf(options.path), fields: [...fields], offsets };
}

function objectIn(line: Pick<Line, 'text' | 'number'>, options: OpenOptions): ReadonlyMap<string, unknown> {
  const parsed = parse(line, options);
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
    return new Map(Object.entries(parsed));
  throw broken(options, line, 1, 'the line is no JSON object');
}

function parse(line: Pick<Line, 'text' | 'number'>, options: OpenOptions): unknown {
  try {
    return JSON.parse(line.text);
  } catch {
    const at = jsonFault(line.text) ?? 0;
    const found = at < line.text.length ? JSON.stringify(line.text.slice(at, at + 12)) : 'its end';
    throw broken(options, line, at + 1, `the line is no JSON from ${found} on`);
  }
}

function valueIn(
  object: ReadonlyMap<string, unknown>,
  field: string,
  number: number,
  options: OpenOptions,
): Value {
  const value = jsonValue(object.get(field));
  if (typeof value !== 'object' || value === null || !('refused' in value)) return value;
  throw broken(options, { number }, 1, `${field} is ${value.refused}`);
}

function broken({ shown }: OpenOptions, line: Pick<Line, 'number'>, column: number, reason: string): Fault {
  return fault('ROW_BROKEN', { path: shown, reason }, { file: shown, line: line.number, column });
}
