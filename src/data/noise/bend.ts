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
    const [top, left] = [Math.floor(row), Math.floor(column)];
    const [low, far] = [row - top, column - left];
    const isInside = top >= 0 && left >= 0 && top + 1 < rows && left + 1 < columns;
    const upper = (isInside ? top : inside(top, rows, border)) * columns;
    const lower = (isInside ? top + 1 : inside(top + 1, rows, border)) * columns;
    const before = isInside ? left : inside(left, columns, border);
    const after = isInside ? left + 1 : inside(left + 1, columns, border);
    const [a, b] = [(upper + before) * channels, (upper + after) * channels];
    const [c, d] = [(lower + before) * channels, (lower + after) * channels];
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
