/** What a FLAC file says of itself. */
export interface FlacStream {
  /** Samples per channel; 0 when it does not say. */
  readonly frames: number;
  /** Bits of a sample. */
  readonly bits: number;
}

/** Reads the description at the start of a FLAC file (RFC 9639, 8.2); throws an Error when it is missing. */
export function flacStream(bytes: Uint8Array): FlacStream {
  if (bytes.length < 42 || (bytes[4] ?? 0) % 128 !== 0) throw new Error('it is cut short, or no FLAC stream');
  const [rate = 0, first = 0, ...rest] = bytes.subarray(20, 26);
  const bits = (rate % 2) * 16 + Math.floor(first / 16) + 1;
  return { bits, frames: rest.reduce((total, byte) => total * 256 + byte, first % 16) };
}
