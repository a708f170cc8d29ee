import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formats } from '../../src/data/formats.js';
import { openDataset } from '../../src/data/open.js';
import { findingOf, folderOf } from './kit.js';

function open(folder: string, name: string) {
  return openDataset(formats, {
    path: join(folder, name),
    shown: `data/${name}`,
    scratch: folderOf({}),
    options: {},
  });
}

it('opens a file with the format of its ending', async () => {
  expect((await open(folderOf({ 'a.CSV': 'x\n1\n' }), 'a.CSV')).fields).toEqual(['x']);
});

it('names the endings it knows where none fits', async () => {
  const found = await findingOf(() => open(folderOf({ 'a.arrow': '' }), 'a.arrow'));
  expect(found).toMatchObject({ code: 'DATA_FORMAT_UNKNOWN', data: { path: 'data/a.arrow' } });
});

it('says that a file is missing, or only a Git LFS pointer', async () => {
  const folder = folderOf({ 'a.csv': 'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n' });
  expect(await findingOf(() => open(folder, 'b.csv'))).toMatchObject({ code: 'FILE_MISSING' });
  expect(await findingOf(() => open(folder, 'a.csv'))).toMatchObject({ code: 'LFS_POINTER' });
});
