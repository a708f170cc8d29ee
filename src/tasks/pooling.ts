import { fault } from '../core/fault.js';
import type { Fed, Outputs } from '../core/task.js';
import { volume } from '../core/tensor.js';
import { numbersOf, outputOf } from './outputs.js';

export interface Pooling {
  readonly by: 'none' | 'mean' | 'cls';
  /** Input that is 1 where a position counts and 0 where it is padding. */
  readonly mask: string | undefined;
  readonly normalize: boolean;
}

/**
 * One vector per sample, from [N, D] (`none`) or [N, T, D] (`mean` over the positions that the mask counts, or the
 * first, `cls`), divided by its length where asked for. Fault OUTPUT_ROWS, OUTPUT_SHAPE or POOLING_MASK otherwise.
 */
export function vectorsOf(
  {
    outputs,
    output,
    count,
    fed,
  }: { outputs: Outputs; output: string; count: number; fed?: readonly Fed[] | undefined },
  pooling: Pooling,
): readonly Float64Array[] {
  const tensor = outputOf(outputs, output);
  const [samples, ...dims] = tensor.dims;
  if (samples !== count) throw fault('OUTPUT_ROWS', { output, shape: tensor.dims, samples: count });
  const rank = pooling.by === 'none' ? 1 : 2;
  const expected = rank === 1 ? 'one vector per sample' : 'one vector for each position of each sample';
  if (dims.length !== rank || volume(dims) === 0)
    throw fault('OUTPUT_SHAPE', { output, shape: tensor.dims, expected });
  const values = numbersOf(tensor);
  const size = volume(dims);
  const width = dims.at(-1) ?? 1;
  return Array.from({ length: count }, (_, row) => {
    const own = values.subarray(row * size, (row + 1) * size);
    const vector =
      pooling.by === 'mean'
        ? mean(own, width, maskOf(fed?.[row], pooling.mask, size / width))
        : own.slice(0, width);
    return pooling.normalize ? normalized(vector) : vector;
  });
}

function maskOf(fed: Fed | undefined, mask: string | undefined, positions: number): Float64Array {
  if (mask === undefined) return new Float64Array(positions).fill(1);
  const tensor = fed?.inputs.get(mask);
  if (tensor === undefined) throw fault('POOLING_MASK', { mask, reason: 'the model has no such input' });
  const values = numbersOf(tensor);
  if (values.length !== positions || values.some((value) => value !== 0 && value !== 1))
    throw fault('POOLING_MASK', { mask, reason: `it is not a 0 or 1 for each of ${positions} positions` });
  return values;
}

/** NaN where no position counts. */
function mean(values: Float64Array, width: number, mask: Float64Array): Float64Array {
  const sums = new Float64Array(width);
  let counted = 0;
  mask.forEach((counts, position) => {
    if (counts === 0) return;
    counted += 1;
    for (let at = 0; at < width; at += 1) sums[at] = (sums[at] ?? 0) + (values[position * width + at] ?? NaN);
  });
  return sums.map((sum) => sum / counted);
}

/** NaN for a vector of zeros, which points nowhere. */
function normalized(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
}

/** Σ aᵢ·bᵢ; NaN for vectors of different lengths. */
export function dot(one: Float64Array, other: Float64Array): number {
  if (one.length !== other.length) return NaN;
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? NaN) * (other[at] ?? NaN);
  return sum;
}

/** Of a vector and itself exactly 1, and never more, whatever is lost in rounding; NaN where there is none. */
export function cosine(one: Float64Array, other: Float64Array): number {
  const found = dot(one, other) / (Math.sqrt(dot(one, one)) * Math.sqrt(dot(other, other)));
  const isSame = one.every((value, at) => value === other[at]);
  return isSame && Number.isFinite(found) ? 1 : Math.min(found, 1);
}
