import { nearestEven } from '../core/half.js';
import { nibble, type Numbers } from './tensor.js';

/** What turns whole numbers into real ones: (q − zero) × scale, per tensor, per channel of an axis, or per block along it. */
export interface Scaling {
  readonly scale: Numbers;
  /** undefined: zero. */
  readonly zero: Numbers | undefined;
  readonly axis: number;
  /** Values that share a scale along the axis; 0: as many as the axis has, a channel each. */
  readonly block: number;
}

/** In float32, as runtimes compute it. */
export function dequantize({ dims, values }: Numbers, scaling: Scaling): Numbers {
  const { scale, zero } = scaling;
  const place = placeIn(dims, scaling);
  const real = new Float32Array(values.length);
  for (let at = 0; at < values.length; at += 1) {
    const group = place(at);
    real[at] = ((values[at] ?? NaN) - (zero?.values[group] ?? 0)) * (scale.values[group] ?? NaN);
  }
  return { dims, values: real };
}

/** The position of a value's scale. */
function placeIn(dims: readonly number[], { scale, axis, block }: Scaling): (at: number) => number {
  if (scale.values.length === 1) return () => 0;
  const at = axis < 0 ? axis + dims.length : axis;
  const inner = dims.slice(at + 1).reduce((product, dim) => product * dim, 1);
  const length = dims[at] ?? 1;
  if (block === 0) return (position) => Math.floor(position / inner) % length;
  const blocks = Math.ceil(length / block);
  return (position) => {
    const outer = Math.floor(position / (inner * length));
    const along = Math.floor((Math.floor(position / inner) % length) / block);
    return (outer * blocks + along) * inner + (position % inner);
  };
}

/** The whole numbers that QuantizeLinear makes: rounded half to even, held within [low, high]. */
export function quantize(
  { dims, values }: Numbers,
  scaling: Scaling,
  { low, high }: { readonly low: number; readonly high: number },
): Numbers {
  const { scale, zero } = scaling;
  const place = placeIn(dims, scaling);
  const whole = Float64Array.from(values, (value, at) => {
    const group = place(at);
    const rounded = nearestEven(Math.fround(value / (scale.values[group] ?? NaN)));
    return Math.min(high, Math.max(low, rounded + (zero?.values[group] ?? 0)));
  });
  return { dims, values: whole };
}

/** Attributes of com.microsoft.MatMulNBits. */
export interface Blocks {
  readonly inputs: number;
  readonly outputs: number;
  readonly bits: number;
  readonly block: number;
}

/** Weights of MatMulNBits as the [K, N] matrix of the MatMul it stands for; undefined for widths other than 4 and 8 bits. */
export function unpackBlocks(
  packed: Uint8Array,
  scales: Numbers['values'],
  { zeros, blocks }: { readonly zeros: Uint8Array | Numbers['values'] | undefined; readonly blocks: Blocks },
): Numbers | undefined {
  const { inputs, outputs, bits, block } = blocks;
  if (bits !== 4 && bits !== 8) return undefined;
  const perColumn = Math.ceil(inputs / block);
  const blob = (block * bits) / 8;
  const zeroBytes = Math.ceil((perColumn * bits) / 8);
  const zeroOf = (column: number, group: number): number => {
    if (zeros === undefined) return bits === 4 ? 8 : 128;
    if (!(zeros instanceof Uint8Array)) return zeros[column * perColumn + group] ?? NaN;
    return unpacked(zeros, column * zeroBytes, group, bits);
  };
  const values = new Float32Array(inputs * outputs);
  for (let column = 0; column < outputs; column += 1) {
    for (let row = 0; row < inputs; row += 1) {
      const group = Math.floor(row / block);
      const whole = unpacked(packed, (column * perColumn + group) * blob, row % block, bits);
      const scale = scales[column * perColumn + group] ?? NaN;
      values[row * outputs + column] = (whole - zeroOf(column, group)) * scale;
    }
  }
  return { dims: [inputs, outputs], values };
}

function unpacked(bytes: Uint8Array, from: number, at: number, bits: number): number {
  if (bits === 8) return bytes[from + at] ?? NaN;
  const byte = bytes[from + (at >> 1)];
  return byte === undefined ? NaN : nibble(byte, at);
}
