import { kept } from '../kept.js';
import type { Raster } from './raster.js';

const lendRows = kept();

/** Where the places of an enlarged picture come from. */
export interface Spread {
  readonly down: Places;
  readonly across: Places;
}

/** The middle of pictures of this size, to be enlarged by a factor of at least 1 to the whole size. */
export function spreadOf({ rows, columns, channels }: Omit<Raster, 'shares'>, factor: number): Spread {
  const down = placesOf(rows, factor, columns * channels);
  return { down, across: ofEach(placesOf(columns, factor, channels), channels) };
}

/** A picture enlarged (bilinear), added to `sum`. */
export function addEnlarged(raster: Raster, { down, across }: Spread, sum: Float64Array): void {
  const { rows, columns, channels, shares } = raster;
  const width = columns * channels;
  const wide = lendRows(shares.length);
  const last = (down.after[rows - 1] ?? 0) / width;
  for (let row = (down.before[0] ?? 0) / width; row <= last; row += 1)
    widen({ shares, wide, from: row * width }, across);
  for (let row = 0, to = 0; row < rows; row += 1) {
    const top = down.before[row] ?? 0;
    const bottom = down.after[row] ?? 0;
    const low = down.share[row] ?? 0;
    const high = 1 - low;
    for (let at = 0; at < width; at += 1, to += 1)
      sum[to] = (sum[to] ?? 0) + ((wide[top + at] ?? 0) * high + (wide[bottom + at] ?? 0) * low);
  }
}

/** A row of the picture and what it becomes; several new rows lie between the same two. */
interface Row {
  readonly shares: Float64Array;
  readonly wide: Float64Array;
  /** Where it begins, in both. */
  readonly from: number;
}

function widen({ shares, wide, from }: Row, { before, after, share }: Places): void {
  for (let at = 0; at < share.length; at += 1) {
    const far = share[at] ?? 0;
    const left = shares[from + (before[at] ?? 0)] ?? 0;
    const right = shares[from + (after[at] ?? 0)] ?? 0;
    wide[from + at] = left * (1 - far) + right * far;
  }
}

/** For each place of an axis the two it comes from, in values of `step` each, and the share of the second. */
interface Places {
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly share: Float64Array;
}

/** ⌈length ÷ factor⌉ places in the middle are spread, end to end, over what they become. */
function placesOf(length: number, factor: number, step: number): Places {
  const kept = Math.ceil(length / factor);
  const start = Math.floor((length - kept) / 2);
  const grown = halfToEven(kept * factor);
  const trim = Math.floor((grown - length) / 2);
  const apart = grown > 1 ? (kept - 1) / (grown - 1) : 1;
  const from = Float64Array.from({ length }, (_, at) => Math.min((at + trim) * apart, kept - 1));
  return {
    before: Int32Array.from(from, (place) => (start + Math.floor(place)) * step),
    after: Int32Array.from(from, (place) => (start + Math.min(Math.floor(place) + 1, kept - 1)) * step),
    share: from.map((place) => place - Math.floor(place)),
  };
}

/** Places of pixels as places of each of their channels. */
function ofEach({ before, after, share }: Places, channels: number): Places {
  const pixels = { length: share.length * channels };
  const pixel = (at: number): number => Math.floor(at / channels);
  return {
    before: Int32Array.from(pixels, (_, at) => (before[pixel(at)] ?? 0) + (at % channels)),
    after: Int32Array.from(pixels, (_, at) => (after[pixel(at)] ?? 0) + (at % channels)),
    share: Float64Array.from(pixels, (_, at) => share[pixel(at)] ?? 0),
  };
}

function halfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.floor(value + 0.5);
  return floor % 2 === 0 ? floor : floor + 1;
}
