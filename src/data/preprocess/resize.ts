import type { Picture } from '../../core/sample.js';
import { weigh, type Filter, type Weights } from './filters.js';

/** Rows and columns of pixels, 8 bits a channel. */
export type Picture8 = Picture & { readonly pixels: Uint8Array };

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A picture at another size, bit for bit as Pillow's Image.resize gives it for L and RGB (antialiased when it shrinks). */
export function resize(picture: Picture8, { width, height }: Size, filter: Filter): Picture8 {
  if (width === picture.width && height === picture.height) return picture;
  if (filter === 'nearest') return nearest(picture, { width, height });
  const wide = width === picture.width ? picture : across(picture, weigh(picture.width, width, filter));
  return height === wide.height ? wide : down(wide, weigh(wide.height, height, filter));
}

const half = 1 << 21; // one half in weights of 22 bits

function across(picture: Picture8, weights: Weights): Picture8 {
  const { height, width: before, channels, pixels } = picture;
  const { size: width, starts, counts, taps, values } = weights;
  const out = new Uint8ClampedArray(width * height * channels);
  for (let y = 0, to = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * before + (starts[x] ?? 0)) * channels;
      const count = counts[x] ?? 0;
      for (let c = 0; c < channels; c += 1, to += 1) {
        let sum = half;
        for (let k = 0; k < count; k += 1)
          sum += (pixels[from + k * channels + c] ?? 0) * (values[x * taps + k] ?? 0);
        out[to] = sum >> 22;
      }
    }
  }
  return { height, width, channels, pixels: new Uint8Array(out.buffer) };
}

function down(picture: Picture8, weights: Weights): Picture8 {
  const { width, channels, pixels } = picture;
  const { size: height, starts, counts, taps, values } = weights;
  const stride = width * channels;
  const out = new Uint8ClampedArray(height * stride);
  const sums = new Int32Array(stride);
  for (let y = 0; y < height; y += 1) {
    sums.fill(half);
    for (let k = 0; k < (counts[y] ?? 0); k += 1) {
      const from = ((starts[y] ?? 0) + k) * stride;
      const weight = values[y * taps + k] ?? 0;
      for (let i = 0; i < stride; i += 1) sums[i] = (sums[i] ?? 0) + (pixels[from + i] ?? 0) * weight;
    }
    for (let i = 0; i < stride; i += 1) out[y * stride + i] = (sums[i] ?? 0) >> 22;
  }
  return { height, width, channels, pixels: new Uint8Array(out.buffer) };
}

function nearest(picture: Picture8, { width, height }: Size): Picture8 {
  const { channels } = picture;
  const columns = centres(picture.width, width);
  const rows = centres(picture.height, height);
  const pixels = new Uint8Array(width * height * channels);
  let to = 0;
  for (const row of rows) {
    for (const column of columns) {
      const from = (row * picture.width + column) * channels;
      for (let c = 0; c < channels; c += 1, to += 1) pixels[to] = picture.pixels[from + c] ?? 0;
    }
  }
  return { height, width, channels, pixels };
}

/** Source positions of the new pixels' centres; added up step by step as Pillow does, whose rounding decides ties. */
function centres(before: number, after: number): Int32Array {
  const step = before / after;
  const found = new Int32Array(after);
  let centre = step * 0.5;
  for (let at = 0; at < after; at += 1) {
    found[at] = Math.min(Math.floor(centre), before - 1);
    centre += step;
  }
  return found;
}
