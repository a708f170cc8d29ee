import type { ValueSignal } from '../../../src/core/noise.js';

export function picture(...values: readonly number[]): ValueSignal {
  return { values: Float32Array.from(values), dims: [1, values.length, 1], range: [0, 1], is: 'picture' };
}

/** One row of pixels in three colours. */
export function picture3(...values: readonly number[]): ValueSignal {
  return {
    values: Float32Array.from(values),
    dims: [1, values.length / 3, 3],
    range: [0, 1],
    is: 'picture',
  };
}

/** So many times the same value, without a range unless one is given. */
export function constant(value: number, count: number, range?: readonly [number, number]): ValueSignal {
  return {
    values: new Float32Array(count).fill(value),
    dims: [count],
    is: 'tensor',
    ...(range && { range }),
  };
}

export function moments(values: ArrayLike<number>): { readonly mean: number; readonly variance: number } {
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  return {
    mean,
    variance: all.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / all.length,
  };
}
