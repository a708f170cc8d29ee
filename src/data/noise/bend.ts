import type { Raster } from './raster.js';
import { inside, type Border } from './smooth.js';

/** Rows and columns, a pair for every pixel; both may lie between pixels and outside the picture. */
export interface Where {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}

/** Every pixel becomes what lies, bilinearly, at the place that is given for it; written to `out`. */
export function bend(raster: Raster, where: Where, border: Border, out: Float64Array): Raster {
  const { rows, columns, channels, shares } = raster;
  for (let pixel = 0, to = 0; pixel < rows * columns; pixel += 1) {
    const row = where.rows[pixel] ?? Number.NaN;
    const column = where.columns[pixel] ?? Number.NaN;
    const isInside = row >= 0 && column >= 0 && row < rows - 1 && column < columns - 1;
    const top = isInside ? row | 0 : Math.floor(row);
    const left = isInside ? column | 0 : Math.floor(column);
    const low = row - top;
    const far = column - left;
    let a = (top * columns + left) * channels;
    let b = a + channels;
    let c = a + columns * channels;
    let d = c + channels;
    if (!isInside) {
      const upper = inside(top, rows, border) * columns;
      const lower = inside(top + 1, rows, border) * columns;
      const before = inside(left, columns, border);
      const after = inside(left + 1, columns, border);
      a = (upper + before) * channels;
      b = (upper + after) * channels;
      c = (lower + before) * channels;
      d = (lower + after) * channels;
    }
    for (let channel = 0; channel < channels; channel += 1, to += 1) {
      const above =
        (shares[a + channel] ?? Number.NaN) * (1 - far) + (shares[b + channel] ?? Number.NaN) * far;
      const below =
        (shares[c + channel] ?? Number.NaN) * (1 - far) + (shares[d + channel] ?? Number.NaN) * far;
      out[to] = above * (1 - low) + below * low;
    }
  }
  return { ...raster, shares: out };
}
