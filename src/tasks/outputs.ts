import { fault } from '../core/fault.js';
import type { Outputs } from '../core/task.js';
import { type Tensor, volume } from '../core/tensor.js';

/** The rows of one output: `width` values for each sample. */
export interface Rows {
  readonly output: string;
  readonly width: number;
  readonly rows: readonly Float64Array[];
}

/** The output of this name; models that don't return what they declare are a bug of ours or theirs, not a finding. */
export function outputOf(outputs: Outputs, name: string): Tensor {
  const tensor = outputs.get(name);
  if (tensor === undefined) throw new Error(`no output ${name} among ${[...outputs.keys()].join(', ')}`);
  return tensor;
}

/**
 * An output as one row of float64 per sample: [N], [N, C] and shapes with further dimensions of 1, such as
 * [N, C, 1, 1]. Fault OUTPUT_ROWS or OUTPUT_SHAPE otherwise.
 */
export function rowsOf(outputs: Outputs, name: string, count: number): Rows {
  const tensor = outputOf(outputs, name);
  const width = widthOf(tensor, name, count);
  const values = numbersOf(tensor);
  const rows = Array.from({ length: count }, (_, row) => values.subarray(row * width, (row + 1) * width));
  return { output: name, width, rows };
}

/** How many values each sample has in an output; a Fault if the samples are not its first dimension. */
export function widthOf(tensor: Tensor, name: string, count: number): number {
  const [samples, ...rest] = tensor.dims;
  if (samples !== count) throw fault('OUTPUT_ROWS', { output: name, shape: tensor.dims, samples: count });
  const width = volume(rest);
  if (rest.filter((dim) => dim !== 1).length > 1 || width === 0) {
    throw fault('OUTPUT_SHAPE', {
      output: name,
      shape: tensor.dims,
      expected: 'one row of scores per sample',
    });
  }
  return width;
}

/** The values of a tensor as float64; float16 bits are decoded, bool is 0 and 1, texts are read as numbers (or NaN). */
export function numbersOf({ data, type }: Tensor): Float64Array {
  if (!ArrayBuffer.isView(data)) return Float64Array.from(data, numberIn);
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) return Float64Array.from(data, Number);
  return type === 'float16' && data instanceof Uint16Array ? float16(data) : new Float64Array(data);
}

/** A text as a number; '' and other texts are NaN. */
export function numberIn(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}

/** NaN or +Infinity anywhere, or nothing but −Infinity: an answer that is none. */
export function isNoAnswer(row: Float64Array): boolean {
  return row.some((value) => !(value < Infinity)) || row.every((value) => value === -Infinity);
}

/** Positions of the `k` largest values, largest first, the lower index first on ties; O(n·k) for small k. */
export function largest(row: Float64Array, k: number): readonly number[] {
  const top: number[] = [];
  row.forEach((value, index) => {
    const before = top.findIndex((other) => value > (row[other] ?? NaN));
    if (before >= 0) top.splice(before, 0, index);
    else if (top.length < k) top.push(index);
    if (top.length > k) top.pop();
  });
  return top;
}

/** float16 bits as numbers (IEEE 754-2008 binary16). */
function float16(bits: Uint16Array): Float64Array {
  const scales = halfScales();
  return Float64Array.from(bits, (half) => {
    const exponent = (half >> 10) & 31;
    const fraction = half & 1023;
    const sign = half & 0x8000 ? -1 : 1;
    if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
    const significand = exponent === 0 ? fraction : 1024 + fraction;
    return sign * significand * (scales[exponent] ?? NaN);
  });
}

/** What one unit of the significand is worth, by exponent: 2⁻²⁴ for subnormals and for exponent 1, then doubled. */
function halfScales(): Float64Array {
  const scales = new Float64Array(31).fill(1 / 16777216);
  for (let exponent = 2; exponent < 31; exponent += 1) scales[exponent] = 2 * (scales[exponent - 1] ?? NaN);
  return scales;
}
