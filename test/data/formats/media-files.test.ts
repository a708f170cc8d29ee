import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mediaFiles, mediumIn } from '../../../src/data/formats/media-files.js';
import { findingOf, folderOf } from '../kit.js';

function list(path: string, ...globs: string[]) {
  const chosen = globs.length === 0 ? {} : { globs };
  return mediaFiles({ path, shown: 'data/pics', medium: 'picture', ...chosen });
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

it.each([['a'], ['n/**'], ['*.png', 'A/*.png'], ['**/*.png', '!c/**']])(
  'refuses globs of which one names nothing: %j',
  async (...globs) => {
    const found = await findingOf(() => list(folderOf({ 'a/1.png': '', 'b.png': '' }), ...globs));
    expect(found).toEqual({ code: 'FILES_NONE', data: { path: 'data/pics', glob: globs.at(-1) } });
  },
);

it('takes the files that globs name, and no other', async () => {
  const folder = folderOf({
    'a/1.png': '',
    'a/2.jpg': '',
    'b/1.png': '',
    'b/c/1.png': '',
    '.x.png': '',
    'n.txt': '',
  });
  expect(list(folder, '**/*.png')).toEqual(['a/1.png', 'b/1.png', 'b/c/1.png']);
  expect(list(folder, 'b/*', 'a/*.jpg')).toEqual(['a/2.jpg', 'b/1.png']);
  expect(list(folder, '**/*.png', '!b/**')).toEqual(['a/1.png']);
  expect(list(folder, 'a/1.png', '!a/1.png')).toEqual([]);
  expect(await findingOf(() => list(folder, '*'))).toMatchObject({ code: 'NOT_A_PICTURE' });
  expect(await findingOf(() => list(join(folder, 'a'), '../b/*.png'))).toMatchObject({
    code: 'PATH_OUTSIDE',
  });
});

it('knows a folder of sounds by its first file', () => {
  expect(mediumIn(folderOf({ 'l.csv': '', 'a/1.wav': '', 'b/1.png': '' }))).toBe('sound');
  expect(mediumIn(folderOf({ 'a/1.png': '', 'b/1.flac': '' }))).toBe('picture');
  expect(mediumIn(folderOf({ '.a.wav': '', 'a.txt': '' }))).toBeUndefined();
});
