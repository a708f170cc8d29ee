import { cosHalfTurns, sinHalfTurns } from './exact.js';

/** Complex numbers, real and imaginary parts apart. */
export interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** The discrete Fourier transform of one length: Σ xₙ e^(−2πi kn/N) for every k, without a factor. */
export type Fourier = (input: Complex, output: Complex) => void;

interface Plan {
  readonly size: number;
  readonly factors: readonly number[];
  /** e^(−2πi k/N) for every k. */
  readonly roots: Complex;
  readonly input: Complex;
  readonly output: Complex;
}

interface Part {
  /** Which of the factors divides this part. */
  readonly depth: number;
  readonly size: number;
  /** Where the part's input starts, and the steps to its next value. */
  readonly from: number;
  readonly step: number;
  readonly to: number;
}

/** Makes the transform of a length: the mixed-radix algorithm of Cooley and Tukey (1965), always in the same order of sums. */
export function fourier(size: number): Fourier {
  const factors = factorsOf(size);
  const roots = {
    re: Float64Array.from({ length: size }, (_, k) => cosHalfTurns((2 * k) / size)),
    im: Float64Array.from({ length: size }, (_, k) => -sinHalfTurns((2 * k) / size)),
  };
  return (input, output) =>
    transform({ size, factors, roots, input, output }, { depth: 0, size, from: 0, step: 1, to: 0 });
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

function transform(plan: Plan, { depth, size, from, step, to }: Part): void {
  const { input, output } = plan;
  const factor = plan.factors[depth];
  if (factor === undefined) {
    output.re[to] = input.re[from] ?? 0;
    output.im[to] = input.im[from] ?? 0;
    return;
  }
  const below = size / factor;
  for (let q = 0; q < factor; q += 1)
    transform(plan, { depth: depth + 1, size: below, from: from + q * step, step: step * factor, to: to + q * below }); // prettier-ignore
  for (let k = 0; k < below; k += 1) combine(plan, { factor, below, at: to + k, turn: k * step });
}

interface Butterfly {
  readonly factor: number;
  readonly below: number;
  readonly at: number;
  /** The twiddle factor of the second input, as a place in the table of roots. */
  readonly turn: number;
}

const partRe = new Float64Array(7);
const partIm = new Float64Array(7);

function combine({ size, roots, output }: Plan, { factor, below, at, turn }: Butterfly): void {
  for (let q = 0; q < factor; q += 1) {
    const [re, im] = [output.re[at + q * below] ?? 0, output.im[at + q * below] ?? 0];
    const [rootRe, rootIm] = [roots.re[q * turn] ?? 0, roots.im[q * turn] ?? 0];
    partRe[q] = re * rootRe - im * rootIm;
    partIm[q] = re * rootIm + im * rootRe;
  }
  const step = size / factor;
  for (let r = 0; r < factor; r += 1) {
    let sumRe = partRe[0] ?? 0;
    let sumIm = partIm[0] ?? 0;
    for (let q = 1; q < factor; q += 1) {
      const root = ((q * r) % factor) * step;
      const [re, im] = [partRe[q] ?? 0, partIm[q] ?? 0];
      const [rootRe, rootIm] = [roots.re[root] ?? 0, roots.im[root] ?? 0];
      sumRe += re * rootRe - im * rootIm;
      sumIm += re * rootIm + im * rootRe;
    }
    output.re[at + r * below] = sumRe;
    output.im[at + r * below] = sumIm;
  }
}
