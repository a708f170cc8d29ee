import { fault } from '../core/fault.js';
import type { Dataset } from '../core/format.js';
import { kindNamed, type Kinds } from '../core/kinds.js';
import type { TaskCensus } from '../core/plan.js';
import type { TaskPolicy } from '../core/policy.js';

/** The rows of the gallery that a task names; a Fault when they are none or all of the data. */
export async function galleryOf(
  dataset: Dataset,
  task: TaskPolicy,
  kinds: Kinds,
): Promise<Pick<TaskCensus, 'gallery'>> {
  const wanted = kindNamed(kinds, task.kind).gallery?.(task.options);
  if (wanted === undefined || wanted === 'others') return {};
  if ('path' in wanted) return { gallery: rowsFrom(dataset.galleryFrom ?? dataset.size, dataset.size) };
  const { field, is } = wanted;
  const rows: number[] = [];
  for (let row = 0; row < dataset.size; row += 1) {
    const value = (await dataset.read(row, [field])).fields.get(field);
    if (typeof value !== 'object' && String(value) === is) rows.push(row);
  }
  if (rows.length === 0 || rows.length === dataset.size)
    throw fault('GALLERY_FIELD', { field, is, found: rows.length, size: dataset.size }, task.place);
  return { gallery: Uint32Array.from(rows) };
}

function rowsFrom(from: number, to: number): Uint32Array {
  return Uint32Array.from({ length: to - from }, (_, at) => from + at);
}

/** The group of each row, as small integers; a Fault for a row that has none. What is searched belongs to none. */
export async function groupsOf(dataset: Dataset, field: string): Promise<Uint32Array> {
  const codes = new Map<string, number>();
  const groups = new Uint32Array(dataset.size);
  for (let row = 0; row < (dataset.galleryFrom ?? dataset.size); row += 1) {
    const sample = await dataset.read(row, [field]);
    const found = sample.fields.get(field);
    if (typeof found === 'object') throw fault('GROUP_INVALID', { sample: sample.id, field });
    const value = String(found);
    const code = codes.get(value) ?? codes.size;
    codes.set(value, code);
    groups[row] = code;
  }
  return groups;
}
