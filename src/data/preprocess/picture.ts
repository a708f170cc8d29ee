import type { Picture } from '../../core/sample.js';
import { nearestEven } from '../../core/half.js';
import type { Size } from './resize.js';

type Pixels = Picture['pixels'];

/** One channel of luminance from RGB, ITU-R 601 in 16-bit fixed point as Pillow's convert('L'); grey stays, alpha is dropped. */
export function grey(picture: Picture): Picture {
  if (picture.channels === 1) return picture;
  const { channels, pixels: from } = picture;
  const pixels = blank(from, picture.width * picture.height);
  for (let at = 0; at < pixels.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = [
      from[at * channels],
      from[at * channels + 1],
      from[at * channels + 2],
    ];
    pixels[at] = Math.floor((red * 19595 + green * 38470 + blue * 7471 + 32768) / 65536);
  }
  return { ...picture, channels: 1, pixels };
}

/** A picture with three channels: grey is repeated, alpha dropped. */
export function rgb(picture: Picture): Picture {
  if (picture.channels === 3) return picture;
  const { channels, pixels: from } = picture;
  const pixels = blank(from, picture.width * picture.height * 3);
  for (let to = 0; to < pixels.length; to += 1) {
    const start = Math.floor(to / 3) * channels;
    pixels[to] = from[channels === 1 ? start : start + (to % 3)] ?? 0;
  }
  return { ...picture, channels: 3, pixels };
}

/** How the middle is found where half a pixel is left: to even as torchvision's CenterCrop does, or down as transformers does. */
export type Rounding = 'even' | 'down';

/** The middle of a picture, or undefined when it is smaller. */
export function cropCentre(
  picture: Picture,
  { width, height }: Size,
  rounding: Rounding = 'even',
): Picture | undefined {
  if (picture.width < width || picture.height < height) return undefined;
  const left = middle(picture.width - width, rounding);
  const top = middle(picture.height - height, rounding);
  const { channels } = picture;
  const pixels = blank(picture.pixels, width * height * channels);
  for (let y = 0; y < height; y += 1) {
    const from = ((top + y) * picture.width + left) * channels;
    pixels.set(picture.pixels.subarray(from, from + width * channels), y * width * channels);
  }
  return { width, height, channels, pixels };
}

function middle(spare: number, rounding: Rounding): number {
  const half = Math.floor(spare / 2);
  if (rounding === 'down') return half;
  return spare % 2 === 1 && half % 2 === 1 ? half + 1 : half;
}

/** The size whose shorter edge is as long as asked; the longer one is rounded down, as torchvision's Resize does. */
export function sizeByShortestEdge({ width, height }: Size, edge: number): Size {
  if (width <= height) return { width: edge, height: Math.max(1, Math.floor((edge * height) / width)) };
  return { width: Math.max(1, Math.floor((edge * width) / height)), height: edge };
}

/** The size by the shorter edge, which is itself shortened where the longer one would exceed `longest`; as DETR's processor rounds. */
export function sizeByEdges(size: Size, shortest: number, longest: number): Size {
  const { width, height } = size;
  const [low, high] = width < height ? [width, height] : [height, width];
  const exact = (high / low) * shortest > longest ? (longest * low) / high : undefined;
  const edge = exact === undefined ? shortest : nearestEven(exact);
  const other = Math.trunc(((exact ?? edge) * high) / low);
  if (low === edge) return size;
  return width < height ? { width: edge, height: other } : { width: other, height: edge };
}

function blank(like: Pixels, length: number): Pixels {
  return like instanceof Uint16Array ? new Uint16Array(length) : new Uint8Array(length);
}
