import { fault } from '../../core/fault.js';
import type { ValueSignal } from '../../core/noise.js';
import { kept } from '../kept.js';
import { rangeOf } from './level.js';

/** Rows × columns × channels, in row-major order; the values of a picture are shares of its range. */
export interface Raster {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  readonly shares: Float64Array;
}

const lend = kept();

/** A picture's values as shares of its range, valid until the next picture's. A Fault where the kind has no meaning for its number of channels. */
export function rasterOf(signal: ValueSignal, kind: string, channels?: readonly number[]): Raster {
  const [rows = 0, columns = 0, depth = 1] = signal.dims;
  if (channels !== undefined && !channels.includes(depth))
    throw fault('NOISE_CHANNELS', { kind, channels: depth, wanted: channels });
  const [low, high] = rangeOf(signal, kind);
  const { values } = signal;
  const shares = lend(values.length);
  if (low === 0 && high === 1) shares.set(values);
  else sharesIn(shares, values, { low, width: high - low });
  return { rows, columns, channels: depth, shares };
}

function sharesIn(
  shares: Float64Array,
  values: Float32Array,
  { low, width }: { readonly low: number; readonly width: number },
): void {
  for (let at = 0; at < shares.length; at += 1) shares[at] = ((values[at] ?? Number.NaN) - low) / width;
}

/** Shares as values of the signal's range, clipped to it; NaN stays. */
export function valuesOf(shares: Float64Array, signal: ValueSignal, kind: string): Float32Array {
  const [low, high] = rangeOf(signal, kind);
  const width = high - low;
  const values = signal.values.slice(); // to be written over: copying is cheaper than clearing
  for (let at = 0; at < values.length; at += 1) {
    const share = shares[at] ?? Number.NaN;
    values[at] = share <= 0 ? low : share >= 1 ? high : low + share * width;
  }
  return values;
}

/** Shares in 8 bits, as files hold them. */
export function bytesOf({ shares }: Raster): Uint8Array {
  const bytes = new Uint8Array(shares.length);
  for (let at = 0; at < bytes.length; at += 1) {
    const share = shares[at] ?? 0;
    bytes[at] = share <= 0 ? 0 : share >= 1 ? 255 : share * 255 + 0.5; // cut to whole numbers as it is stored
  }
  return bytes;
}

const shareOf = Float64Array.from({ length: 256 }, (_, byte) => byte / 255);

/** 8 bits as shares. */
export function sharesOf(bytes: Uint8Array): Float64Array {
  const shares = new Float64Array(bytes.length);
  for (let at = 0; at < shares.length; at += 1) shares[at] = shareOf[bytes[at] ?? 0] ?? Number.NaN;
  return shares;
}

/** 8 bits as values of the signal's range. */
export function valuesOfBytes(bytes: Uint8Array, signal: ValueSignal, kind: string): Float32Array {
  const [low, high] = rangeOf(signal, kind);
  const width = high - low;
  const values = signal.values.slice();
  for (let at = 0; at < values.length; at += 1) {
    const byte = bytes[at] ?? 0;
    values[at] = byte === 255 ? high : low + (shareOf[byte] ?? Number.NaN) * width;
  }
  return values;
}
