import type { SchemaElement, SchemaTree } from 'hyparquet';
import type { Value } from '../../core/sample.js';
import { volume, type Tensor } from '../../core/tensor.js';
import { isFlac, isPictureFile, isWav } from './media.js';
import { decodePicture } from './picture.js';
import { decodeSound } from './sound.js';

/** Why a value of a file can't be a sample's. */
export interface Refused {
  readonly refused: string;
}

/** What a column's values are made of: its own element, or the innermost one of its lists. */
export interface Leaf {
  readonly is: 'float32' | 'float64' | 'int64' | 'uint8' | 'bool' | 'text' | 'bytes' | 'decimal' | 'struct';
  /** Digits after the decimal point. */
  readonly scale: number;
}

/** The innermost element of a column. */
export function leafOf(tree: SchemaTree): Leaf {
  const [only, ...others] = tree.children;
  const { element } = tree;
  const listed = element.repetition_type === 'REPEATED' || isList(element);
  if (only !== undefined && others.length === 0 && (listed || isList(element))) return leafOf(only);
  return {
    is: only === undefined ? kindOf(element) : 'struct',
    scale: element.scale ?? decimalOf(element)?.scale ?? 0,
  };
}

function isList({ converted_type, logical_type }: SchemaElement): boolean {
  return converted_type === 'LIST' || logical_type?.type === 'LIST';
}

function decimalOf({ logical_type }: SchemaElement): { readonly scale: number } | undefined {
  return logical_type?.type === 'DECIMAL' ? logical_type : undefined;
}

function kindOf(element: SchemaElement): Leaf['is'] {
  const { type, converted_type, logical_type } = element;
  if (converted_type === 'DECIMAL' || decimalOf(element) !== undefined) return 'decimal';
  if (type === 'FLOAT' || logical_type?.type === 'FLOAT16') return 'float32';
  if (type === 'DOUBLE') return 'float64';
  if (type === 'BOOLEAN') return 'bool';
  if (type === 'INT32' || type === 'INT64') return isByte(element) ? 'uint8' : 'int64';
  return converted_type === undefined && logical_type === undefined ? 'bytes' : 'text';
}

function isByte({ converted_type, logical_type }: SchemaElement): boolean {
  if (converted_type === 'UINT_8') return true;
  return logical_type?.type === 'INTEGER' && logical_type.bitWidth === 8 && !logical_type.isSigned;
}

/**
 * A decoded value as a sample's: scalars, decimals as the nearest number, lists of numbers as tensors, lists of text; bytes that
 * are a picture or a sound are decoded, alone or in a record of `bytes` and `path` as Hugging Face data sets hold them.
 */
export async function parquetValue(raw: unknown, leaf: Leaf): Promise<Value | bigint | Refused> {
  if (raw === null || raw === undefined) return null;
  if (typeof raw === 'string' || typeof raw === 'boolean') return raw;
  if (leaf.is === 'decimal' && !isListed(raw)) return decimal(raw, leaf.scale);
  if (typeof raw === 'number') return raw;
  if (typeof raw === 'bigint') return safe(raw);
  if (leaf.is === 'bytes' && raw instanceof Uint8Array) return media(raw);
  if (isListed(raw)) return listValue(raw, leaf);
  return typeof raw === 'object' ? recordValue(raw) : { refused: `a ${typeof raw}` };
}

type Listed = ArrayLike<unknown> & Iterable<unknown>;

function isListed(raw: unknown): raw is Listed {
  return Array.isArray(raw) || (ArrayBuffer.isView(raw) && !(raw instanceof Uint8Array));
}

function safe(whole: bigint): number | bigint {
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : whole;
}

async function media(bytes: Uint8Array): Promise<Value> {
  const own = new Uint8Array(bytes); // in a buffer of its own: the decoders look at the whole
  if (isPictureFile(own)) return decodePicture(own);
  if (isWav(own) || isFlac(own)) return decodeSound(own);
  return { type: 'uint8', dims: [own.length], data: own };
}

async function recordValue(raw: object): Promise<Value | Refused> {
  const { bytes, path, ...others } = raw as { readonly [key: string]: unknown }; // any object has such keys, or not
  if (Object.keys(others).length > 0 || bytes === undefined || path === undefined)
    return { refused: 'a record' };
  if (bytes instanceof Uint8Array) {
    const value = await media(bytes);
    const decoded = typeof value === 'object' && value !== null && !('dims' in value);
    return decoded ? value : { refused: 'a file that is neither PNG, JPEG, WebP, WAV nor FLAC' };
  }
  if (typeof path === 'string')
    return { refused: `the name of a file (${path}) whose bytes are not in the data` };
  return null;
}

/** −123 of scale 2 is −1.23: written down and read, so it is the nearest number. */
function decimal(raw: unknown, scale: number): number | Refused {
  const whole = raw instanceof Uint8Array ? signed(raw) : typeof raw === 'bigint' ? raw : undefined;
  if (whole === undefined && typeof raw !== 'number') return { refused: 'no decimal number' };
  return Number(`${whole ?? String(raw)}e-${scale}`);
}

function signed(bytes: Uint8Array): bigint {
  return BigInt.asIntN(8 * bytes.length, BigInt(`0x0${Buffer.from(bytes).toString('hex')}`));
}

function listValue(list: Listed, leaf: Leaf): Value | Refused {
  const dims = dimsOf(list);
  const flat: unknown[] = [];
  if (!gather(list, dims, flat)) return { refused: 'a list whose rows have different lengths' };
  if (flat.some((item) => item === null || item === undefined))
    return { refused: 'a list in which values are missing' };
  if (leaf.is !== 'text') return tensor(flat, dims, leaf);
  return dims.length === 1 ? flat.map(String) : { type: 'string', dims, data: flat.map(String) };
}

function tensor(flat: readonly unknown[], dims: readonly number[], { is, scale }: Leaf): Tensor | Refused {
  if (flat.length !== volume(dims))
    throw new RangeError('a regular list has as many items as its dimensions say');
  if (is === 'float32') return { type: is, dims, data: Float32Array.from(flat, Number) };
  if (is === 'float64') return { type: is, dims, data: Float64Array.from(flat, Number) };
  if (is === 'decimal')
    return { type: 'float64', dims, data: Float64Array.from(flat, (item) => Number(decimal(item, scale))) };
  if (is === 'uint8' || is === 'bool') return { type: is, dims, data: Uint8Array.from(flat, Number) };
  if (is === 'int64')
    return { type: is, dims, data: BigInt64Array.from(flat, (item) => BigInt(item as number | bigint)) }; // what whole columns hold
  return { refused: is === 'bytes' ? 'a list of bytes' : 'a list of records' };
}

function dimsOf(list: Listed): readonly number[] {
  const dims: number[] = [];
  for (let inner: unknown = list; isListed(inner); inner = inner[0]) dims.push(inner.length);
  return dims;
}

function gather(list: Listed, [length, ...rest]: readonly number[], into: unknown[]): boolean {
  if (list.length !== length) return false;
  for (const item of list) {
    if (rest.length === 0 ? isListed(item) : !isListed(item) || !gather(item, rest, into)) return false;
    if (rest.length === 0) into.push(item);
  }
  return true;
}
