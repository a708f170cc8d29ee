import { kept } from '../kept.js';
import type { Raster } from './raster.js';
import type { Taps } from './taps.js';

const lendSums = kept();

/**
 * A picture of one channel that is mostly 0, correlated with a sparse kernel; beyond the edge the edge goes on. What is not 0
 * is given to the places that see it, tap by tap: every bit is that of `correlate`. Valid until the next.
 */
export function scattered({ rows, columns, shares }: Raster, { down, right, weights }: Taps): Float64Array {
  const lit = litOf(shares);
  const out = lendSums(shares.length).fill(0);
  for (let k = 0; k < weights.length; k += 1) {
    const weight = weights[k] ?? Number.NaN;
    const below = down[k] ?? 0;
    const beside = right[k] ?? 0;
    for (let one = 0; one < lit.length; one += 1) {
      const at = lit[one] ?? 0;
      const row = Math.floor(at / columns);
      const column = at - row * columns;
      const added = weight * (shares[at] ?? Number.NaN);
      const lastRow = last(row, rows, below);
      const lastColumn = last(column, columns, beside);
      for (let y = first(row, below); y <= lastRow; y += 1)
        for (let x = first(column, beside); x <= lastColumn; x += 1)
          out[y * columns + x] = (out[y * columns + x] ?? Number.NaN) + added;
    }
  }
  return out;
}

function litOf(shares: Float64Array): number[] {
  const lit: number[] = [];
  for (let at = 0; at < shares.length; at += 1) if (shares[at] !== 0) lit.push(at);
  return lit;
}

/** The first place of an axis that sees this one at a distance: one at the edge is also seen from beyond it. */
function first(place: number, distance: number): number {
  return place === 0 || place < distance ? 0 : place - distance;
}

function last(place: number, length: number, distance: number): number {
  return place === length - 1 || place - distance >= length ? length - 1 : place - distance;
}
