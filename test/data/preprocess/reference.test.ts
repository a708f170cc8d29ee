import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readReference } from '../../../src/data/preprocess/reference.js';
import { findingOf, fixture, folderOf } from '../kit.js';

it('reads one line of CSV, and an .npy of any shape', () => {
  expect(readReference(folderOf({ 'std.csv': '0.5, 2,0\n' }), 'std.csv')).toEqual(
    Float32Array.from([0.5, 2, 0]),
  );
  const npy = join(fixture('.'), 'plain.npy');
  expect(() => readReference(fixture('.'), npy)).toThrow('-30 is no deviation');
  expect(readReference(fixture('.'), 'grey-16bit.npy')).toHaveLength(30);
});

it.each(['', '1,x', '1,,2', '1,-2', '1,Infinity', '1\n2'])('refuses %j', async (text) => {
  const found = await findingOf(() => readReference(folderOf({ 'std.csv': text }), 'std.csv'));
  expect(found).toMatchObject({ code: 'DATA_UNREADABLE', data: { path: 'std.csv' } });
});

it('refuses a file outside the working directory', async () => {
  const root = folderOf({ 'std.csv': '1', 'work/a': '' });
  expect(await findingOf(() => readReference(join(root, 'work'), '../std.csv'))).toMatchObject({
    code: 'PATH_OUTSIDE',
  });
});
