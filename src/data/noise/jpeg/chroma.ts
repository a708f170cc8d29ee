import type { Plane } from './plane.js';

/**
 * Half the rows and columns: means of four, halves rounded down and up in turns. Beyond the right edge the last column is
 * repeated until blocks of 8 are full, so that blocks see what an encoder's do.
 */
export function halved({ rows, columns, samples }: Plane): Plane {
  const half = { rows: Math.ceil(rows / 2), columns: 8 * Math.ceil(columns / 16) };
  const out = new Uint8Array(half.rows * half.columns);
  for (let row = 0, to = 0; row < half.rows; row += 1) {
    const upper = 2 * row * columns;
    const lower = Math.min(2 * row + 1, rows - 1) * columns;
    for (let column = 0; column < half.columns; column += 1, to += 1) {
      const [left, right] = [Math.min(2 * column, columns - 1), Math.min(2 * column + 1, columns - 1)];
      const sum =
        (samples[upper + left] ?? 0) + (samples[upper + right] ?? 0) +
        (samples[lower + left] ?? 0) + (samples[lower + right] ?? 0); // prettier-ignore
      out[to] = Math.floor((sum + 1 + (column % 2)) / 4);
    }
  }
  return { ...half, samples: out };
}

/** Back to so many rows and columns: three parts of the nearest and one of the next, first of rows, then of columns. */
export function doubled(
  { rows: high, columns: stride, samples }: Plane,
  rows: number,
  columns: number,
): Plane {
  const out = new Uint8Array(rows * columns);
  const sums = new Float64Array(Math.ceil(columns / 2));
  for (let row = 0; row < rows; row += 1) {
    const near = Math.floor(row / 2);
    const next = row % 2 === 0 ? Math.max(near - 1, 0) : Math.min(near + 1, high - 1);
    for (let at = 0; at < sums.length; at += 1)
      sums[at] = 3 * (samples[near * stride + at] ?? 0) + (samples[next * stride + at] ?? 0);
    for (let column = 0; column < columns; column += 1)
      out[row * columns + column] =
        sums.length > 2 ? across(sums, column) : (samples[near * stride + Math.floor(column / 2)] ?? 0); // so few are repeated
  }
  return { rows, columns, samples: out };
}

/** Of sums of four parts: sixteenths, halves rounded up on the left of a pair and down on the right. */
function across(sums: Float64Array, column: number): number {
  const near = Math.floor(column / 2);
  const isLeft = column % 2 === 0;
  const next = isLeft ? Math.max(near - 1, 0) : Math.min(near + 1, sums.length - 1);
  return Math.floor((3 * (sums[near] ?? 0) + (sums[next] ?? 0) + (isLeft ? 8 : 7)) / 16);
}
