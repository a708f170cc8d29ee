import { expect, it } from 'vitest';
import { cropCentre, grey, rgb, sizeByShortestEdge } from '../../../src/data/preprocess/picture.js';
import { expected } from '../kit.js';

it('makes grey bit for bit as Pillow does', () => {
  const { dims, values } = expected('rgb');
  const [height = 0, width = 0] = dims;
  const made = grey({ height, width, channels: 3, pixels: Uint8Array.from(values) });
  expect(made.channels).toBe(1);
  expect([...made.pixels]).toEqual(expected('rgb-as-grey').values);
});

it('keeps 16 bits in grey', () => {
  const pixels = Uint16Array.from([65535, 65535, 65535, 300, 300, 300]);
  expect(grey({ height: 1, width: 2, channels: 3, pixels }).pixels).toEqual(Uint16Array.from([65535, 300]));
});

it('repeats grey and drops alpha for three channels', () => {
  expect(rgb({ height: 1, width: 2, channels: 1, pixels: Uint8Array.from([1, 2]) }).pixels).toEqual(
    Uint8Array.from([1, 1, 1, 2, 2, 2]),
  );
  expect(
    rgb({ height: 1, width: 2, channels: 4, pixels: Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]) }).pixels,
  ).toEqual(Uint8Array.from([1, 2, 3, 5, 6, 7]));
});

it.each([
  [5, 4, 0],
  [7, 4, 2],
  [9, 4, 2],
  [6, 2, 2],
])('crops a row of %i to %i from position %i, halves to even', (width, to, start) => {
  const pixels = Uint8Array.from({ length: width }, (_, at) => at);
  const cropped = cropCentre({ height: 1, width, channels: 1, pixels }, { width: to, height: 1 });
  expect(cropped?.pixels[0]).toBe(start);
  expect(cropped?.pixels).toHaveLength(to);
});

it('crops rows, columns and channels together', () => {
  const pixels = Uint8Array.from({ length: 24 }, (_, at) => at);
  const cropped = cropCentre({ height: 4, width: 3, channels: 2, pixels }, { width: 1, height: 2 });
  expect(cropped).toEqual({ height: 2, width: 1, channels: 2, pixels: Uint8Array.from([8, 9, 14, 15]) });
});

it('does not crop a picture that is smaller', () => {
  expect(
    cropCentre({ height: 4, width: 3, channels: 1, pixels: new Uint8Array(12) }, { width: 4, height: 4 }),
  ).toBeUndefined();
});

it('sizes by the shortest edge, the other rounded down', () => {
  expect(sizeByShortestEdge({ width: 640, height: 427 }, 256)).toEqual({ width: 383, height: 256 });
  expect(sizeByShortestEdge({ width: 100, height: 333 }, 10)).toEqual({ width: 10, height: 33 });
});
