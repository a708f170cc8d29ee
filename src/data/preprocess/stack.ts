import { fault } from '../../core/fault.js';
import { volume, type Tensor, type TensorData } from '../../core/tensor.js';
import { printShape } from './shape.js';

/** Tensors of single samples as one tensor whose first axis is the sample; a Fault when their shapes differ. */
export function stack(tensors: readonly Tensor[]): Tensor {
  const [first] = tensors;
  if (first === undefined) throw new RangeError('a batch has at least one sample');
  const other = tensors.find((tensor) => tensor.type !== first.type || !isSameShape(tensor, first));
  if (other !== undefined) throw fault('BATCH_UNEVEN', { first: print(first), second: print(other) });
  return { type: first.type, dims: [tensors.length, ...first.dims], data: joined(tensors, first) };
}

function isSameShape(left: Tensor, right: Tensor): boolean {
  return left.dims.length === right.dims.length && left.dims.every((length, at) => length === right.dims[at]);
}

type Numbers = Exclude<TensorData, readonly string[]>;

function joined(tensors: readonly Tensor[], { data, dims }: Tensor): TensorData {
  if (!ArrayBuffer.isView(data)) return tensors.flatMap((tensor) => tensor.data as readonly string[]); // one type in all of them
  const size = volume(dims);
  const Class = data.constructor as new (length: number) => Numbers; // an array of the same class
  const all = new Class(size * tensors.length);
  for (const [at, tensor] of tensors.entries()) all.set(tensor.data as never, at * size); // one type in all of them
  return all;
}

function print({ type, dims }: Tensor): string {
  return `${type} ${printShape(dims)}`;
}
