import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pictureFiles } from '../../../src/data/formats/picture-files.js';
import { findingOf, folderOf } from '../kit.js';

function list(path: string) {
  return pictureFiles({ path, shown: 'data/pics', scratch: '', options: {} }, undefined);
}

it('lists pictures in the order of their bytes, whatever the language of the machine', () => {
  const folder = folderOf({
    'b/2.png': '',
    'b/10.png': '',
    'B/1.JPG': '',
    'ä.webp': '',
    'z.jpeg': '',
    '𝒟.png': '',
    '\uff5e.png': '',
  });
  expect(list(folder)).toEqual(['B/1.JPG', 'b/10.png', 'b/2.png', 'z.jpeg', 'ä.webp', '\uff5e.png', '𝒟.png']);
});

it('ignores hidden files and folders', () => {
  expect(list(folderOf({ '.a.png': '', '.git/a.png': '', 'a.png': '' }))).toEqual(['a.png']);
});

it('refuses other files, so that none is left out unseen', async () => {
  const found = await findingOf(() => list(folderOf({ 'a.png': '', 'deep/b.gif': '' })));
  expect(found).toEqual({ code: 'NOT_A_PICTURE', data: { path: 'data/pics/deep/b.gif' } });
});

it('follows links to files inside, and refuses those that lead out or to folders', async () => {
  const folder = folderOf({ 'a.png': '' });
  symlinkSync('a.png', join(folder, 'b.png'));
  expect(list(folder)).toEqual(['a.png', 'b.png']);
  symlinkSync(join(folderOf({ 'x.png': '' }), 'x.png'), join(folder, 'c.png'));
  expect(await findingOf(() => list(folder))).toEqual({
    code: 'PATH_OUTSIDE',
    data: { path: 'data/pics/c.png' },
  });
});

it('refuses links to folders', async () => {
  const folder = folderOf({ 'a.png': '' });
  mkdirSync(join(folder, 'sub'));
  symlinkSync('..', join(folder, 'sub/up'));
  expect(await findingOf(() => list(folder))).toEqual({
    code: 'LINK_TO_FOLDER',
    data: { path: 'data/pics/sub/up' },
  });
});
