/** Values of one form by their fields, so that a file says each name once and numbers stay bits. */
export type Columns =
  | { readonly is: 'list'; readonly values: readonly unknown[] }
  /** Each value is one of few: `at` has its position among them. */
  | { readonly is: 'few'; readonly values: readonly unknown[]; readonly at: Uint8Array }
  | { readonly is: 'numbers'; readonly values: Float64Array }
  /** Lists of numbers of several lengths, end to end; a list ends where the next begins. */
  | { readonly is: 'rows'; readonly values: Float64Array; readonly ends: Uint32Array }
  | Records;

interface Records {
  readonly is: 'records';
  readonly form: Form;
  readonly keys: readonly string[];
  readonly count: number;
  readonly columns: readonly Columns[];
}

type Form = 'object' | 'list' | 'map';

/** Any values; what has no form in common stays a list. The inverse is `fromColumns`. */
export function toColumns(values: readonly unknown[]): Columns {
  return fewOf(values) ?? numbersOf(values) ?? recordsOf(values) ?? rowsOf(values) ?? { is: 'list', values };
}

export function fromColumns(packed: Columns): readonly unknown[] {
  switch (packed.is) {
    case 'list':
      return packed.values;
    case 'numbers':
      return listOf(packed.values.length, (row) => packed.values[row]);
    case 'few':
      return listOf(packed.at.length, (row) => packed.values[packed.at[row] ?? 0]);
    case 'rows':
      return listOf(packed.ends.length, (row) => rowAt(packed, row));
    case 'records':
      return recordsFrom(packed);
  }
}

/** Column by column, into records that have all their keys from the start. */
function recordsFrom({ form, keys, count, columns }: Records): readonly unknown[] {
  const values = columns.map(fromColumns);
  if (form === 'list') return listOf(count, (row) => values.map((column) => column[row]));
  if (form === 'map') return listOf(count, (row) => new Map(keys.map((key, at) => [key, values[at]?.[row]])));
  const blank = Object.fromEntries(keys.map((key): [string, unknown] => [key, undefined]));
  const records = listOf(count, () => ({ ...blank }));
  keys.forEach((key, at) => {
    records.forEach((record, row) => (record[key] = values[at]?.[row]));
  });
  return records;
}

/** A loop, since `Array.from` takes several times as long. */
function listOf<T>(length: number, at: (row: number) => T): T[] {
  const list: T[] = [];
  for (let row = 0; row < length; row += 1) list.push(at(row));
  return list;
}

const most = 256;

/** Worth it where most values repeat; −0 is left out, which a map takes for 0. */
function fewOf(values: readonly unknown[]): Columns | undefined {
  const positions = new Map<unknown, number>();
  for (const value of values) {
    if ((typeof value === 'object' && value !== null) || Object.is(value, -0)) return undefined;
    if (!positions.has(value)) positions.set(value, positions.size);
  }
  if (positions.size > most || 2 * positions.size > values.length) return undefined;
  const at = Uint8Array.from(values, (value) => positions.get(value) ?? 0);
  return { is: 'few', values: [...positions.keys()], at };
}

function numbersOf(values: readonly unknown[]): Columns | undefined {
  const numbers = values.filter((value) => typeof value === 'number');
  return values.length > 0 && numbers.length === values.length
    ? { is: 'numbers', values: Float64Array.from(numbers) }
    : undefined;
}

function rowAt({ values, ends }: Extract<Columns, { is: 'rows' }>, row: number): number[] {
  return Array.from(values.subarray(ends[row - 1] ?? 0, ends[row]));
}

/** Lists whose items are all numbers: what measures over all samples keep. */
function rowsOf(values: readonly unknown[]): Columns | undefined {
  const flat: number[] = [];
  const ends = new Uint32Array(values.length);
  for (const [at, list] of values.entries()) {
    if (!Array.isArray(list)) return undefined;
    const items: readonly unknown[] = list; // isArray gives any[]
    for (const item of items) {
      if (typeof item !== 'number') return undefined;
      flat.push(item);
    }
    ends[at] = flat.length;
  }
  return { is: 'rows', values: Float64Array.from(flat), ends };
}

function recordsOf(values: readonly unknown[]): Columns | undefined {
  const [first, ...rest] = values.map(fieldsOf);
  if (first === undefined || !rest.every((fields) => fields !== undefined && isAlike(fields, first)))
    return undefined;
  const all = [first, ...rest].map((fields) => fields?.values ?? []);
  const columns = first.keys.map((_, field) => toColumns(all.map((each) => each[field])));
  return { is: 'records', form: first.form, keys: first.keys, count: values.length, columns };
}

interface Fields {
  readonly form: Form;
  readonly keys: readonly string[];
  readonly values: readonly unknown[];
}

function fieldsOf(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return undefined;
  if (Array.isArray(value)) return { form: 'list', keys: value.map((_, at) => String(at)), values: value };
  if (!(value instanceof Map))
    return { form: 'object', keys: Object.keys(value), values: Object.values(value) };
  const keys: unknown[] = [...value.keys()];
  const names = keys.filter((key) => typeof key === 'string');
  return names.length === keys.length ? { form: 'map', keys: names, values: [...value.values()] } : undefined;
}

function isAlike(one: Fields, other: Fields): boolean {
  return (
    one.form === other.form &&
    one.keys.length === other.keys.length &&
    one.keys.every((key, at) => key === other.keys[at])
  );
}
