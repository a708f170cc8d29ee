import { openColumn } from '../../../src/data/formats/npy.js';
import { isTensor } from '../../../src/core/sample.js';
import { fixture } from '../kit.js';

/** An .npy fixture of float32 numbers, flat. */
export function floats(name: string): Float32Array {
  const column = openColumn({ path: fixture(name), part: null, shown: name }, 'value');
  const rows = Array.from({ length: column.size }, (_, row) => {
    const value = column.value(row);
    return typeof value === 'object' && value !== null && 'dims' in value && isTensor(value)
      ? Array.from(value.data as Float32Array)
      : [Number(value)];
  });
  column.close();
  return Float32Array.from(rows.flat());
}

/** The largest difference between two lists of one length. */
export function apart(left: ArrayLike<number>, right: ArrayLike<number>): number {
  if (left.length !== right.length) throw new Error(`${left.length} and ${right.length} values`);
  let most = 0;
  for (let at = 0; at < left.length; at += 1) {
    const distance = Math.abs((left[at] ?? NaN) - (right[at] ?? NaN));
    if (!(distance <= most)) most = distance;
  }
  return most;
}
