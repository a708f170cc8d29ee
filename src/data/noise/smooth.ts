import { expNegative } from './exp.js';
import type { Raster } from './raster.js';

/** What lies beyond the edge: the edge itself, or what is before it, with the edge doubled (reflect) or not (mirror). */
export type Border = 'nearest' | 'reflect' | 'mirror';

/** The position inside 0…length−1 that stands for one outside. */
export function inside(at: number, length: number, border: Border): number {
  if (at >= 0 && at < length) return at;
  if (border === 'nearest' || length === 1) return at < 0 ? 0 : length - 1;
  const period = border === 'reflect' ? 2 * length : 2 * length - 2;
  const turned = ((at % period) + period) % period;
  if (turned < length) return turned;
  return border === 'reflect' ? period - 1 - turned : period - turned;
}

/** Samples of exp(−x² ÷ 2σ²) for x = −radius…radius, that sum to 1. */
export function gaussianKernel(sigma: number, radius: number): Float64Array {
  const kernel = Float64Array.from({ length: 2 * radius + 1 }, (_, at) => {
    const x = at - radius;
    return sigma === 0 ? Number(x === 0) : expNegative((x * x) / (2 * sigma * sigma));
  });
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  return kernel.map((weight) => weight / sum);
}

/** As scipy.ndimage.gaussian_filter cuts it: to ⌊truncate·σ + ½⌋ on either side. */
export function cutKernel(sigma: number, truncate: number): Float64Array {
  return gaussianKernel(sigma, Math.floor(truncate * sigma + 0.5));
}

/** Correlated with the kernel along both axes. */
export function smooth(raster: Raster, kernel: Float64Array, border: Border): Raster {
  if (kernel.length === 1) return raster;
  const { rows, columns, channels } = raster;
  const down = fold(kernel, rows, border);
  const across = fold(kernel, columns, border);
  const halfway = down.along(raster.shares, { runs: 1, step: columns * channels });
  const shares = across.along(halfway, { runs: rows, step: channels });
  return { ...raster, shares };
}

/** How many stretches one after the other, and the values from one place on the axis to the next. */
interface Axis {
  readonly runs: number;
  readonly step: number;
}

interface Folded {
  along(values: Float64Array, axis: Axis): Float64Array;
}

/** The kernel with everything beyond the edges folded back: for each place the weights of the places it draws on. */
function fold(kernel: Float64Array, length: number, border: Border): Folded {
  const radius = (kernel.length - 1) / 2;
  const reach = Math.min(length, kernel.length);
  const starts = new Int32Array(length);
  const weights = new Float64Array(length * reach);
  for (let to = 0; to < length; to += 1) {
    const start = Math.max(0, Math.min(to - radius, length - reach));
    starts[to] = start;
    for (let k = 0; k < kernel.length; k += 1) {
      const at = to * reach + inside(to + k - radius, length, border) - start;
      weights[at] = (weights[at] ?? 0) + (kernel[k] ?? 0);
    }
  }
  return { along: (values, axis) => weighed(values, { ...axis, length, reach, starts, weights }) };
}

interface Weighing extends Axis {
  readonly length: number;
  readonly reach: number;
  readonly starts: Int32Array;
  readonly weights: Float64Array;
}

/** Each place is a sum of whole steps: the inner loop runs over neighbours in memory. */
function weighed(values: Float64Array, by: Weighing): Float64Array {
  const { runs, step, length, reach, starts, weights } = by;
  const out = new Float64Array(values.length);
  for (let run = 0, base = 0; run < runs; run += 1, base += length * step) {
    for (let to = 0; to < length; to += 1) {
      const target = base + to * step;
      const first = base + (starts[to] ?? 0) * step;
      for (let k = 0; k < reach; k += 1) {
        const weight = weights[to * reach + k] ?? 0;
        if (weight === 0) continue;
        const from = first + k * step;
        for (let at = 0; at < step; at += 1)
          out[target + at] = (out[target + at] ?? 0) + weight * (values[from + at] ?? Number.NaN);
      }
    }
  }
  return out;
}
