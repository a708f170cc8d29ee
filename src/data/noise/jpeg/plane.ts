import { restore, transform } from './dct.js';

/** Numbers 0…255 of one component. */
export interface Plane {
  readonly rows: number;
  readonly columns: number;
  readonly samples: Float64Array;
}

/** A plane whose 8 × 8 blocks went through their frequencies, rounded to multiples of the divisors. Edges are repeated to fill blocks. */
export function throughFrequencies(plane: Plane, divisors: Float64Array): Plane {
  const { rows, columns } = plane;
  const samples = new Float64Array(rows * columns);
  const block = new Int32Array(64);
  for (let top = 0; top < rows; top += 8) {
    for (let left = 0; left < columns; left += 8) {
      read(plane, block, top, left);
      transform(block);
      quantize(block, divisors);
      restore(block);
      write({ rows, columns, samples }, block, top, left);
    }
  }
  return { rows, columns, samples };
}

function read({ rows, columns, samples }: Plane, block: Int32Array, top: number, left: number): void {
  for (let down = 0, at = 0; down < 8; down += 1) {
    const row = Math.min(top + down, rows - 1) * columns;
    for (let right = 0; right < 8; right += 1, at += 1)
      block[at] = (samples[row + Math.min(left + right, columns - 1)] ?? 0) - 128;
  }
}

function write({ rows, columns, samples }: Plane, block: Int32Array, top: number, left: number): void {
  for (let row = top; row < Math.min(top + 8, rows); row += 1) {
    for (let column = left; column < Math.min(left + 8, columns); column += 1) {
      const sample = (block[(row - top) * 8 + column - left] ?? 0) + 128;
      samples[row * columns + column] = sample < 0 ? 0 : sample > 255 ? 255 : sample;
    }
  }
}

/** To the nearest multiple, halves away from 0; coefficients are 8 times too large before and as they should be after. */
function quantize(block: Int32Array, divisors: Float64Array): void {
  for (let at = 0; at < 64; at += 1) {
    const divisor = divisors[at] ?? 1;
    const coefficient = block[at] ?? 0;
    const size = coefficient < 0 ? -coefficient : coefficient;
    const times = size < 4 * divisor ? 0 : Math.floor((size + 4 * divisor) / (8 * divisor)); // most are none
    block[at] = (coefficient < 0 ? -times : times) * divisor;
  }
}
