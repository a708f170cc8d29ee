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

/** The left halves of the rows: those of even frequencies are the same from the right, those of odd ones with the other sign. */
const even = Int32Array.from(cosines.filter((_, k) => k % 2 === 0).flatMap((row) => row.slice(0, 4)));
const odd = Int32Array.from(cosines.filter((_, k) => k % 2 === 1).flatMap((row) => row.slice(0, 4)));

/** Both directions of an 8 × 8 block, in place; rounded after each. The result is 8 times the orthonormal transform. */
export function transform(block: Int32Array): void {
  for (let first = 0; first < 64; first += 8) forward(block, first, { step: 1, shift: 11 });
  for (let first = 0; first < 8; first += 1) forward(block, first, { step: 8, shift: 15 });
}

/** Back from coefficients (of the orthonormal scale times 1) to samples, in place. */
export function restore(block: Int32Array): void {
  for (let first = 0; first < 8; first += 1) backward(block, first, { step: 8, shift: 11 });
  for (let first = 0; first < 64; first += 8) backward(block, first, { step: 1, shift: 18 });
}

interface Line {
  /** From one number of the line to the next. */
  readonly step: number;
  /** Sums are divided by two to this power, to the nearest whole number, halves up; they and their parts fit 32 bits. */
  readonly shift: number;
}

const sums = new Int32Array(4);
const differences = new Int32Array(4);

function forward(block: Int32Array, first: number, { step, shift }: Line): void {
  for (let at = 0; at < 4; at += 1) {
    const [left, right] = [block[first + at * step] ?? 0, block[first + (7 - at) * step] ?? 0];
    sums[at] = left + right;
    differences[at] = left - right;
  }
  for (let k = 0; k < 4; k += 1) {
    const to = first + 2 * k * step;
    block[to] = rounded(ofFour(sums, even, 4 * k), shift);
    block[to + step] = rounded(ofFour(differences, odd, 4 * k), shift);
  }
}

function backward(block: Int32Array, first: number, { step, shift }: Line): void {
  for (let k = 0; k < 4; k += 1) {
    sums[k] = block[first + 2 * k * step] ?? 0;
    differences[k] = block[first + (2 * k + 1) * step] ?? 0;
  }
  for (let at = 0; at < 4; at += 1) {
    const same = ofFour(sums, evenBack, 4 * at);
    const other = ofFour(differences, oddBack, 4 * at);
    block[first + at * step] = rounded(same + other, shift);
    block[first + (7 - at) * step] = rounded(same - other, shift);
  }
}

const evenBack = even.map((_, at) => even[(at % 4) * 4 + Math.floor(at / 4)] ?? 0);
const oddBack = odd.map((_, at) => odd[(at % 4) * 4 + Math.floor(at / 4)] ?? 0);

function ofFour(numbers: Int32Array, factors: Int32Array, first: number): number {
  return (
    Math.imul(numbers[0] ?? 0, factors[first] ?? 0) +
    Math.imul(numbers[1] ?? 0, factors[first + 1] ?? 0) +
    Math.imul(numbers[2] ?? 0, factors[first + 2] ?? 0) +
    Math.imul(numbers[3] ?? 0, factors[first + 3] ?? 0)
  );
}

function rounded(sum: number, shift: number): number {
  return (sum + (1 << (shift - 1))) >> shift;
}
