import { decode as decodeJpeg } from '@cwasm/jpeg-turbo';
import { decode as decodeWebp } from '@cwasm/webp';
import type { Picture } from '../../core/sample.js';
import { decodePng } from './png.js';

/**
 * Decodes PNG, JPEG or WebP, told apart by their first bytes. JPEG and WebP become RGB (alpha is dropped); EXIF
 * orientation is not applied. Throws an Error whose message says what is wrong with the bytes.
 */
export function decodePicture(bytes: Uint8Array<ArrayBuffer>): Picture {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).subarray(0, 40).toString('latin1');
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return decodePng(bytes);
  if (start.startsWith('\xff\xd8\xff')) return rgb(decodeAs('JPEG (CMYK is not read)', decodeJpeg, bytes));
  if (start.startsWith('RIFF') && start.startsWith('WEBP', 8))
    return rgb(decodeAs('WebP', decodeWebp, bytes));
  const lfs = start.startsWith('version https://git-lfs');
  throw new Error(lfs ? 'it is a Git LFS pointer, not the file itself' : 'it is neither PNG, JPEG nor WebP');
}

interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

function decodeAs(name: string, decode: (bytes: Uint8Array) => Rgba, bytes: Uint8Array): Rgba {
  try {
    return decode(bytes);
  } catch {
    throw new Error(`it is damaged, or no ${name}`); // the decoders' own messages say no more
  }
}

function rgb({ width, height, data }: Rgba): Picture {
  const pixels = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < pixels.length; from += 4, to += 3) {
    pixels[to] = data[from] ?? 0;
    pixels[to + 1] = data[from + 1] ?? 0;
    pixels[to + 2] = data[from + 2] ?? 0;
  }
  return { width, height, channels: 3, pixels };
}
