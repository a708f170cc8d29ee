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
