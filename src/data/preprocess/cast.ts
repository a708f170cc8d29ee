import { fault } from '../../core/fault.js';
import type { ElementType, TensorData } from '../../core/tensor.js';
import { nearestEven, toHalf } from '../../core/half.js';

const limits = {
  int8: [-128, 127], uint8: [0, 255], int16: [-32768, 32767], uint16: [0, 65535],
  int32: [-2147483648, 2147483647], uint32: [0, 4294967295],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER], uint64: [0, Number.MAX_SAFE_INTEGER], bool: [0, 1],
} as const satisfies { readonly [type in WholeType]: readonly [number, number] }; // prettier-ignore

export type WholeType = Exclude<ElementType, 'float16' | 'float32' | 'float64' | 'string'>;

/** Numbers as a model's element type; whole types are rounded half to even and kept within their limits, NaN there is a Fault. */
export function cast(values: Float32Array, type: Exclude<ElementType, 'string'>, input: string): TensorData {
  if (type === 'float32') return values;
  if (type === 'float64') return Float64Array.from(values);
  if (type === 'float16') return Uint16Array.from(values, toHalf);
  const [low, high] = limits[type];
  return wholes(type, values, (value) => {
    if (Number.isNaN(value)) throw fault('INPUT_NOT_A_NUMBER', { input, type });
    return Math.min(high, Math.max(low, nearestEven(value)));
  });
}

/** Whether a number is one of a whole type's, unchanged. */
export function isWhole(type: WholeType, value: number): boolean {
  const [low, high] = limits[type];
  return Number.isInteger(value) && value >= low && value <= high;
}

const arrays = {
  int8: Int8Array, uint8: Uint8Array, int16: Int16Array, uint16: Uint16Array, int32: Int32Array, uint32: Uint32Array,
  bool: Uint8Array, int64: BigInt64Array, uint64: BigUint64Array,
} as const satisfies { readonly [type in WholeType]: unknown }; // prettier-ignore

/** An array of a whole type from numbers that `convert` makes whole. */
export function wholes(
  type: WholeType,
  values: ArrayLike<number>,
  convert: (value: number) => number,
): TensorData {
  const out = new arrays[type](values.length);
  for (let at = 0; at < values.length; at += 1) {
    const whole = convert(values[at] ?? Number.NaN);
    if (out instanceof BigInt64Array || out instanceof BigUint64Array) out[at] = BigInt(whole);
    else out[at] = whole;
  }
  return out;
}
