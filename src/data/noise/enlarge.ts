import type { Raster } from './raster.js';

/** The middle of a picture, enlarged by a factor of at least 1 to the picture's own size (bilinear). */
export function enlarge({ rows, columns, channels, shares }: Raster, factor: number): Float64Array {
  const down = placesOf(rows, factor, columns * channels);
  const across = placesOf(columns, factor, channels);
  const out = new Float64Array(shares.length);
  for (let row = 0, to = 0; row < rows; row += 1) {
    const top = down.before[row] ?? 0;
    const bottom = down.after[row] ?? 0;
    const low = down.share[row] ?? 0;
    for (let column = 0; column < columns; column += 1) {
      const left = across.before[column] ?? 0;
      const right = across.after[column] ?? 0;
      const far = across.share[column] ?? 0;
      for (let c = 0; c < channels; c += 1, to += 1) {
        const above = (shares[top + left + c] ?? 0) * (1 - far) + (shares[top + right + c] ?? 0) * far;
        const below = (shares[bottom + left + c] ?? 0) * (1 - far) + (shares[bottom + right + c] ?? 0) * far;
        out[to] = above * (1 - low) + below * low;
      }
    }
  }
  return out;
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

function halfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.floor(value + 0.5);
  return floor % 2 === 0 ? floor : floor + 1;
}
