import { restore, transform } from './dct.js';

/** Numbers 0…255 of one component. */
export interface Plane {
  readonly rows: number;
  readonly columns: number;
  readonly samples: Uint8Array;
}

const block = new Int32Array(64);

/** A plane whose 8 × 8 blocks went through their frequencies, rounded to multiples of the divisors. Edges are repeated to fill blocks. */
export function throughFrequencies(plane: Plane, divisors: Int32Array): Plane {
  const { rows, columns } = plane;
  const samples = plane.samples.slice(); // to be written over: copying is cheaper than clearing
  for (let top = 0; top < rows; top += 8) {
    for (let left = 0; left < columns; left += 8) {
      read(plane, top, left);
      transform(block);
      quantize(divisors);
      restore(block);
      write({ rows, columns, samples }, top, left);
    }
  }
  return { rows, columns, samples };
}

function read({ rows, columns, samples }: Plane, top: number, left: number): void {
  const last = columns - left - 1;
  for (let down = 0, at = 0; down < 8; down += 1) {
    const row = Math.min(top + down, rows - 1) * columns + left;
    for (let right = 0; right < 8; right += 1, at += 1)
      block[at] = (samples[row + (right < last ? right : last)] ?? 0) - 128;
  }
}

function write({ rows, columns, samples }: Plane, top: number, left: number): void {
  const high = Math.min(8, rows - top);
  const wide = Math.min(8, columns - left);
  for (let down = 0; down < high; down += 1) {
    const row = (top + down) * columns + left;
    for (let right = 0; right < wide; right += 1) {
      const sample = (block[down * 8 + right] ?? 0) + 128;
      samples[row + right] = sample < 0 ? 0 : sample > 255 ? 255 : sample;
    }
  }
}

/** To the nearest multiple, halves away from 0; coefficients are 8 times too large before and as they should be after. */
function quantize(divisors: Int32Array): void {
  for (let at = 0; at < 64; at += 1) {
    const divisor = divisors[at] ?? 1;
    const coefficient = block[at] ?? 0;
    const size = coefficient < 0 ? -coefficient : coefficient;
    const times = size < 4 * divisor ? 0 : Math.floor((size + 4 * divisor) / (8 * divisor)); // most are none
    block[at] = (coefficient < 0 ? -times : times) * divisor;
  }
}
