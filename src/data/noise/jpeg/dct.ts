/**
 * The discrete cosine transform of 8 numbers, times √8 and 2¹³, in whole numbers: row k is frequency k. They are those that
 * the fast transform of JPEG libraries (Loeffler, Ligtenberg and Moschytz 1989, constants of 13 bits) amounts to.
 */
const cosines = [
  [8192, 8192, 8192, 8192, 8192, 8192, 8192, 8192],
  [11363, 9633, 6437, 2260, -2260, -6437, -9633, -11363],
  [10703, 4433, -4433, -10703, -10703, -4433, 4433, 10703],
  [9633, -2259, -11362, -6436, 6436, 11362, 2259, -9633],
  [8192, -8192, -8192, 8192, 8192, -8192, -8192, 8192],
  [6437, -11362, 2261, 9633, -9633, -2261, 11362, -6437],
  [4433, -10704, 10704, -4433, -4433, 10704, -10704, 4433],
  [2260, -6436, 9633, -11363, 11363, -9633, 6436, -2260],
] as const;

const forward = Float64Array.from(cosines.flat());
const backward = forward.map((_, at) => forward[(at % 8) * 8 + Math.floor(at / 8)] ?? 0);

/** Both directions of an 8 × 8 block, in place; rounded after each. The result is 8 times the orthonormal transform. */
export function transform(block: Float64Array): void {
  along(block, forward, { step: 1, apart: 8, size: 2048 });
  along(block, forward, { step: 8, apart: 1, size: 32768 });
}

/** Back from coefficients (of the orthonormal scale times 1) to samples, in place. */
export function restore(block: Float64Array): void {
  along(block, backward, { step: 8, apart: 1, size: 2048 });
  along(block, backward, { step: 1, apart: 8, size: 262144 });
}

interface Direction {
  /** Between the numbers of one line, and between lines. */
  readonly step: number;
  readonly apart: number;
  /** What sums are divided by. */
  readonly size: number;
}

const line = new Float64Array(8);

function along(block: Float64Array, matrix: Float64Array, { step, apart, size }: Direction): void {
  for (let first = 0; first < 8 * apart; first += apart) {
    for (let at = 0; at < 8; at += 1) line[at] = block[first + at * step] ?? 0;
    for (let k = 0; k < 8; k += 1) {
      let sum = size / 2;
      for (let at = 0; at < 8; at += 1) sum += (line[at] ?? 0) * (matrix[k * 8 + at] ?? 0);
      block[first + k * step] = Math.floor(sum / size);
    }
  }
}
