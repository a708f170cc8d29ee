import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parquet } from '../../../src/data/formats/parquet.js';
import { columnOf, expected, findingOf, fixture, folderOf, openWith } from '../kit.js';

const lists = JSON.parse(readFileSync(fixture('parquet.json'), 'utf8')) as {
  readonly [column: string]: unknown[];
};

it.each(['whole', 'small', 'big', 'single', 'double', 'half', 'flag', 'text'])(
  'reads %s as pyarrow does',
  async (column) => {
    const data = await openWith(parquet, fixture('snappy.parquet'));
    expect(data.size).toBe(7);
    expect(await columnOf(data, column)).toEqual(lists[column]);
    await data.close();
  },
);

it.each(['plain', 'zstd', 'gzip', 'lz4', 'brotli'])('reads the same from a file in %s', async (name) => {
  const one = await openWith(parquet, fixture('snappy.parquet'));
  const other = await openWith(parquet, fixture(`${name}.parquet`));
  expect(other.fields).toEqual(['whole', 'text', 'numbers', 'money']);
  for (const field of other.fields)
    expect(await columnOf(other, field), field).toEqual(await columnOf(one, field));
});

it('reads decimals as the nearest number', async () => {
  const data = await openWith(parquet, fixture('snappy.parquet'));
  expect(await columnOf(data, 'money')).toEqual([0.3, -1.23, 99999999999.99, 0.07, 5, 6, 7]);
  expect(await columnOf(data, 'cents')).toEqual([0.3, -1.2, 9.9, 0.7, 5, 6, 7]);
});

it('reads lists as tensors of their own type, and lists of text', async () => {
  const data = await openWith(parquet, fixture('snappy.parquet'));
  const { fields } = await data.read(4, ['numbers', 'wholes', 'words', 'square', 'raw']);
  expect(fields.get('numbers')).toEqual({ type: 'float32', dims: [1], data: Float32Array.of(6) });
  expect(fields.get('wholes')).toEqual({ type: 'int64', dims: [2], data: BigInt64Array.of(1n, 2n ** 40n) });
  expect(fields.get('words')).toEqual(['g']);
  expect(fields.get('square')).toEqual({ type: 'uint8', dims: [2, 2], data: Uint8Array.of(4, 2, 3, 4) });
  expect(fields.get('raw')).toEqual({ type: 'uint8', dims: [2], data: Uint8Array.of(4, 255) });
  expect((await data.read(2, ['numbers'])).fields.get('numbers')).toMatchObject({ dims: [0] });
});

it('decodes pictures in records of bytes and path', async () => {
  const data = await openWith(parquet, fixture('snappy.parquet'));
  const grey = { height: 41, width: 29, channels: 1, pixels: Uint8Array.from(expected('grey').values) };
  expect((await data.read(3, ['image'])).fields.get('image')).toEqual(grey);
  expect((await data.read(5, ['image'])).fields.get('image')).toBeNull();
});

it('reads days and times as text', async () => {
  const data = await openWith(parquet, fixture('snappy.parquet'));
  const { fields } = await data.read(0, ['day', 'moment']);
  expect([...fields.values()]).toEqual(['1969-12-31', '1969-12-31T23:59:59.999999']);
});

describe('names row and column of what is not read', () => {
  it.each([
    ['ragged', 0, 'a list whose rows have different lengths'],
    ['holes', 0, 'a list in which values are missing'],
    ['record', 1, 'a record'],
    ['image', 6, 'the name of a file (away.png) whose bytes are not in the data'],
  ])('%s', async (field, row, refused) => {
    const data = await openWith(parquet, fixture('snappy.parquet'));
    expect(await findingOf(() => data.read(row, [field]))).toEqual({
      code: 'DATA_UNREADABLE',
      data: { path: 'data', part: `row ${row} of ${field}`, reason: `it is ${refused}` },
    });
  });

  it('pictures that are damaged, and whole numbers that float64 does not hold', async () => {
    const data = await openWith(parquet, fixture('snappy.parquet'));
    expect(await findingOf(() => data.read(2, ['damaged']))).toMatchObject({
      data: { part: 'row 2 of damaged' },
    });
    expect(await findingOf(() => data.read(6, ['huge']))).toMatchObject({
      code: 'INTEGER_TOO_LARGE',
      data: { sample: '6', field: 'huge', value: '1152921504606846976' },
    });
  });
});

it('says that a file without its end is none, and where pages are damaged', async () => {
  const bytes = readFileSync(fixture('plain.parquet'));
  const cut = join(folderOf({ 'a.parquet': bytes.subarray(0, 900) }), 'a.parquet');
  expect(await findingOf(() => openWith(parquet, cut))).toMatchObject({
    code: 'DATA_UNREADABLE',
    data: { path: 'data', part: null },
  });
  const damaged = readFileSync(fixture('zstd.parquet'));
  damaged.fill(255, 4, 60);
  const data = await openWith(parquet, join(folderOf({ 'a.parquet': damaged }), 'a.parquet'));
  const found = await findingOf(() => data.read(6, ['whole']));
  expect(found).toMatchObject({ code: 'DATA_UNREADABLE', data: { part: 'whole' } });
  expect(found.data['reason']).toMatch(/^rows 0 to 2 of whole: /);
});

it('decodes a column once, whoever comes first, and only those asked for', async () => {
  const scratch = folderOf({});
  const opened = await Promise.all(
    [1, 2, 3].map(() => openWith(parquet, fixture('snappy.parquet'), { scratch })),
  );
  const [digest = ''] = opened.map((data) => data.digest);
  await Promise.all(opened.map((data) => columnOf(data, 'text')));
  expect(readdirSync(join(scratch, digest))).toEqual(['text.rows']);
  await Promise.all(opened.map((data) => data.close()));
});

it('takes ids from a column', async () => {
  const data = await openWith(parquet, fixture('snappy.parquet'), { idField: 'big' });
  expect([data.id(0), data.id(6)]).toEqual(['4294967295', '6']);
});
