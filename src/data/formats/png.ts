import { decode, type DecodedPng } from 'fast-png';
import type { Picture } from '../../core/sample.js';

/** Decodes a PNG: palettes become RGB, 1 to 4 bits of grey 0…255, 16 bits stay; alpha beside grey or in a palette is dropped. */
export function decodePng(bytes: Uint8Array<ArrayBuffer>): Picture {
  const png = decoded(bytes);
  const { width, height } = png;
  if (png.palette !== undefined) return { width, height, channels: 3, pixels: coloured(png, png.palette) };
  if (png.depth < 8) return { width, height, channels: 1, pixels: spread(unpacked(png), png.depth) };
  const pixels = png.data instanceof Uint16Array ? png.data : new Uint8Array(png.data);
  return png.channels === 2
    ? { width, height, channels: 1, pixels: everySecond(pixels) }
    : { width, height, channels: png.channels, pixels };
}

/** A PNG whose values are classes: indexes of a palette and grey of any depth as they are; colour is refused. */
export function decodeMask(bytes: Uint8Array<ArrayBuffer>): Picture {
  const png = decoded(bytes);
  const { width, height } = png;
  if (png.channels !== 1) throw new Error('it has several channels: a mask has one, or a palette');
  const pixels = png.data instanceof Uint16Array ? png.data : unpacked(png);
  return { width, height, channels: 1, pixels };
}

function decoded(bytes: Uint8Array<ArrayBuffer>): DecodedPng {
  refuseSmallInterlaced(bytes);
  const png = decode(bytes, { checkCrc: true });
  const perRow = Math.ceil((png.width * png.channels * png.depth) / 8);
  if (png.data.byteLength !== perRow * png.height || png.width === 0)
    throw new Error('its picture data are incomplete');
  return png;
}

/** The decoder takes interlaced samples of less than a byte apart wrongly, so they are refused. */
function refuseSmallInterlaced(bytes: Uint8Array): void {
  const [depth = 8, , , , interlace = 0] = bytes.subarray(24, 29);
  if (interlace !== 0 && depth < 8)
    throw new Error(`it is interlaced with ${depth} bits a sample, which is not read`);
}

/** One number per pixel from rows of packed bits. */
function unpacked({ width, height, depth, data }: DecodedPng): Uint8Array<ArrayBuffer> {
  if (depth >= 8) return new Uint8Array(data);
  const perByte = 8 / depth;
  const stride = Math.ceil(width / perByte);
  const values = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const byte = data[y * stride + Math.floor(x / perByte)] ?? 0;
      values[y * width + x] = (byte >> (8 - depth * ((x % perByte) + 1))) & ((1 << depth) - 1);
    }
  }
  return values;
}

function spread(values: Uint8Array<ArrayBuffer>, depth: number): Uint8Array {
  const step = 255 / ((1 << depth) - 1);
  return values.map((value) => value * step);
}

function coloured(png: DecodedPng, palette: readonly (readonly number[])[]): Uint8Array {
  const indexes = unpacked(png);
  const pixels = new Uint8Array(indexes.length * 3);
  for (const [at, index] of indexes.entries()) {
    const colour = palette[index];
    if (colour === undefined)
      throw new Error(`pixel ${at} has colour ${index}, which its palette does not hold`);
    pixels.set(colour.slice(0, 3), at * 3);
  }
  return pixels;
}

function everySecond<T extends Uint8Array | Uint16Array>(pixels: T): T {
  return pixels.filter((_, at) => at % 2 === 0) as T; // filter keeps the class, the union's signature does not say so
}
