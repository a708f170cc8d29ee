/** What is known of a WAV file before it is decoded. */
export interface WavLayout {
  /** Bits of a sample when samples are whole numbers without compression. */
  readonly pcmBits?: number;
}

/** Data chunks of at least this size stand for streams whose end was not known when they were begun. */
const stream = 0x7ffff000;

/** PCM, float, A-law and µ-law. */
const codecs = [1, 3, 6, 7];

/** Walks the chunks of a WAV file; throws an Error when its data are missing, empty or cut short. */
export function wavLayout(bytes: Uint8Array<ArrayBuffer>): WavLayout {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let layout: WavLayout | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = Buffer.from(bytes.subarray(at, at + 4)).toString('latin1');
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size;
    if (name === 'data') {
      if (layout === undefined) throw new Error('its data come before it says what they are');
      if (size === 0) throw new Error('it holds no samples');
      if (size < stream && end > bytes.length)
        throw new Error(`it ends at byte ${bytes.length}, its samples would end at ${end}`);
      return layout;
    }
    if (end > bytes.length) break;
    if (name === 'fmt ') layout = layoutIn(view, at + 8, size);
    at = end + (size % 2); // chunks start at even places
  }
  throw new Error(`it ends at byte ${bytes.length}, before its samples`);
}

function layoutIn(view: DataView, at: number, size: number): WavLayout {
  if (size < 16) throw new Error('its format chunk is too short');
  const tag = view.getUint16(at, true);
  const bits = view.getUint16(at + 14, true);
  const codec = tag === 0xfffe && size >= 26 ? view.getUint16(at + 24, true) : tag; // extensible: the real one comes later
  if (!codecs.includes(codec))
    throw new Error(`its samples are compressed (format ${codec}); PCM, float, A-law and µ-law are read`);
  return codec === 1 ? { pcmBits: bits } : {};
}
