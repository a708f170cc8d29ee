import { readFileSync } from 'node:fs';
import { fault } from '../../core/fault.js';
import { isTensor, type Value } from '../../core/sample.js';
import { openColumn } from '../formats/npy.js';
import { pathInside } from '../inside.js';

/** Deviations per feature from a file: an .npy array in any shape, or one line of numbers separated by commas. */
export function readReference(root: string, path: string): Float32Array {
  const file = pathInside(root, path, 'reference');
  const deviations = Float32Array.from(/\.npy$/i.test(file) ? fromNpy(file, path) : fromLine(file, path));
  const bad = deviations.find((deviation) => !(deviation >= 0 && Number.isFinite(deviation)));
  if (bad === undefined && deviations.length > 0) return deviations;
  throw unreadable(path, bad === undefined ? 'it is empty' : `${bad} is no deviation`);
}

function fromNpy(file: string, shown: string): readonly number[] {
  const column = openColumn({ path: file, part: null, shown }, 'reference');
  try {
    const rows = Array.from({ length: column.size }, (_, row) => numbersIn(column.value(row)));
    return rows.flat();
  } finally {
    column.close();
  }
}

function numbersIn(value: Value): readonly number[] {
  return isTensor(value)
    ? Array.from(value.data as ArrayLike<number | bigint | string>, Number)
    : [Number(value)]; // the union of arrays has no common call
}

function fromLine(file: string, shown: string): readonly number[] {
  const text = readFileSync(file, 'utf8').trim();
  if (text.includes('\n')) throw unreadable(shown, 'it has more than one line');
  return text.split(',').map((cell) => (cell.trim() === '' ? Number.NaN : Number(cell)));
}

function unreadable(path: string, reason: string): Error {
  return fault('DATA_UNREADABLE', { path, part: null, reason });
}
