import { createReadStream } from 'node:fs';
import { CsvError, parse, type Info } from 'csv-parse';
import { fault, type Fault } from '../../core/fault.js';
import type { Format, OpenOptions, Value } from '../../core/format.js';
import { isNumeric, splitRow } from './csv-row.js';
import { dataset } from './dataset.js';
import { mediaOption, withMedia } from './row-media.js';
import { openRows } from './rows.js';
import { digestOf, indexFile, onceJson } from './spool.js';

/** What one walk through the file finds; kept in the scratch folder. */
interface Index {
  readonly [key: string]: string | readonly string[] | readonly boolean[] | readonly number[];
  readonly digest: string;
  readonly columns: readonly string[];
  /** Whether every cell of a column that is not empty is a number. */
  readonly numeric: readonly boolean[];
  /** Bytes at which rows start, and the end of the last. */
  readonly offsets: readonly number[];
}

/** Comma-separated text with a header: columns are the fields; a column is numbers only if all its cells are, an empty cell is null. */
export const csv: Format = {
  name: 'csv',
  options: {
    delimiter: {
      type: 'string',
      minLength: 1,
      maxLength: 1,
      default: ',',
      description: 'What separates cells.',
    },
    ...mediaOption,
  },
  reads: (path, isFolder) => !isFolder && /\.[ct]sv$/i.test(path),
  open: async (options) => {
    const delimiter = delimiterOf(options);
    const file = indexFile(options.scratch, options.path, 'csv', delimiter);
    const index = await onceJson(file, () => walk(options, delimiter));
    const rows = openRows(options.path, options.shown, null);
    const position = new Map(index.columns.map((name, at) => [name, at]));
    const { offsets, columns, digest } = index;
    const values = (row: number, fields: readonly string[]) => {
      const start = offsets[row] ?? 0;
      const bytes = rows.bytes(start, (offsets[row + 1] ?? start) - start);
      const cells = splitRow(Buffer.from(bytes.buffer).toString('utf8'), delimiter);
      return new Map(
        fields.map((field) => [field, valueOf(cells, position.get(field) ?? -1, index.numeric)]),
      );
    };
    const parts = { size: offsets.length - 1, digest, fields: columns, values, close: rows.close };
    return withMedia(await dataset(parts, options), options);
  },
};

function delimiterOf({ path, options }: OpenOptions): string {
  const { delimiter } = options;
  if (typeof delimiter === 'string') return delimiter;
  return /\.tsv$/i.test(path) ? '\t' : ',';
}

function valueOf(cells: readonly string[], at: number, numeric: readonly boolean[]): Value {
  const cell = cells[at] ?? '';
  if (cell === '') return null;
  return numeric[at] === true ? Number(cell) : cell;
}

async function walk(options: OpenOptions, delimiter: string): Promise<Index> {
  const records = rowsOf(options, delimiter);
  const head = await records.next();
  if (head.done === true) throw broken(options, 1, 'there is no header row');
  const columns = head.value.cells;
  refuseHeader(columns, options);
  const numeric = columns.map(() => true);
  const offsets = [head.value.end];
  for await (const { cells, end, line } of records) {
    if (cells.length !== columns.length) throw ragged(options, line, cells.length, columns.length);
    for (const [at, cell] of cells.entries()) numeric[at] &&= cell === '' || isNumeric(cell);
    offsets.push(end);
  }
  return { digest: await digestOf(options.path), columns, numeric, offsets };
}

interface Row {
  readonly cells: readonly string[];
  /** Bytes from the start of the file to the row's end. */
  readonly end: number;
  readonly line: number;
}

async function* rowsOf(options: OpenOptions, delimiter: string): AsyncGenerator<Row, void> {
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  const stream = createReadStream(options.path);
  stream.on('error', (error) => parser.destroy(error));
  try {
    for await (const row of stream.pipe(parser)) {
      const { record, info } = row as { record: string[]; info: Info }; // the shape that `info: true` gives
      yield { cells: record, end: info.bytes, line: info.lines };
    }
  } catch (error) {
    throw error instanceof CsvError ? misquoted(error, options) : error;
  } finally {
    stream.destroy();
  }
}

function refuseHeader(columns: readonly string[], options: OpenOptions): void {
  if (columns.includes('')) throw broken(options, 1, 'the header has a column without a name');
  const twice = columns.find((column, at) => columns.indexOf(column) !== at);
  if (twice !== undefined) throw broken(options, 1, `the header names ${twice} twice`);
}

function ragged(options: OpenOptions, line: number, got: number, expected: number): Fault {
  return broken(options, line, `it has ${got} ${got === 1 ? 'cell' : 'cells'}, the header has ${expected}`);
}

function misquoted(error: CsvError, options: OpenOptions): Fault {
  const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
  const open = error.code === 'CSV_QUOTE_NOT_CLOSED';
  return broken(options, line, open ? 'a quoted cell has no end' : 'a quote stands where none may be');
}

function broken({ shown }: OpenOptions, line: number, reason: string): Fault {
  return fault('ROW_BROKEN', { path: shown, reason }, { file: shown, line, column: 1 });
}
