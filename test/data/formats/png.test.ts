import { readFileSync } from 'node:fs';
import { encode } from 'fast-png';
import { expect, it } from 'vitest';
import { decodePng } from '../../../src/data/formats/png.js';
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
