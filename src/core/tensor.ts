export const elementTypes = [
  'float32', 'float16', 'float64', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'bool', 'string',
] as const; // prettier-ignore

export type ElementType = (typeof elementTypes)[number];

export type TensorData =
  | Float32Array | Float64Array | Int8Array | Uint8Array | Int16Array | Uint16Array
  | Int32Array | Uint32Array | BigInt64Array | BigUint64Array | readonly string[]; // prettier-ignore

/** Row-major values; float16 travels as Uint16Array bits, bool as Uint8Array of 0 and 1. */
export interface Tensor {
  readonly type: ElementType;
  readonly dims: readonly number[];
  readonly data: TensorData;
}

/** A model's input or output as its file declares it; a symbolic dimension is its name ('' when it has none). */
export interface TensorShape {
  readonly name: string;
  readonly type: ElementType;
  /** null: the rank is unknown. */
  readonly dims: readonly (number | string)[] | null;
}

/** The number of elements of a shape; 1 for a scalar. */
export function volume(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

const arrays = {
  float32: Float32Array, float16: Uint16Array, float64: Float64Array, int8: Int8Array, uint8: Uint8Array,
  int16: Int16Array, uint16: Uint16Array, int32: Int32Array, uint32: Uint32Array, bool: Uint8Array,
} as const; // prettier-ignore

/** A tensor of one number throughout; undefined where the type has no such number (texts, 0.5 as a whole number, float16 but 0). */
export function constant(type: ElementType, dims: readonly number[], value: number): Tensor | undefined {
  const size = volume(dims);
  if (type === 'string' || (type === 'float16' && value !== 0)) return undefined;
  if (type === 'int64' || type === 'uint64') {
    if (!Number.isSafeInteger(value) || (type === 'uint64' && value < 0)) return undefined;
    const data = type === 'int64' ? new BigInt64Array(size) : new BigUint64Array(size);
    return { type, dims, data: data.fill(BigInt(value)) };
  }
  const data = new arrays[type](size).fill(value);
  const isWhole = type !== 'float32' && type !== 'float64';
  return isWhole && data.some((held) => held !== value) ? undefined : { type, dims, data };
}
