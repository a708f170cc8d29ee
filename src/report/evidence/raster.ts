import { encode } from 'fast-png';
import type { CaseInput } from '../../core/case.js';
import type { ShownBox, ShownMap } from '../../core/shown.js';

/** A picture of ours, RGB, row by row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

type Colour = readonly [red: number, green: number, blue: number];

/** Smaller pictures are enlarged to it, by whole numbers. */
const leastSide = 112;

export function pngOf({ width, height, pixels }: Raster): Uint8Array {
  return encode({ width, height, data: pixels, channels: 3, depth: 8 });
}

export function blank(width: number, height: number, shade: number): Raster {
  return { width, height, pixels: new Uint8Array(width * height * 3).fill(shade) };
}

export function paint({ width, height, pixels }: Raster, x: number, y: number, colour: Colour): void {
  if (x >= 0 && y >= 0 && x < width && y < height) pixels.set(colour, (y * width + x) * 3);
}

type Picture = Extract<CaseInput, { is: 'picture' }>;

/** What a model is fed, as it is. */
export function rasterOf({ width, height, channels, pixels }: Picture): Raster {
  if (channels === 3) return { width, height, pixels };
  return { width, height, pixels: Uint8Array.from({ length: width * height * 3 }, (_, at) => pixels[Math.floor(at / 3)] ?? 0) }; // prettier-ignore
}

/** Black where two pictures are equal, through red and yellow to white where they differ most. */
export function heatOf(left: Picture, right: Picture): Raster {
  const { width, height, channels } = left;
  const differences = Float64Array.from({ length: width * height }, (_, at) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) {
      const place = at * channels + channel;
      sum += Math.abs((left.pixels[place] ?? 0) - (right.pixels[place] ?? 0));
    }
    return sum / channels;
  });
  const most = differences.reduce((top, one) => Math.max(top, one), 0);
  const raster = blank(width, height, 0);
  differences.forEach((one, at) => {
    if (one > 0) raster.pixels.set(heat(one / most), at * 3);
  });
  return raster;
}

/** 0…1 as a colour. */
export function heat(share: number): Colour {
  const part = (from: number): number => Math.round(255 * Math.max(0, Math.min(1, 3 * share - from)));
  return [part(0), part(1), part(2)];
}

export function enlarged({ width, height, pixels }: Raster): Raster {
  const times = Math.max(1, Math.floor(leastSide / Math.max(1, Math.min(width, height))));
  const large = blank(width * times, height * times, 0);
  for (let y = 0; y < large.height; y += 1) {
    for (let x = 0; x < large.width; x += 1) {
      const at = (Math.floor(y / times) * width + Math.floor(x / times)) * 3;
      large.pixels.set(pixels.subarray(at, at + 3), (y * large.width + x) * 3);
    }
  }
  return large;
}

/** Outlines of boxes, in pixels of what the model is fed; false where one lies outside: then they are of another picture. */
export function drawBoxes(
  raster: Raster,
  boxes: readonly ShownBox[],
  { scale, colour }: { scale: number; colour: Colour },
): boolean {
  const fits = ({ box: [left, top, width, height] }: ShownBox): boolean =>
    left >= -1 && top >= -1 && (left + width) * scale <= raster.width + 1 && (top + height) * scale <= raster.height + 1; // prettier-ignore
  if (!boxes.every(fits)) return false;
  for (const { box } of boxes) {
    const [left, top, width, height] = box.map((side) => Math.round(side * scale));
    const [x, y, right, bottom] = [
      left ?? 0,
      top ?? 0,
      (left ?? 0) + (width ?? 0),
      (top ?? 0) + (height ?? 0),
    ];
    for (let along = x; along <= right; along += 1) for (const across of [y, bottom]) paint(raster, along, across, colour); // prettier-ignore
    for (let along = y; along <= bottom; along += 1) for (const across of [x, right]) paint(raster, across, along, colour); // prettier-ignore
  }
  return true;
}

/** Where a mask changed, laid over the picture. */
export function drawMap(raster: Raster, { rows, columns, shares }: ShownMap): void {
  for (let y = 0; y < raster.height; y += 1) {
    for (let x = 0; x < raster.width; x += 1) {
      const tile =
        Math.floor((y * rows) / raster.height) * columns + Math.floor((x * columns) / raster.width);
      const share = Math.max(0, Math.min(1, shares[tile] ?? 0));
      const at = (y * raster.width + x) * 3;
      const mixed = heat(share).map((part, channel) => Math.round((raster.pixels[at + channel] ?? 0) * (1 - share) + part * share)); // prettier-ignore
      raster.pixels.set(mixed, at);
    }
  }
}
