import type { Raster } from './raster.js';

/** What every pixel is made of: a few pixels and their weights, those of one pixel behind those of the pixel before it. */
export interface Blend {
  /** Where each pixel's begin; at the end, where the last one's end. */
  readonly starts: Int32Array;
  readonly places: Int32Array;
  readonly weights: Float64Array;
}

/** Up to here a table of rows is small beside what it saves: 64 × 64 pixels. */
const most = 4096;

/** Whether pictures of this size are worth a table of rows. */
export function isSmall({ rows, columns }: Pick<Raster, 'rows' | 'columns'>): boolean {
  return rows * columns <= most;
}

/** The blend of pictures of a size: `weigh` adds the weights of one pixel to an array with a place for each. */
export function blendOf(
  { rows, columns, channels }: Omit<Raster, 'shares'>,
  weigh: (pixel: number, weights: Float64Array) => void,
): Blend {
  const pixels = rows * columns;
  const starts = new Int32Array(pixels + 1);
  const places: number[] = [];
  const weights: number[] = [];
  const row = new Float64Array(pixels);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    weigh(pixel, row.fill(0));
    for (const [place, weight] of row.entries()) {
      if (weight === 0) continue;
      places.push(place * channels);
      weights.push(weight);
    }
    starts[pixel + 1] = places.length;
  }
  return { starts, places: Int32Array.from(places), weights: Float64Array.from(weights) };
}

/** The blended picture, written to `out`. */
export function blended({ channels, shares }: Raster, blend: Blend, out: Float64Array): Float64Array {
  for (let channel = 0; channel < channels; channel += 1)
    blendChannel(shares, blend, { out, channel, channels });
  return out;
}

interface Into {
  readonly out: Float64Array;
  readonly channel: number;
  readonly channels: number;
}

function blendChannel(
  shares: Float64Array,
  { starts, places, weights }: Blend,
  { out, channel, channels }: Into,
): void {
  for (let pixel = 1, k = 0, to = channel; pixel < starts.length; pixel += 1, to += channels) {
    const end = starts[pixel] ?? 0;
    let sum = 0;
    for (; k < end; k += 1)
      sum += (weights[k] ?? Number.NaN) * (shares[(places[k] ?? 0) + channel] ?? Number.NaN);
    out[to] = sum;
  }
}
