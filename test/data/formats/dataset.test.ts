import { expect, it } from 'vitest';
import type { Value } from '../../../src/core/format.js';
import { dataset } from '../../../src/data/formats/dataset.js';
import { findingOf, fixture, folderOf } from '../kit.js';

function open(keys: readonly Value[], idField?: string) {
  const values = (row: number, fields: readonly string[]) =>
    new Map(fields.map((field) => [field, keys[row] ?? null]));
  const parts = { size: keys.length, digest: 'd', fields: ['key'], values, close: () => undefined };
  const options = { path: fixture('grey.png'), shown: 'data', scratch: folderOf({}), options: {} };
  return dataset(parts, { ...options, ...(idField !== undefined && { idField }) });
}

it('numbers rows from 0 without an id field', async () => {
  const data = await open(['x', 'y']);
  expect([data.id(0), data.id(1)]).toEqual(['0', '1']);
});

it('takes text and whole numbers as ids', async () => {
  const data = await open(['x', 7], 'key');
  expect((await data.read(1, [])).id).toBe('7');
});

it('refuses an id that stands twice', async () => {
  const found = await findingOf(() => open(['x', 'y', 'x'], 'key'));
  expect(found).toEqual({ code: 'ID_TWICE', data: { path: 'data', id: 'x', first: 0, second: 2 } });
});

it.each([[null], [''], [1.5], [true]])('refuses %j as an id', async (key) => {
  expect(await findingOf(() => open(['x', key], 'key'))).toMatchObject({
    code: 'ID_UNUSABLE',
    data: { row: 1 },
  });
});

it('refuses fields it does not have', async () => {
  const data = await open(['x']);
  expect(await findingOf(() => data.read(0, ['kye']))).toMatchObject({
    code: 'FIELD_MISSING',
    data: { known: 'key' },
  });
  expect(await findingOf(() => open(['x'], 'kye'))).toMatchObject({ code: 'FIELD_MISSING' });
});

it('refuses rows out of range', async () => {
  const data = await open(['x']);
  await expect(data.read(1, ['key'])).rejects.toThrow(RangeError);
  expect(() => data.id(-1)).toThrow(RangeError);
});
