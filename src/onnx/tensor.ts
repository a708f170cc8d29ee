import { TensorProto_DataType as Type, type TensorProto } from 'onnx-buf';
import { fromHalf } from '../core/half.js';
import { typeOf, type OpenModel } from './model.js';

/** Numbers of a tensor, row-major. Whole numbers of up to 32 bits and floats are kept exactly. */
export interface Numbers {
  readonly dims: readonly number[];
  readonly values: Float32Array | Float64Array;
}

/** The numbers a tensor of the file holds; undefined for types that are none (texts) or that nobody wrote down (float8). */
export function numbersOf({ raw }: OpenModel, tensor: TensorProto): Numbers | undefined {
  const dims = tensor.dims.map(Number);
  const count = dims.reduce((product, dim) => product * dim, 1);
  const bytes = raw(tensor);
  const values = bytes === undefined ? fromFields(tensor, count) : fromBytes(typeOf(tensor), bytes, count);
  return values?.length === count ? { dims, values } : undefined;
}

/** Bytes need not be aligned: a view reads them wherever they lie. */
function fromBytes(type: Type, bytes: Uint8Array, count: number): Numbers['values'] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = readers.get(type);
  const width = widths.get(type) ?? 1;
  if (read === undefined || bytes.length < Math.ceil(count * width)) return undefined;
  const isAsStored = type === Type.FLOAT && isLittleEndian && bytes.byteOffset % 4 === 0;
  if (isAsStored) return new Float32Array(bytes.buffer, bytes.byteOffset, count);
  const values =
    type === Type.DOUBLE || type === Type.INT32 ? new Float64Array(count) : new Float32Array(count);
  for (let at = 0; at < count; at += 1) values[at] = read(view, at);
  return values;
}

/** Then float32 need not be copied, which halves what a large tensor takes. */
const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

type Read = (view: DataView, at: number) => number;

const readers: ReadonlyMap<Type, Read> = new Map<Type, Read>([
  [Type.FLOAT, (view, at) => view.getFloat32(4 * at, true)],
  [Type.DOUBLE, (view, at) => view.getFloat64(8 * at, true)],
  [Type.FLOAT16, (view, at) => fromHalf(view.getUint16(2 * at, true))],
  [Type.BFLOAT16, (view, at) => fromBfloat(view.getUint16(2 * at, true))],
  [Type.INT8, (view, at) => view.getInt8(at)],
  [Type.UINT8, (view, at) => view.getUint8(at)],
  [Type.INT16, (view, at) => view.getInt16(2 * at, true)],
  [Type.UINT16, (view, at) => view.getUint16(2 * at, true)],
  [Type.INT32, (view, at) => view.getInt32(4 * at, true)],
  [Type.UINT4, (view, at) => nibble(view.getUint8(at >> 1), at)],
  [Type.INT4, (view, at) => signed(nibble(view.getUint8(at >> 1), at))],
]);

/** Bytes of one value. */
const widths: ReadonlyMap<Type, number> = new Map<Type, number>([
  [Type.FLOAT, 4], [Type.DOUBLE, 8], [Type.FLOAT16, 2], [Type.BFLOAT16, 2], [Type.INT16, 2], [Type.UINT16, 2],
  [Type.INT32, 4], [Type.UINT4, 0.5], [Type.INT4, 0.5],
]); // prettier-ignore

/** Two values a byte, the first in the lower half. */
export function nibble(byte: number, at: number): number {
  return at % 2 === 0 ? byte & 15 : byte >> 4;
}

function signed(four: number): number {
  return four >= 8 ? four - 16 : four;
}

const word = new Uint32Array(1);
const single = new Float32Array(word.buffer);

/** The upper half of a binary32. */
function fromBfloat(bits: number): number {
  word[0] = bits << 16;
  return single[0] ?? NaN;
}

/** Small tensors may keep their numbers in typed fields. */
function fromFields(tensor: TensorProto, count: number): Numbers['values'] | undefined {
  switch (typeOf(tensor)) {
    case Type.FLOAT:
      return Float32Array.from(tensor.floatData);
    case Type.DOUBLE:
      return Float64Array.from(tensor.doubleData);
    case Type.FLOAT16:
      return Float32Array.from(tensor.int32Data, fromHalf);
    case Type.BFLOAT16:
      return Float32Array.from(tensor.int32Data, fromBfloat);
    case Type.INT8:
    case Type.UINT8:
    case Type.INT16:
    case Type.UINT16:
    case Type.INT32:
      return Float64Array.from(tensor.int32Data);
    case Type.INT4:
    case Type.UINT4: {
      const bytes = Uint8Array.from(tensor.int32Data);
      return fromBytes(typeOf(tensor), bytes, count);
    }
    default:
      return undefined;
  }
}
