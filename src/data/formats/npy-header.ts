import type { ElementType } from '../../core/tensor.js';

/** What the head of an .npy file says. */
export interface NpyHeader {
  readonly type: ElementType;
  /** Bytes of one element; for text 4 × its fixed length. */
  readonly width: number;
  readonly dims: readonly number[];
  /** The first byte of a value is its highest. */
  readonly bigEndian: boolean;
  /** The first axis runs fastest (Fortran order); false where order makes no difference. */
  readonly columnMajor: boolean;
  /** Where the data start. */
  readonly offset: number;
}

/** Why a head can't be used: it holds something that is not read (`holds`), or is none (`broken`). */
export interface NpyProblem {
  readonly problem: 'holds' | 'broken';
  readonly reason: string;
}

const magic = Buffer.from('\x93NUMPY', 'latin1');

const elementOf = {
  f2: 'float16', f4: 'float32', f8: 'float64', b1: 'bool',
  i1: 'int8', i2: 'int16', i4: 'int32', i8: 'int64',
  u1: 'uint8', u2: 'uint16', u4: 'uint32', u8: 'uint64',
} as const satisfies { readonly [code: string]: ElementType }; // prettier-ignore

const kinds: { readonly [code: string]: string } = {
  O: 'Python objects', S: 'bytes (numpy S)', V: 'records', c: 'complex numbers', M: 'dates', m: 'time spans',
}; // prettier-ignore

/** How many bytes the head takes, from the file's first 12 bytes; undefined when it is no .npy file. */
export function npyHeaderLength(start: Buffer): number | undefined {
  if (start.length < 12 || !start.subarray(0, 6).equals(magic)) return undefined;
  const version = start[6];
  if (version === 1) return 10 + start.readUInt16LE(8);
  return version === 2 || version === 3 ? 12 + start.readUInt32LE(8) : undefined;
}

/** The head of an .npy file (format versions 1 to 3, numpy.lib.format), from all of its bytes. */
export function npyHeader(head: Buffer): NpyHeader | NpyProblem {
  const text = head.toString(head[6] === 3 ? 'utf8' : 'latin1', head[6] === 1 ? 10 : 12);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape'\s*:\s*\(([\d,\sL]*)\)/.exec(text)?.[1];
  if (order === undefined || shape === undefined)
    return { problem: 'broken', reason: 'its .npy head is damaged' };
  const dims = (shape.match(/\d+/g) ?? []).map(Number);
  const element = elementIn(text);
  if ('problem' in element) return element;
  return { ...element, dims, columnMajor: order === 'True' && dims.length > 1, offset: head.length };
}

function elementIn(text: string): Pick<NpyHeader, 'type' | 'width' | 'bigEndian'> | NpyProblem {
  const found = /'descr'\s*:\s*'([<>|=])([a-zA-Z])(\d*)[^']*'/.exec(text);
  if (found === null) return { problem: 'holds', reason: 'records' };
  const [, order = '', kind = '', size = ''] = found;
  const bigEndian = order === '>';
  if (kind === 'U') return { type: 'string', width: 4 * Number(size), bigEndian };
  const code = kind + size;
  if (isElement(code)) return { type: elementOf[code], width: Number(size), bigEndian };
  return { problem: 'holds', reason: kinds[kind] ?? `values of type ${code}` };
}

function isElement(code: string): code is keyof typeof elementOf {
  return Object.hasOwn(elementOf, code);
}
