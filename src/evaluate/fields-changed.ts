import { Fault } from '../core/fault.js';
import type { Value } from '../core/sample.js';
import type { OpenPass } from './pass.js';

/** Samples with one value of one field: all of them, those whose answer changed, and those that became right. */
export interface FieldCount {
  readonly field: string;
  readonly value: string;
  readonly n: number;
  readonly changed: number;
  readonly better: number;
}

/** Rows of the data, and positions among them. */
export interface Crossing {
  readonly rows: Uint32Array;
  readonly changed: ReadonlySet<number>;
  readonly better: ReadonlySet<number>;
}

/** Values of fewer samples say nothing, and a field of more values is no slice. */
const fewest = 5;
const mostValues = 50;
const longestValue = 100;

/** Counts each value of every field that slices could be made of; samples that can't be read are left out. */
export async function crossFields(
  open: OpenPass,
  { rows, changed, better }: Crossing,
): Promise<{ readonly total: Omit<FieldCount, 'field' | 'value'>; readonly fields: readonly FieldCount[] }> {
  const total = { n: 0, changed: 0, better: 0 };
  const counts = new Map<string, Map<string, Omit<Mutable, 'field' | 'value'>>>();
  for (const field of await slicing(open, rows)) counts.set(field, new Map());
  for (const [position, row] of rows.entries()) {
    const fields = await read(open, row, [...counts.keys()]);
    if (fields === undefined) continue;
    const seen = { n: 1, changed: Number(changed.has(position)), better: Number(better.has(position)) };
    add(total, seen);
    for (const [field, values] of counts) {
      const value = nameOf(open, field, fields.get(field));
      const known = values.get(value) ?? { n: 0, changed: 0, better: 0 };
      values.set(value, known);
      add(known, seen);
      if (values.size > mostValues) counts.delete(field);
    }
  }
  const fields = [...counts].flatMap(([field, values]) =>
    values.size < 2 ? [] : [...values].flatMap(([value, seen]) => (seen.n < fewest ? [] : [{ field, value, ...seen }])),
  ); // prettier-ignore
  return { total, fields };
}

type Mutable = { -readonly [key in keyof FieldCount]: FieldCount[key] };
type Counts = Omit<Mutable, 'field' | 'value'>;

function add(to: Counts, seen: Counts): void {
  to.n += seen.n;
  to.changed += seen.changed;
  to.better += seen.better;
}

/** Fields of short plain values, by the first sample; ids tell nothing. */
async function slicing(open: OpenPass, rows: Uint32Array): Promise<string[]> {
  const first = await read(open, rows[0] ?? 0, open.dataset.fields);
  const fields = [...(first ?? [])].filter(([, value]) => isPlain(value)).map(([field]) => field);
  return fields.filter((field) => field !== open.pass.data.id);
}

function isPlain(value: Value): value is string | number | boolean {
  if (typeof value === 'string') return value.length <= longestValue;
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isInteger(value));
}

/** A class index is shown by its name. */
function nameOf(open: OpenPass, field: string, value: Value | undefined): string {
  const settings = open.pass.tasks.find((task) => task.settings.label === field)?.settings;
  const name = typeof value === 'number' ? settings?.names[value] : undefined;
  if (name !== undefined) return name;
  return value === undefined || value === null || !isPlain(value) ? '(none)' : String(value);
}

async function read(
  open: OpenPass,
  row: number,
  fields: readonly string[],
): Promise<ReadonlyMap<string, Value> | undefined> {
  try {
    return (await open.dataset.read(row, fields)).fields;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return undefined;
  }
}
