import type { Raster } from './raster.js';
import { inside, type Border } from './smooth.js';

/** A row and a column, both may lie between pixels and outside the picture. */
export type Where = readonly [row: number, column: number];

/** Every pixel becomes what lies, bilinearly, where the function says for its row and column. */
export function bend(raster: Raster, where: (row: number, column: number) => Where, border: Border): Raster {
  const { rows, columns, channels } = raster;
  const shares = new Float64Array(raster.shares.length);
  for (let row = 0, to = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const place = where(row, column);
      for (let c = 0; c < channels; c += 1, to += 1) shares[to] = between(raster, place, { c, border });
    }
  }
  return { ...raster, shares };
}

function between(
  { rows, columns, channels, shares }: Raster,
  [row, column]: Where,
  { c, border }: { readonly c: number; readonly border: Border },
): number {
  const [top, left] = [Math.floor(row), Math.floor(column)];
  const [low, far] = [row - top, column - left];
  const value = (down: number, right: number): number =>
    shares[(inside(down, rows, border) * columns + inside(right, columns, border)) * channels + c] ??
    Number.NaN;
  const above = value(top, left) * (1 - far) + value(top, left + 1) * far;
  const below = value(top + 1, left) * (1 - far) + value(top + 1, left + 1) * far;
  return above * (1 - low) + below * low;
}
