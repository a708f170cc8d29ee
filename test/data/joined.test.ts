import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bareName } from '../../src/core/format.js';
import { formats } from '../../src/data/formats.js';
import { openDataset } from '../../src/data/open.js';
import { findingOf, folderOf } from './kit.js';

const files = {
  'a.csv': 'x,y,name\n1,p,one\n2,q,two\n',
  'b.csv': 'x,name\n3,one\n',
  'c.csv': 'x,name\n4,one\n',
};

function open(path = 'b.csv', folder = folderOf(files)) {
  return openDataset(formats, {
    path: join(folder, 'a.csv'),
    shown: 'a.csv',
    scratch: folderOf({}),
    options: {},
    idField: 'name',
    gallery: { root: folder, path },
  });
} // prettier-ignore

it('lays the gallery behind the data, with names of its own', async () => {
  const data = await open();
  const ids = [0, 1, 2].map((index) => data.id(index));
  expect([data.size, data.galleryFrom, ids]).toEqual([3, 2, ['one', 'two', 'gallery:one']]);
  expect(ids.map(bareName)).toEqual(['one', 'two', 'one']);
  expect(data.fields).toEqual(['x', 'y', 'name']);
  const [query, searched] = [await data.read(1, ['x', 'y']), await data.read(2, ['x', 'y'])];
  expect(Object.fromEntries(query.fields)).toEqual({ x: 2, y: 'q' });
  expect([searched.id, Object.fromEntries(searched.fields)]).toEqual(['gallery:one', { x: 3 }]);
  await data.close();
});

it('has a digest of both', async () => {
  const folder = folderOf(files);
  const digests = await Promise.all(['b.csv', 'c.csv', 'b.csv'].map(async (path) => (await open(path, folder)).digest));
  expect(new Set(digests).size).toBe(2);
  expect(digests[0]).toBe(digests[2]);
}); // prettier-ignore

it('refuses rows out of range, and a gallery that is no file of the working directory', async () => {
  const data = await open();
  await expect(data.read(3, ['x'])).rejects.toThrow();
  expect(await findingOf(() => open('d.csv'))).toMatchObject({ code: 'FILE_MISSING', data: { what: 'gallery' } }); // prettier-ignore
  const inner = folderOf({ 'in/a.csv': files['a.csv'], 'b.csv': files['b.csv'] });
  expect(await findingOf(() => open('../b.csv', join(inner, 'in')))).toMatchObject({ code: 'PATH_OUTSIDE' });
});
