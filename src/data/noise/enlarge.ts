import type { Raster } from './raster.js';

/** The middle of a picture, enlarged by a factor of at least 1 to the picture's own size (bilinear). */
export function enlarge(raster: Raster, factor: number): Float64Array {
  const { rows, columns, channels, shares } = raster;
  const down = placesOf(rows, factor);
  const across = placesOf(columns, factor);
  const out = new Float64Array(shares.length);
  for (let row = 0, to = 0; row < rows; row += 1) {
    const [top, bottom, low] = [down.before(row) * columns, down.after(row) * columns, down.share(row)];
    for (let column = 0; column < columns; column += 1) {
      const [left, right, far] = [across.before(column), across.after(column), across.share(column)];
      for (let c = 0; c < channels; c += 1, to += 1) {
        const value = (place: number): number => shares[place * channels + c] ?? Number.NaN;
        const above = value(top + left) * (1 - far) + value(top + right) * far;
        const below = value(bottom + left) * (1 - far) + value(bottom + right) * far;
        out[to] = above * (1 - low) + below * low;
      }
    }
  }
  return out;
}

interface Places {
  before(at: number): number;
  after(at: number): number;
  share(at: number): number;
}

/** Where the places of one axis come from: ⌈length ÷ factor⌉ of them are spread, end to end, over what they become. */
function placesOf(length: number, factor: number): Places {
  const kept = Math.ceil(length / factor);
  const start = Math.floor((length - kept) / 2);
  const grown = halfToEven(kept * factor);
  const trim = Math.floor((grown - length) / 2);
  const step = grown > 1 ? (kept - 1) / (grown - 1) : 1;
  const from = Float64Array.from({ length }, (_, at) => {
    const place = (at + trim) * step;
    return place > kept - 1 ? kept - 1 : place;
  });
  const before = (at: number): number => Math.floor(from[at] ?? 0);
  return {
    before: (at) => start + before(at),
    after: (at) => start + Math.min(before(at) + 1, kept - 1),
    share: (at) => (from[at] ?? 0) - before(at),
  };
}

function halfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.floor(value + 0.5);
  return floor % 2 === 0 ? floor : floor + 1;
}
