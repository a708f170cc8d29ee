import { cosHalfTurns, sinHalfTurns } from './exact.js';

/** Complex numbers, real and imaginary parts apart. */
export interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** The discrete Fourier transform of one length: Σ xₙ e^(−2πi kn/N) for every k, without a factor. */
export type Fourier = (input: Complex, output: Complex) => void;

interface Stage {
  readonly factor: number;
  /** Lengths of the parts that are joined, and of what they become. */
  readonly below: number;
  readonly size: number;
  /** Steps in the table of roots from one place of a part to the next. */
  readonly step: number;
}

/** Makes the transform of a length: the mixed-radix algorithm of Cooley and Tukey (1965), always in the same order of sums. */
export function fourier(size: number): Fourier {
  const factors = factorsOf(size);
  const order = orderOf(size, factors);
  const stages = stagesOf(size, factors);
  const roots = {
    re: Float64Array.from({ length: size }, (_, k) => cosHalfTurns((2 * k) / size)),
    im: Float64Array.from({ length: size }, (_, k) => -sinHalfTurns((2 * k) / size)),
  };
  return (input, output) => {
    for (let to = 0; to < size; to += 1) {
      output.re[to] = input.re[order[to] ?? 0] ?? 0;
      output.im[to] = input.im[order[to] ?? 0] ?? 0;
    }
    for (const stage of stages) {
      for (let start = 0; start < size; start += stage.size) {
        const join = stage.factor === 4 ? combineFour : combine;
        for (let k = 0; k < stage.below; k += 1) join(roots, output, stage, start + k, k * stage.step);
      }
    }
  };
}

function factorsOf(size: number): readonly number[] {
  const factors: number[] = [];
  let left = size;
  for (const factor of [4, 2, 3, 5, 7]) {
    for (; left % factor === 0; left /= factor) factors.push(factor);
  }
  if (left !== 1) throw new RangeError(`${size} has other prime factors than 2, 3, 5 and 7`);
  return factors;
}

/** Which input each place of the first stage takes: every p-th of them, divided again and again. */
function orderOf(size: number, factors: readonly number[]): Int32Array {
  let order = [0];
  let stride = size;
  for (const factor of factors.toReversed()) {
    stride /= factor;
    const step = stride;
    order = Array.from({ length: factor }, (_, q) => order.map((from) => from + q * step)).flat();
  }
  return Int32Array.from(order);
}

/** Innermost first. */
function stagesOf(size: number, factors: readonly number[]): readonly Stage[] {
  const stages: Stage[] = [];
  let left = size;
  for (const factor of factors) {
    stages.push({ factor, below: left / factor, size: left, step: size / left });
    left /= factor;
  }
  return stages.toReversed();
}

const partRe = new Float64Array(7);
const partIm = new Float64Array(7);

/** Joins the values at `at` of a stage's parts; `turn` is the twiddle factor of the second part, as a place in the table. */
function combine(roots: Complex, output: Complex, { factor, below }: Stage, at: number, turn: number): void {
  for (let q = 0; q < factor; q += 1) {
    const re = output.re[at + q * below] ?? 0;
    const im = output.im[at + q * below] ?? 0;
    const rootRe = roots.re[q * turn] ?? 0;
    const rootIm = roots.im[q * turn] ?? 0;
    partRe[q] = re * rootRe - im * rootIm;
    partIm[q] = re * rootIm + im * rootRe;
  }
  const step = roots.re.length / factor;
  for (let r = 0; r < factor; r += 1) {
    let sumRe = partRe[0] ?? 0;
    let sumIm = partIm[0] ?? 0;
    for (let q = 1; q < factor; q += 1) {
      const root = ((q * r) % factor) * step;
      const re = partRe[q] ?? 0;
      const im = partIm[q] ?? 0;
      const rootRe = roots.re[root] ?? 0;
      const rootIm = roots.im[root] ?? 0;
      sumRe += re * rootRe - im * rootIm;
      sumIm += re * rootIm + im * rootRe;
    }
    output.re[at + r * below] = sumRe;
    output.im[at + r * below] = sumIm;
  }
}

/** The same for four parts, bit for bit: the roots between them are 1, −i, −1 and i, by which nothing has to be multiplied. */
function combineFour(
  { re: rootRe, im: rootIm }: Complex,
  { re, im }: Complex,
  { below }: Stage,
  at: number,
  turn: number,
): void {
  const b = at + below;
  const c = b + below;
  const d = c + below;
  const re0 = re[at] ?? 0;
  const im0 = im[at] ?? 0;
  const re1 = (re[b] ?? 0) * (rootRe[turn] ?? 0) - (im[b] ?? 0) * (rootIm[turn] ?? 0);
  const im1 = (re[b] ?? 0) * (rootIm[turn] ?? 0) + (im[b] ?? 0) * (rootRe[turn] ?? 0);
  const re2 = (re[c] ?? 0) * (rootRe[2 * turn] ?? 0) - (im[c] ?? 0) * (rootIm[2 * turn] ?? 0);
  const im2 = (re[c] ?? 0) * (rootIm[2 * turn] ?? 0) + (im[c] ?? 0) * (rootRe[2 * turn] ?? 0);
  const re3 = (re[d] ?? 0) * (rootRe[3 * turn] ?? 0) - (im[d] ?? 0) * (rootIm[3 * turn] ?? 0);
  const im3 = (re[d] ?? 0) * (rootIm[3 * turn] ?? 0) + (im[d] ?? 0) * (rootRe[3 * turn] ?? 0);
  re[at] = re0 + re1 + re2 + re3;
  im[at] = im0 + im1 + im2 + im3;
  re[b] = re0 + im1 - re2 - im3;
  im[b] = im0 - re1 - im2 + re3;
  re[c] = re0 - re1 + re2 - re3;
  im[c] = im0 - im1 + im2 - im3;
  re[d] = re0 - im1 - re2 + im3;
  im[d] = im0 + re1 - im2 - re3;
}
