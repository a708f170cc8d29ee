import type { Raster } from './raster.js';
import { inside, type Border } from './smooth.js';

/** A place of a two-dimensional kernel, as rows down and columns to the right, and its weight. */
export interface Tap {
  readonly down: number;
  readonly right: number;
  readonly weight: number;
}

/** Correlated with a sparse kernel: every pixel becomes the weighted sum of those its taps point at. */
export function correlate(raster: Raster, taps: readonly Tap[], border: Border): Float64Array {
  const { rows, columns, channels } = raster;
  const margin = Math.max(0, ...taps.map(({ down, right }) => Math.max(Math.abs(down), Math.abs(right))));
  const padded = pad(raster, margin, border);
  const stride = (columns + 2 * margin) * channels;
  const width = columns * channels;
  const out = new Float64Array(rows * width);
  for (const { down, right, weight } of taps) {
    const first = (margin + down) * stride + (margin + right) * channels;
    for (let row = 0; row < rows; row += 1) {
      const [to, from] = [row * width, first + row * stride];
      for (let at = 0; at < width; at += 1)
        out[to + at] = (out[to + at] ?? 0) + weight * (padded[from + at] ?? Number.NaN);
    }
  }
  return out;
}

function pad({ rows, columns, channels, shares }: Raster, margin: number, border: Border): Float64Array {
  const wide = columns + 2 * margin;
  const out = new Float64Array((rows + 2 * margin) * wide * channels);
  for (let row = 0, to = 0; row < rows + 2 * margin; row += 1) {
    const from = inside(row - margin, rows, border) * columns;
    for (let column = 0; column < wide; column += 1) {
      const source = (from + inside(column - margin, columns, border)) * channels;
      for (let c = 0; c < channels; c += 1, to += 1) out[to] = shares[source + c] ?? Number.NaN;
    }
  }
  return out;
}
