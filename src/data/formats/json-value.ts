import type { Value } from '../../core/sample.js';
import { volume, type Tensor } from '../../core/tensor.js';

/** A JSON value as a sample's: scalars as they are, lists of text, regular nested lists of numbers or booleans; a string says what else it is. */
export function jsonValue(json: unknown): Value | { readonly refused: string } {
  if (json === null || json === undefined) return null;
  if (typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean') return json;
  if (!Array.isArray(json)) return { refused: 'an object' };
  const list = json as readonly unknown[]; // Array.isArray gives any[]
  if (list.length > 0 && list.every((item) => typeof item === 'string')) return list;
  return tensorOf(list);
}

function tensorOf(list: readonly unknown[]): Tensor | { readonly refused: string } {
  const dims = dimsOf(list);
  const flat: readonly unknown[] = dims.length === 1 ? list : list.flat(dims.length - 1);
  if (!isRegular(list, dims)) return { refused: 'a list whose rows have different lengths' };
  if (flat.every((item) => typeof item === 'number')) return numbers(flat, dims);
  if (flat.every((item) => typeof item === 'boolean'))
    return { type: 'bool', dims, data: Uint8Array.from(flat, Number) };
  return { refused: 'a list that mixes kinds of values' };
}

function dimsOf(list: readonly unknown[]): readonly number[] {
  const dims: number[] = [];
  for (let inner: unknown = list; Array.isArray(inner); inner = inner[0]) dims.push(inner.length);
  return dims;
}

function isRegular(list: readonly unknown[], [length, ...rest]: readonly number[]): boolean {
  if (list.length !== length) return false;
  if (rest.length === 0) return !list.some((item) => Array.isArray(item));
  return list.every((item) => Array.isArray(item) && isRegular(item, rest));
}

function numbers(flat: readonly number[], dims: readonly number[]): Tensor {
  if (flat.length !== volume(dims))
    throw new RangeError('a regular list has as many items as its dimensions say');
  if (flat.every((item) => Number.isSafeInteger(item))) {
    return { type: 'int64', dims, data: BigInt64Array.from(flat, BigInt) };
  }
  return { type: 'float64', dims, data: Float64Array.from(flat) };
}
