import { kept, room } from '../kept.js';
import type { Raster } from './raster.js';
import { inside, type Border } from './smooth.js';
import { weightedSums } from './sums.js';

/** A sparse two-dimensional kernel: of each of its places the rows down, the columns to the right, and the weight. */
export interface Taps {
  readonly down: Int32Array;
  readonly right: Int32Array;
  readonly weights: Float64Array;
}

const lendPadded = room();
const lendSums = kept();

/** Correlated with a sparse kernel: every pixel becomes the weighted sum of those its taps point at. Valid until the next. */
export function correlate(raster: Raster, taps: Taps, border: Border): Float64Array {
  const { rows, columns, channels } = raster;
  const margins = marginsOf(taps);
  const stride = (columns + margins.left + margins.right) * channels;
  const weighing = { places: placesOf(taps, stride, channels), weights: taps.weights };
  const width = columns * channels;
  const values = pad(raster, margins, border);
  const out = lendSums(rows * width);
  for (let row = 0; row < rows; row += 1) {
    const from = (margins.above + row) * stride + margins.left * channels;
    weightedSums({ values, out, to: row * width, apart: 1, from, count: width }, weighing);
  }
  return out;
}

function placesOf({ down, right }: Taps, stride: number, channels: number): Int32Array {
  const places = down.slice();
  for (let at = 0; at < places.length; at += 1)
    places[at] = (down[at] ?? 0) * stride + (right[at] ?? 0) * channels;
  return places;
}

/** How far taps point beyond a pixel, to each side. */
interface Margins {
  readonly above: number;
  readonly below: number;
  readonly left: number;
  readonly right: number;
}

function marginsOf(taps: Taps): Margins {
  const down = reach(taps.down);
  const right = reach(taps.right);
  return { above: -down.least, below: down.most, left: -right.least, right: right.most };
}

function reach(places: Int32Array): { readonly least: number; readonly most: number } {
  let least = 0;
  let most = 0;
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] ?? 0;
    if (place < least) least = place;
    if (place > most) most = place;
  }
  return { least, most };
}

function pad(raster: Raster, margins: Margins, border: Border): Float64Array {
  const { rows, columns, channels, shares } = raster;
  const { above, below, left, right } = margins;
  const width = columns * channels;
  const stride = (left + columns + right) * channels;
  const out = lendPadded((above + rows + below) * stride);
  for (let row = 0; row < rows; row += 1) {
    const from = row * width;
    const to = (above + row) * stride + left * channels;
    for (let at = 0; at < width; at += 1) out[to + at] = shares[from + at] ?? Number.NaN;
  }
  const beside = { out, stride, channels, first: above * stride + left * channels, rows };
  for (let column = -left; column < 0; column += 1)
    copyColumn(beside, inside(column, columns, border), column);
  for (let column = columns; column < columns + right; column += 1)
    copyColumn(beside, inside(column, columns, border), column);
  const copyRow = (row: number): void => {
    const from = (above + inside(row, rows, border)) * stride;
    out.copyWithin((above + row) * stride, from, from + stride);
  };
  for (let row = -above; row < 0; row += 1) copyRow(row);
  for (let row = rows; row < rows + below; row += 1) copyRow(row);
  return out;
}

interface Padded {
  readonly out: Float64Array;
  readonly stride: number;
  readonly channels: number;
  /** Where the first pixel is. */
  readonly first: number;
  readonly rows: number;
}

function copyColumn({ out, stride, channels, first, rows }: Padded, column: number, beside: number): void {
  for (let row = 0; row < rows; row += 1) {
    const from = first + row * stride + column * channels;
    const to = first + row * stride + beside * channels;
    for (let c = 0; c < channels; c += 1) out[to + c] = out[from + c] ?? Number.NaN;
  }
}
