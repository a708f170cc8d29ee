import { readFileSync } from 'node:fs';
import { decode as decodeRaw, encode } from 'fast-png';
import { expect, it } from 'vitest';
import { decodeMask, decodePng } from '../../../src/data/formats/png.js';
import { expected, fixture } from '../kit.js';

function decode(name: string) {
  return decodePng(new Uint8Array(readFileSync(fixture(name))));
}

it.each([
  ['rgb', 3],
  ['grey', 1],
  ['palette', 3],
  ['palette-2bit', 3],
  ['grey-1bit', 1],
  ['grey-16bit', 1],
  ['rgba', 4],
  ['grey-alpha', 1],
])('decodes %s.png as Pillow does, with %i channels', (name, channels) => {
  const { dims, values } = expected(name);
  const picture = decode(`${name}.png`);
  expect([picture.height, picture.width, picture.channels]).toEqual([dims[0], dims[1], channels]);
  expect([...picture.pixels]).toEqual(values);
});

it('reads interlaced pictures', () => {
  const data = Uint8Array.from({ length: 9 * 7 * 3 }, (_, at) => at);
  const bytes = new Uint8Array(encode({ width: 9, height: 7, channels: 3, data }, { interlace: 'Adam7' }));
  expect([...decodePng(bytes).pixels]).toEqual([...data]);
});

it('refuses interlaced pictures with less than a byte a sample', () => {
  const bytes = new Uint8Array(readFileSync(fixture('palette-2bit.png')));
  bytes[28] = 1;
  expect(() => decodePng(bytes)).toThrow('interlaced with 2 bits');
});

it('refuses a changed byte by its checksum', () => {
  const bytes = new Uint8Array(readFileSync(fixture('rgb.png')));
  bytes[80] = (bytes[80] ?? 0) ^ 1;
  expect(() => decodePng(bytes)).toThrow();
});

it.each(['palette', 'palette-2bit'])('reads a mask from the indexes of %s.png', (name) => {
  const bytes = new Uint8Array(readFileSync(fixture(`${name}.png`)));
  const mask = decodeMask(bytes);
  const { palette = [] } = decodeRaw(bytes);
  const coloured = [...mask.pixels].flatMap((index) => palette[index]?.slice(0, 3) ?? [NaN]);
  expect(mask.channels).toBe(1);
  expect(coloured).toEqual([...decodePng(bytes).pixels]);
});

it('reads a mask of 1 or 16 bits as it is, and none of several channels', () => {
  const mask = (name: string) => decodeMask(new Uint8Array(readFileSync(fixture(`${name}.png`))));
  expect([...mask('grey-1bit').pixels]).toEqual(
    [...decode('grey-1bit.png').pixels].map((value) => value / 255),
  );
  expect(mask('grey-16bit')).toEqual(decode('grey-16bit.png'));
  for (const name of ['rgb', 'rgba', 'grey-alpha']) expect(() => mask(name)).toThrow('several channels');
});
