import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { filters } from '../../../src/data/preprocess/filters.js';
import { resize, type Picture8 } from '../../../src/data/preprocess/resize.js';
import { expected, fixture } from '../kit.js';

function source(name: string): Picture8 {
  const { dims, values } = expected(name);
  const [height = 0, width = 0, channels = 1] = dims;
  return { height, width, channels, pixels: Uint8Array.from(values) };
}

const cases = JSON.parse(readFileSync(fixture('resize.json'), 'utf8')) as readonly {
  readonly source: string;
  readonly width: number;
  readonly height: number;
  readonly filter: string;
  readonly file: string;
}[]; // as make.py writes it

it.each(cases)(
  'makes $source $width × $height with $filter bit for bit as Pillow does',
  ({ source: name, width, height, filter, file }) => {
    const known = filters.find((one) => one === filter) ?? 'nearest';
    const { pixels, ...size } = resize(source(name), { width, height }, known);
    expect(size).toEqual({ width, height, channels: name === 'rgb' ? 3 : 1 });
    expect([...pixels]).toEqual(expected(file).values);
  },
);

it('has cases of every filter, larger and smaller', () => {
  expect(cases).toHaveLength(32);
  expect(new Set(cases.map(({ filter }) => filter))).toEqual(new Set(filters));
});

it('leaves the picture it is given alone', () => {
  const picture = source('grey');
  resize(picture, { width: 5, height: 5 }, 'bicubic');
  expect([...picture.pixels]).toEqual(expected('grey').values);
});
