/**
 * The discrete cosine transform of 8 numbers, times √8 and 2¹³, in whole numbers: row k is frequency k. They are those that
 * the fast transform of JPEG libraries (Loeffler, Ligtenberg and Moschytz 1989, constants of 13 bits) amounts to:
 *
 *     8192   8192   8192   8192   8192   8192   8192   8192
 *    11363   9633   6437   2260  −2260  −6437  −9633 −11363
 *    10703   4433  −4433 −10703 −10703  −4433   4433  10703
 *     9633  −2259 −11362  −6436   6436  11362   2259  −9633
 *     8192  −8192  −8192   8192   8192  −8192  −8192   8192
 *     6437 −11362   2261   9633  −9633  −2261  11362  −6437
 *     4433 −10704  10704  −4433  −4433  10704 −10704   4433
 *     2260  −6436   9633 −11363  11363  −9633   6436  −2260
 *
 * Even rows read the same from the right, odd ones with the other sign, so that sums and differences of pairs are enough.
 */
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

/** A line of the block. */
interface Line {
  /** From one number of the line to the next. */
  readonly step: number;
  /** Sums are divided by two to this power, to the nearest whole number, halves up; they and their parts fit 32 bits. */
  readonly shift: number;
}

function forward(block: Int32Array, first: number, { step, shift }: Line): void {
  const half = 1 << (shift - 1);
  const x0 = block[first] ?? 0;
  const x7 = block[first + 7 * step] ?? 0;
  const x1 = block[first + step] ?? 0;
  const x6 = block[first + 6 * step] ?? 0;
  const x2 = block[first + 2 * step] ?? 0;
  const x5 = block[first + 5 * step] ?? 0;
  const x3 = block[first + 3 * step] ?? 0;
  const x4 = block[first + 4 * step] ?? 0;
  const outer = x0 + x7 + x3 + x4;
  const inner = x1 + x6 + x2 + x5;
  const far = x0 + x7 - x3 - x4;
  const near = x1 + x6 - x2 - x5;
  block[first] = (Math.imul(outer + inner, 8192) + half) >> shift;
  block[first + 4 * step] = (Math.imul(outer - inner, 8192) + half) >> shift;
  block[first + 2 * step] = (Math.imul(far, 10703) + Math.imul(near, 4433) + half) >> shift;
  block[first + 6 * step] = (Math.imul(far, 4433) - Math.imul(near, 10704) + half) >> shift;
  const a = x0 - x7;
  const b = x1 - x6;
  const c = x2 - x5;
  const d = x3 - x4;
  block[first + step] =
    (Math.imul(a, 11363) + Math.imul(b, 9633) + Math.imul(c, 6437) + Math.imul(d, 2260) + half) >> shift;
  block[first + 3 * step] =
    (Math.imul(a, 9633) - Math.imul(b, 2259) - Math.imul(c, 11362) - Math.imul(d, 6436) + half) >> shift;
  block[first + 5 * step] =
    (Math.imul(a, 6437) - Math.imul(b, 11362) + Math.imul(c, 2261) + Math.imul(d, 9633) + half) >> shift;
  block[first + 7 * step] =
    (Math.imul(a, 2260) - Math.imul(b, 6436) + Math.imul(c, 9633) - Math.imul(d, 11363) + half) >> shift;
}

function backward(block: Int32Array, first: number, { step, shift }: Line): void {
  const half = 1 << (shift - 1);
  const c0 = block[first] ?? 0;
  const c4 = block[first + 4 * step] ?? 0;
  const c2 = block[first + 2 * step] ?? 0;
  const c6 = block[first + 6 * step] ?? 0;
  const c1 = block[first + step] ?? 0;
  const c3 = block[first + 3 * step] ?? 0;
  const c5 = block[first + 5 * step] ?? 0;
  const c7 = block[first + 7 * step] ?? 0;
  if ((c1 | c2 | c3 | c4 | c5 | c6 | c7) === 0) {
    const same = (Math.imul(c0, 8192) + half) >> shift; // as it is of most lines
    for (let k = 0; k < 8; k += 1) block[first + k * step] = same;
    return;
  }
  const sum = Math.imul(c0 + c4, 8192) + half;
  const difference = Math.imul(c0 - c4, 8192) + half;
  const far = Math.imul(c2, 10703) + Math.imul(c6, 4433);
  const near = Math.imul(c2, 4433) - Math.imul(c6, 10704);
  const a = Math.imul(c1, 11363) + Math.imul(c3, 9633) + Math.imul(c5, 6437) + Math.imul(c7, 2260);
  const b = Math.imul(c1, 9633) - Math.imul(c3, 2259) - Math.imul(c5, 11362) - Math.imul(c7, 6436);
  const c = Math.imul(c1, 6437) - Math.imul(c3, 11362) + Math.imul(c5, 2261) + Math.imul(c7, 9633);
  const d = Math.imul(c1, 2260) - Math.imul(c3, 6436) + Math.imul(c5, 9633) - Math.imul(c7, 11363);
  block[first] = (sum + far + a) >> shift;
  block[first + step] = (difference + near + b) >> shift;
  block[first + 2 * step] = (difference - near + c) >> shift;
  block[first + 3 * step] = (sum - far + d) >> shift;
  block[first + 4 * step] = (sum - far - d) >> shift;
  block[first + 5 * step] = (difference - near - c) >> shift;
  block[first + 6 * step] = (difference + near - b) >> shift;
  block[first + 7 * step] = (sum + far - a) >> shift;
}
