import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { npz } from '../../../src/data/formats/npz.js';
import { columnOf, findingOf, fixture, folderOf, openWith } from '../kit.js';

it('reads one-dimensional arrays as values', async () => {
  const data = await openWith(npz, fixture('arrays.npz'));
  expect(await columnOf(data, 'kind')).toEqual([3, 1, 4, 1, 5]);
  expect(await columnOf(data, 'name')).toEqual(['ant', 'bée', '', '𝒟', 'eel']);
  expect(await columnOf(data, 'flag')).toEqual([true, false, true, true, false]);
  expect(await columnOf(data, 'half')).toEqual([0.5, -2, 65504, 5.960464477539063e-8, Infinity]);
});

it('reads further dimensions as a tensor of one sample', async () => {
  const data = await openWith(npz, fixture('arrays.npz'));
  const { fields } = await data.read(1, ['x', 'words']);
  expect(fields.get('x')).toEqual({ type: 'uint8', dims: [4, 3], data: Uint8Array.from([12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]) }); // prettier-ignore
  expect(fields.get('words')).toEqual({ type: 'string', dims: [2], data: ['a', 'bc'] });
});

it.each([
  ['f4', 'float32', Float32Array.from([-2, 5])],
  ['f8', 'float64', Float64Array.from([-2, 5])],
  ['i1', 'int8', Int8Array.from([-2, 5])],
  ['i2', 'int16', Int16Array.from([-2, 5])],
  ['i4', 'int32', Int32Array.from([-2, 5])],
  ['i8', 'int64', BigInt64Array.from([-2n, 5n])],
  ['u1', 'uint8', Uint8Array.from([28, 35])],
  ['u2', 'uint16', Uint16Array.from([28, 35])],
  ['u4', 'uint32', Uint32Array.from([28, 35])],
  ['u8', 'uint64', BigUint64Array.from([28n, 35n])],
  ['halves', 'float16', Uint16Array.from([0xaf1c, 0x2f1c])],
])('reads %s as %s', async (field, type, values) => {
  const data = await openWith(npz, fixture('arrays.npz'));
  const { fields } = await data.read(2, [field]);
  expect(fields.get(field)).toEqual({ type, dims: [2], data: values });
});

it('reads a lone .npy, of every version of the format, as the field value', async () => {
  for (const name of ['plain.npy', 'version-2.npy', 'version-3.npy']) {
    const data = await openWith(npz, fixture(name));
    expect(data.fields).toEqual(['value']);
    expect((await data.read(4, ['value'])).fields.get('value')).toMatchObject({
      data: Float32Array.from([26, 33]),
    });
  }
});

it.each(['fortran.npz', 'big-endian.npz'])(
  'reads %s as it reads the same arrays in C order, little-endian',
  async (name) => {
    const plain = await openWith(npz, fixture('arrays.npz'));
    const other = await openWith(npz, fixture(name));
    for (const field of other.fields)
      expect(await columnOf(other, field), field).toEqual(await columnOf(plain, field));
    expect(other.fields.length).toBeGreaterThan(4);
  },
);

it('writes an array in Fortran order anew once, and says where it ends early', async () => {
  const scratch = folderOf({});
  const opened = await Promise.all([1, 2, 3].map(() => openWith(npz, fixture('fortran.npy'), { scratch })));
  const [digest = ''] = opened.map((data) => data.digest);
  expect(readdirSync(join(scratch, digest))).toEqual(['value.rows']);
  expect((await opened[1]?.read(1, ['value']))?.fields.get('value')).toMatchObject({
    dims: [4, 3],
    data: Uint8Array.from([12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]),
  });
  const short = folderOf({ 'a.npy': readFileSync(fixture('fortran.npy')).subarray(0, 180) });
  expect(await findingOf(() => openWith(npz, join(short, 'a.npy')))).toEqual({
    code: 'DATA_ENDS_EARLY',
    data: { path: 'data', part: null, bytes: 180, expected: 188 },
  });
});

it.each([
  ['objects.npz', 'Python objects'],
  ['bytes.npz', 'bytes (numpy S)'],
  ['records.npz', 'records'],
  ['complex.npz', 'complex numbers'],
  ['scalar.npz', 'a single value without a sample dimension'],
])('refuses %s by what it holds', async (name, holds) => {
  const found = await findingOf(() => openWith(npz, fixture(name)));
  expect(found).toMatchObject({ code: 'ARRAY_UNSUPPORTED', data: { holds } });
});

it('refuses arrays of different lengths, and names both', async () => {
  const found = await findingOf(() => openWith(npz, fixture('lengths.npz')));
  expect(found).toMatchObject({
    code: 'ARRAY_LENGTHS_DIFFER',
    data: { first: 'x', firstLength: 5, second: 'y', secondLength: 4 },
  });
});

it('refuses whole numbers that float64 does not hold exactly', async () => {
  const data = await openWith(npz, fixture('huge.npz'));
  expect((await data.read(0, ['x'])).fields.get('x')).toBe(1);
  const found = await findingOf(() => data.read(1, ['x']));
  expect(found).toMatchObject({ code: 'INTEGER_TOO_LARGE', data: { value: '1152921504606846976' } });
});

it('notices a changed byte by the checksum', async () => {
  const bytes = readFileSync(fixture('stored.npz'));
  const at = bytes.indexOf(Uint8Array.from([10, 11, 12, 13]));
  bytes[at] = 99;
  const found = await findingOf(() => openWith(npz, join(folderOf({ 'a.npz': bytes }), 'a.npz')));
  expect(found).toMatchObject({
    code: 'DATA_UNREADABLE',
    data: { part: 'x.npy', reason: 'its checksum does not match its bytes' },
  });
});

it('says where damaged compressed bytes are', async () => {
  const bytes = readFileSync(fixture('arrays.npz'));
  bytes.fill(255, 60, 90);
  const found = await findingOf(() => openWith(npz, join(folderOf({ 'a.npz': bytes }), 'a.npz')));
  expect(found).toMatchObject({ code: 'DATA_UNREADABLE', data: { part: 'x.npy' } });
});

it('says how far a truncated .npy goes', async () => {
  const bytes = readFileSync(fixture('plain.npy'));
  const found = await findingOf(() =>
    openWith(npz, join(folderOf({ 'a.npy': bytes.subarray(0, 140) }), 'a.npy')),
  );
  expect(found).toEqual({
    code: 'DATA_ENDS_EARLY',
    data: { path: 'data', part: null, bytes: 140, expected: 168 },
  });
});

it('inflates a member once, whoever comes first', async () => {
  const scratch = folderOf({});
  const opened = await Promise.all([1, 2, 3, 4].map(() => openWith(npz, fixture('arrays.npz'), { scratch })));
  const [digest = ''] = opened.map((data) => data.digest);
  expect(readdirSync(join(scratch, digest))).toHaveLength(17);
  writeFileSync(
    join(scratch, digest, 'kind.npy'),
    readFileSync(join(scratch, digest, 'i8.npy')).subarray(0, 0),
  );
  expect(await findingOf(() => openWith(npz, fixture('arrays.npz'), { scratch }))).toMatchObject({
    code: 'DATA_ENDS_EARLY',
  });
});
