import { closeSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { RecordedTensor } from '../core/recording.js';
import { volume, type ElementType, type Tensor, type TensorData } from '../core/tensor.js';
import { toBase64 } from './values.js';

/** numpy's names of element types; text has none that would fit any length. */
const codes = {
  float16: '<f2', float32: '<f4', float64: '<f8', int8: '|i1', int16: '<i2', int32: '<i4', int64: '<i8',
  uint8: '|u1', uint16: '<u2', uint32: '<u4', uint64: '<u8', bool: '|b1',
} as const satisfies { readonly [type in Exclude<ElementType, 'string'>]: string }; // prettier-ignore

/** The head has this length whatever it says, and is written over when the number of rows is known. */
const headBytes = 128;

type Numbers = Exclude<TensorData, readonly string[]>;

interface Form {
  readonly type: Exclude<ElementType, 'string'>;
  readonly dims: readonly number[];
}

/**
 * Writes tensors of single samples one after the other: an .npy array while their shapes agree, else .jsonl whose
 * lines hold the bytes as base64 and the shape beside them. Nothing is kept in memory.
 */
export class RowsFile {
  private file: number | undefined;
  private form: Form | 'lines' | undefined;
  private count = 0;

  constructor(
    private readonly directory: string,
    /** Below the directory, without ending. */
    private readonly path: string,
  ) {}

  add(tensor: Tensor): void {
    if (this.form === undefined) this.start(tensor);
    else if (this.form !== 'lines' && !fits(this.form, tensor)) this.melt(this.form);
    this.write(this.form === 'lines' ? `${JSON.stringify(lineOf(tensor))}\n` : bytesOf(numbersOf(tensor)));
    this.count += 1;
  }

  /** Where the rows are; the file is whole from here on. */
  end(name: string): RecordedTensor {
    if (this.file === undefined) this.start({ type: 'string', dims: [], data: [] });
    const { form } = this;
    if (form !== undefined && form !== 'lines')
      writeSync(this.file ?? -1, headOf(form, this.count), 0, headBytes, 0);
    closeSync(this.file ?? -1);
    return { name, file: `${this.path}.${this.ending()}`, field: 'value' };
  }

  private ending(): 'npy' | 'jsonl' {
    return this.form === 'lines' ? 'jsonl' : 'npy';
  }

  private start({ type, dims }: Tensor): void {
    this.form = type === 'string' ? 'lines' : { type, dims };
    this.file = openSync(this.full(), 'w+');
    if (this.form !== 'lines') this.write(Buffer.alloc(headBytes));
  }

  /** The rows so far, line by line. */
  private melt(form: Form): void {
    const array = this.full();
    const from = this.file ?? -1;
    this.form = 'lines';
    this.file = openSync(this.full(), 'w+');
    const bytes = volume(form.dims) * widthOf(form.type);
    for (let row = 0; row < this.count; row += 1) {
      const buffer = Buffer.alloc(bytes);
      readSync(from, buffer, 0, bytes, headBytes + row * bytes);
      this.write(`${JSON.stringify({ value: buffer.toString('base64'), 'value shape': form.dims })}\n`);
    }
    closeSync(from);
    rmSync(array);
  }

  private full(): string {
    return `${this.directory}/${this.path}.${this.ending()}`;
  }

  private write(bytes: Uint8Array | string): void {
    let rest = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    while (rest.length > 0) rest = rest.subarray(writeSync(this.file ?? -1, rest));
  }
}

function fits({ type, dims }: Form, tensor: Tensor): boolean {
  return (
    tensor.type === type &&
    tensor.dims.length === dims.length &&
    dims.every((length, at) => length === tensor.dims[at])
  );
}

function lineOf({ data, dims }: Tensor): object {
  if (!ArrayBuffer.isView(data)) return { value: data.length === 1 && dims.length === 0 ? data[0] : data };
  return { value: toBase64(data), 'value shape': dims };
}

function numbersOf({ data }: Tensor): Numbers {
  if (ArrayBuffer.isView(data)) return data;
  throw new Error('text among numbers'); // one type in all rows of a model's output
}

function bytesOf(data: Numbers): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function widthOf(type: Form['type']): number {
  return Number(codes[type].slice(2));
}

/** numpy.lib.format, version 1.0. */
function headOf({ type, dims }: Form, count: number): Buffer {
  const shape = [count, ...dims].map((length) => `${length},`).join(' ');
  const text = `{'descr': '${codes[type]}', 'fortran_order': False, 'shape': (${shape}), }`;
  const start = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, headBytes - 10, 0]);
  return Buffer.concat([start, Buffer.from(`${text.padEnd(headBytes - 11)}\n`, 'latin1')]);
}

/** Writes a file so that it is there as a whole or not at all. */
export function writeWhole(path: string, text: string): void {
  const part = `${path}.part`;
  const file = openSync(part, 'w');
  writeSync(file, text);
  closeSync(file);
  renameSync(part, path);
}
