import { kept } from '../kept.js';
import type { Raster } from './raster.js';
import { inside, type Border } from './smooth.js';
import { weightedSums } from './sums.js';

/** A place of a two-dimensional kernel, as rows down and columns to the right, and its weight. */
export interface Tap {
  readonly down: number;
  readonly right: number;
  readonly weight: number;
}

const lendPadded = kept();
const lendSums = kept();

/** Correlated with a sparse kernel: every pixel becomes the weighted sum of those its taps point at. Valid until the next. */
export function correlate(raster: Raster, taps: readonly Tap[], border: Border): Float64Array {
  const { rows, columns, channels } = raster;
  const margins = marginsOf(taps);
  const stride = (columns + margins.left + margins.right) * channels;
  const places = Int32Array.from(taps, ({ down, right }) => down * stride + right * channels);
  const weights = Float64Array.from(taps, ({ weight }) => weight);
  const width = columns * channels;
  const values = pad(raster, margins, border);
  const out = lendSums(rows * width);
  for (let row = 0; row < rows; row += 1) {
    const from = (margins.above + row) * stride + margins.left * channels;
    weightedSums({ values, out, to: row * width, from, count: width }, { places, weights });
  }
  return out;
}

/** How far taps point beyond a pixel, to each side. */
interface Margins {
  readonly above: number;
  readonly below: number;
  readonly left: number;
  readonly right: number;
}

function marginsOf(taps: readonly Tap[]): Margins {
  let [above, below, left, right] = [0, 0, 0, 0];
  for (const tap of taps) {
    above = Math.max(above, -tap.down);
    below = Math.max(below, tap.down);
    left = Math.max(left, -tap.right);
    right = Math.max(right, tap.right);
  }
  return { above, below, left, right };
}

function pad({ rows, columns, channels, shares }: Raster, margins: Margins, border: Border): Float64Array {
  const { above, below, left, right } = margins;
  const width = columns * channels;
  const stride = (left + columns + right) * channels;
  const out = lendPadded((above + rows + below) * stride);
  for (let row = -above; row < rows + below; row += 1) {
    const [from, to] = [inside(row, rows, border) * width, (above + row) * stride + left * channels];
    for (let at = 0; at < width; at += 1) out[to + at] = shares[from + at] ?? Number.NaN;
    for (let column = -left; column < columns + right; column += column === -1 ? columns + 1 : 1) {
      const source = from + inside(column, columns, border) * channels;
      for (let c = 0; c < channels; c += 1)
        out[to + column * channels + c] = shares[source + c] ?? Number.NaN;
    }
  }
  return out;
}
