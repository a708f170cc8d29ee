import { remembered } from '../kept.js';

export const filters = ['nearest', 'bilinear', 'bicubic', 'lanczos'] as const;

/** `box` is no choice of a policy's: it is what pixels are made coarser with. */
export type Filter = (typeof filters)[number] | 'box';

/** For each new position, which old ones it is made of and with what weights (fixed point, 22 bits, `taps` per position). */
export interface Weights {
  readonly size: number;
  readonly taps: number;
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  readonly values: Int32Array;
}

interface Kernel {
  readonly reach: number;
  at(x: number): number;
}

const kernels: { readonly [filter in Exclude<Filter, 'nearest'>]: Kernel } = {
  box: { reach: 0.5, at: (x) => Number(x > -0.5 && x <= 0.5) },
  bilinear: { reach: 1, at: triangle },
  bicubic: { reach: 2, at: cubic },
  lanczos: { reach: 3, at: lanczos },
};

/**
 * Weights of separable resampling (Turkowski 1990), the kernel widened by the scale when shrinking, cut off at the
 * borders and normalized to sum 1; rounded to 22 bits, half away from zero, as Pillow does for 8-bit pictures.
 */
export const weigh = remembered(weighed);

function weighed(before: number, after: number, filter: Exclude<Filter, 'nearest'>): Weights {
  const kernel = kernels[filter];
  const step = before / after;
  const scale = Math.max(step, 1);
  const reach = kernel.reach * scale;
  const taps = Math.ceil(reach) * 2 + 1;
  const weights = {
    size: after,
    taps,
    starts: new Int32Array(after),
    counts: new Int32Array(after),
    values: new Int32Array(after * taps),
  };
  for (let at = 0; at < after; at += 1) {
    const centre = (at + 0.5) * step;
    const start = Math.max(Math.trunc(centre - reach + 0.5), 0);
    const count = Math.min(Math.trunc(centre + reach + 0.5), before) - start;
    weights.starts[at] = start;
    weights.counts[at] = count;
    weights.values.set(rowOf({ kernel, count, first: start - centre + 0.5, shrink: 1 / scale }), at * taps);
  }
  return weights;
}

interface Row {
  readonly kernel: Kernel;
  readonly count: number;
  /** Distance of the first old position from the new one's centre. */
  readonly first: number;
  readonly shrink: number;
}

function rowOf({ kernel, count, first, shrink }: Row): Int32Array {
  const raw = Float64Array.from({ length: count }, (_, k) => kernel.at((k + first) * shrink));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return Int32Array.from(raw, (weight) => fixed(sum === 0 ? weight : weight / sum));
}

function fixed(weight: number): number {
  return Math.trunc(weight * 4194304 + (weight < 0 ? -0.5 : 0.5));
}

function triangle(x: number): number {
  const far = Math.abs(x);
  return far < 1 ? 1 - far : 0;
}

/** Keys' cubic convolution with a = −½. */
function cubic(x: number): number {
  const a = -0.5;
  const far = Math.abs(x);
  if (far < 1) return ((a + 2) * far - (a + 3)) * far * far + 1;
  return far < 2 ? (((far - 5) * far + 8) * far - 4) * a : 0;
}

function lanczos(x: number): number {
  return x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
}
