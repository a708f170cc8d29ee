import type { Value } from '../core/sample.js';
import { isTensor } from '../core/sample.js';
import { volume, type ElementType, type Tensor, type TensorData } from '../core/tensor.js';

const arrays = {
  float32: Float32Array, float16: Uint16Array, float64: Float64Array, int8: Int8Array, uint8: Uint8Array, int16: Int16Array,
  uint16: Uint16Array, int32: Int32Array, uint32: Uint32Array, int64: BigInt64Array, uint64: BigUint64Array, bool: Uint8Array,
} as const satisfies { readonly [type in Exclude<ElementType, 'string'>]: unknown }; // prettier-ignore

/** One row of a file as the output that the model declares; undefined where it holds something else. */
export function outputOf(value: Value, shape: Value, declared: ElementType): Tensor | undefined {
  if (typeof value === 'string' && isTensor(shape) && declared !== 'string')
    return fromBase64(value, Array.from(shape.data, Number), declared);
  const tensor = tensorOf(value);
  if (tensor === undefined || classOf(tensor.type) === classOf(declared)) return tensor;
  // JSON does not tell 1 from 1.0
  const isWhole = classOf(tensor.type) === 'whole' && classOf(declared) === 'real';
  return isWhole ? { ...tensor, type: 'float64', data: Float64Array.from(tensor.data, Number) } : undefined;
}

/** Row-major little-endian bytes of one value. */
export function toBase64(data: Exclude<TensorData, readonly string[]>): string {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');
}

function fromBase64(
  text: string,
  dims: readonly number[],
  type: Exclude<ElementType, 'string'>,
): Tensor | undefined {
  const bytes = new Uint8Array(Buffer.from(text, 'base64')); // a copy that starts at 0
  const Class = arrays[type];
  if (bytes.length !== volume(dims) * Class.BYTES_PER_ELEMENT) return undefined;
  return { type, dims, data: new Class(bytes.buffer) };
}

function tensorOf(value: Value): Tensor | undefined {
  if (isTensor(value)) return value;
  if (Array.isArray(value)) {
    const data = value as readonly string[]; // the only list that a value can be
    return { type: 'string', dims: [data.length], data };
  }
  if (typeof value === 'string') return { type: 'string', dims: [], data: [value] };
  if (typeof value === 'boolean') return { type: 'bool', dims: [], data: Uint8Array.of(Number(value)) };
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value))
      return { type: 'int64', dims: [], data: BigInt64Array.of(BigInt(value)) };
    return { type: 'float64', dims: [], data: Float64Array.of(value) };
  }
  return undefined;
}

function classOf(type: ElementType): 'real' | 'whole' | 'text' {
  if (type === 'string') return 'text';
  return type === 'float16' || type === 'float32' || type === 'float64' ? 'real' : 'whole';
}
