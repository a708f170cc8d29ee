import { volume, type ElementType } from '../../core/tensor.js';
import type { NpyHeader } from './npy-header.js';

/** One tensor as the header describes it; its offset counts from the end of the header. */
export interface StoredTensor extends NpyHeader {
  readonly name: string;
  /** Its values are bfloat16, the upper halves of float32; `type` is then uint16. */
  readonly bfloat: boolean;
  /** What it holds when that is not read. */
  readonly holds?: string;
}

export interface SafetensorsHeader {
  readonly tensors: readonly StoredTensor[];
  /** How many bytes follow the header. */
  readonly bytes: number;
}

const elements: ReadonlyMap<string, readonly [type: ElementType, width: number]> = new Map([
  ['F64', ['float64', 8]], ['F32', ['float32', 4]], ['F16', ['float16', 2]], ['BF16', ['uint16', 2]],
  ['I64', ['int64', 8]], ['I32', ['int32', 4]], ['I16', ['int16', 2]], ['I8', ['int8', 1]],
  ['U64', ['uint64', 8]], ['U32', ['uint32', 4]], ['U16', ['uint16', 2]], ['U8', ['uint8', 1]], ['BOOL', ['bool', 1]],
]); // prettier-ignore

/** The tensors that a header's JSON names, in the order of their bytes, which follow each other without gap or overlap; or what is wrong with it. */
export function safetensorsHeader(text: string): SafetensorsHeader | string {
  const entries = entriesIn(text);
  if (typeof entries === 'string') return entries;
  const tensors: StoredTensor[] = [];
  let end = 0;
  for (const { name, dtype, shape, from, to } of entries) {
    const [type, width] = elements.get(dtype) ?? ['uint8', 1];
    const known = elements.has(dtype);
    if (from !== end) return `${name} starts at byte ${from} of the data, where ${end} was expected`;
    if (to < from) return `${name} ends before it starts`;
    if (known && to - from !== volume(shape) * width)
      return `${name} has ${to - from} bytes, its shape and type make ${volume(shape) * width}`;
    const layout = { type, width, dims: shape, bigEndian: false, columnMajor: false, offset: from };
    const holds = known ? {} : { holds: `values of type ${dtype}` };
    tensors.push({ ...layout, ...holds, name, bfloat: dtype === 'BF16' });
    end = to;
  }
  return { tensors, bytes: end };
}

interface Entry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
}

function entriesIn(text: string): readonly Entry[] | string {
  const json = parsed(text);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'its header is no JSON object';
  const entries: Entry[] = [];
  for (const [name, value] of Object.entries(json)) {
    if (name === '__metadata__') continue;
    const entry = entryOf(name, value);
    if (entry === undefined) return `its header does not describe ${name} as a tensor`;
    entries.push(entry);
  }
  return entries.toSorted((a, b) => a.from - b.from || a.to - b.to);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function entryOf(name: string, value: unknown): Entry | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { dtype, shape, data_offsets } = value as { readonly [key: string]: unknown }; // each is checked below
  const offsets = wholeNumbers(data_offsets);
  const dims = wholeNumbers(shape);
  const [from, to] = offsets ?? [];
  if (typeof dtype !== 'string' || dims === undefined || offsets?.length !== 2) return undefined;
  return from === undefined || to === undefined ? undefined : { name, dtype, shape: dims, from, to };
}

function wholeNumbers(value: unknown): readonly number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const list = value as readonly unknown[]; // Array.isArray gives any[]
  const whole = list.filter((item) => typeof item === 'number' && Number.isSafeInteger(item) && item >= 0);
  return whole.length === list.length ? (whole as readonly number[]) : undefined; // the filter left numbers only
}
