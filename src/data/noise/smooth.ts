import { expNegative } from './exp.js';
import { kept, remembered } from '../kept.js';
import type { Raster } from './raster.js';
import { weightedSums } from './sums.js';

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
export const cutKernel = remembered((sigma: number, truncate: number) =>
  gaussianKernel(sigma, Math.floor(truncate * sigma + 0.5)),
);

const lendHalfway = kept();

/** Correlated with the kernel along both axes; what it gives is valid until the next picture is smoothed. */
export function smooth(raster: Raster, kernel: Float64Array, border: Border, lend = lendWhole): Raster {
  if (kernel.length === 1) return raster;
  const { rows, columns, channels } = raster;
  const down = foldOf(kernel, rows, border);
  const across = foldOf(kernel, columns, border);
  const halfway = lendHalfway(raster.shares.length);
  const shares = lend(raster.shares.length);
  along({ values: raster.shares, out: halfway, groups: 1, width: columns * channels }, down);
  along({ values: halfway, out: shares, groups: channels, width: rows }, across);
  return { ...raster, shares };
}

const lendWhole = kept();

/** Of each place on an axis the weights of the places it draws on: the kernel with what is beyond the edges folded back. */
interface Folded {
  readonly length: number;
  readonly starts: readonly number[];
  readonly weights: readonly Float64Array[];
}

const folds: { readonly kernel: Float64Array; readonly border: Border; readonly folded: Folded }[] = [];

/** The last few are kept: levels have few kernels, and pictures few sizes. */
function foldOf(kernel: Float64Array, length: number, border: Border): Folded {
  for (const each of folds)
    if (each.kernel === kernel && each.folded.length === length && each.border === border) return each.folded;
  const folded = fold(kernel, length, border);
  folds.unshift({ kernel, border, folded });
  folds.length = Math.min(folds.length, 64);
  return folded;
}

/** Places that the whole kernel fits around share it as their weights; what others draw nothing on has no weight at all. */
function fold(kernel: Float64Array, length: number, border: Border): Folded {
  const radius = (kernel.length - 1) / 2;
  const starts: number[] = [];
  const weights: Float64Array[] = [];
  for (let place = 0; place < length; place += 1) {
    const [start, own] =
      place >= radius && place + radius < length
        ? [place - radius, kernel]
        : trimmed(foldedAt(place, kernel, { length, border }));
    starts.push(start);
    weights.push(own);
  }
  return { length, starts, weights };
}

/** The weights of all places on the axis. */
function foldedAt(
  place: number,
  kernel: Float64Array,
  { length, border }: { readonly length: number; readonly border: Border },
): Float64Array {
  const folded = new Float64Array(length);
  for (let k = 0; k < kernel.length; k += 1) {
    const to = inside(place + k - (kernel.length - 1) / 2, length, border);
    folded[to] = (folded[to] ?? 0) + (kernel[k] ?? 0);
  }
  return folded;
}

function trimmed(weights: Float64Array): [start: number, weights: Float64Array] {
  const start = weights.findIndex((weight) => weight !== 0);
  return [start, weights.subarray(start, weights.findLastIndex((weight) => weight !== 0) + 1)];
}

/** Values along an axis: at each of its places some groups of neighbours, each so many values wide. */
interface Axis {
  readonly values: Float64Array;
  readonly out: Float64Array;
  readonly groups: number;
  readonly width: number;
}

/**
 * What is made comes out with the axes the other way round: places of neighbours instead of neighbours of places. So both
 * axes are long stretches of sums, and after two of these everything is where it was.
 */
function along({ values, out, groups, width }: Axis, { length, starts, weights }: Folded): void {
  const step = groups * width;
  const apart = length * groups;
  const places = lendPlaces(
    weights.reduce((most, each) => Math.max(most, each.length), 0),
    step,
  );
  for (let place = 0; place < length; place += 1) {
    const weighing = { places, weights: weights[place] ?? new Float64Array(0) };
    for (let group = 0; group < groups; group += 1) {
      const from = (starts[place] ?? 0) * step + group * width;
      weightedSums({ values, out, to: place * groups + group, apart, from, count: width }, weighing);
    }
  }
}

const lendPlaces = remembered((length: number, step: number) =>
  Int32Array.from({ length }, (_, k) => k * step),
);
