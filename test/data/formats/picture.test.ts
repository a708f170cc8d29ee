import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { decodePicture } from '../../../src/data/formats/picture.js';
import { expected, fixture } from '../kit.js';

function decode(name: string) {
  return decodePicture(new Uint8Array(readFileSync(fixture(name))));
}

it.each(['rgb-444.jpg', 'rgb-420.jpg', 'progressive.jpg', 'grey.jpg', 'lossy.webp', 'lossless.webp'])(
  'decodes %s as Pillow does, to RGB',
  (name) => {
    const { dims, values } = expected(name);
    const { height, width, channels, pixels } = decode(name);
    expect([height, width, channels]).toEqual(dims);
    expect([...pixels]).toEqual(values);
  },
);

it('says what is wrong with bytes it cannot decode', () => {
  expect(() => decode('cmyk.jpg')).toThrow('CMYK');
  expect(() => decode('make.py')).toThrow('neither PNG, JPEG nor WebP');
  expect(() =>
    decodePicture(new Uint8Array(Buffer.from('version https://git-lfs.github.com/spec/v1\n'))),
  ).toThrow('LFS');
});

it.each(['rgb.png', 'rgb-420.jpg', 'progressive.jpg', 'lossy.webp', 'lossless.webp', 'palette.png'])(
  'refuses %s cut off at any of 20 places',
  (name) => {
    const bytes = new Uint8Array(readFileSync(fixture(name)));
    const decoded = Array.from({ length: 20 }, (_, part) => Math.floor((bytes.length * part) / 20)).filter(
      (end) => {
        try {
          return decodePicture(bytes.slice(0, end)).pixels.length > 0;
        } catch {
          return false;
        }
      },
    );
    expect(decoded).toEqual([]);
  },
);
