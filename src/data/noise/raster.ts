import { fault } from '../../core/fault.js';
import type { ValueSignal } from '../../core/noise.js';
import { rangeOf } from './level.js';

/** Rows × columns × channels, in row-major order; the values of a picture are shares of its range. */
export interface Raster {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  readonly shares: Float64Array;
}

/** A picture's values as shares of its range. A Fault where the kind has no meaning for its number of channels. */
export function rasterOf(signal: ValueSignal, kind: string, channels?: readonly number[]): Raster {
  const [rows = 0, columns = 0, depth = 1] = signal.dims;
  if (channels !== undefined && !channels.includes(depth))
    throw fault('NOISE_CHANNELS', { kind, channels: depth, wanted: channels });
  const [low, high] = rangeOf(signal, kind);
  const width = high - low;
  const shares = new Float64Array(signal.values.length);
  for (let at = 0; at < shares.length; at += 1)
    shares[at] = ((signal.values[at] ?? Number.NaN) - low) / width;
  return { rows, columns, channels: depth, shares };
}

/** Shares as values of the signal's range, clipped to it; NaN stays. */
export function valuesOf(shares: Float64Array, signal: ValueSignal, kind: string): Float32Array {
  const [low, high] = rangeOf(signal, kind);
  const width = high - low;
  const values = new Float32Array(shares.length);
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
    const byte = Math.floor((shares[at] ?? 0) * 255 + 0.5);
    bytes[at] = byte < 0 ? 0 : byte > 255 ? 255 : byte;
  }
  return bytes;
}

/** 8 bits as shares. */
export function sharesOf(bytes: Uint8Array): Float64Array {
  const shares = new Float64Array(bytes.length);
  for (let at = 0; at < shares.length; at += 1) shares[at] = (bytes[at] ?? 0) / 255;
  return shares;
}
