import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { imageFolder } from '../../../src/data/formats/image-folder.js';
import { columnOf, expected, findingOf, fixture, folderOf, openWith } from '../kit.js';

const png = readFileSync(fixture('rgb.png'));
const jpg = readFileSync(fixture('rgb-420.jpg'));

it('reads pictures, with the first folder as class and the path as id', async () => {
  const data = await openWith(imageFolder, folderOf({ 'dog/x/2.png': png, 'cat/1.jpg': jpg, '3.png': png }));
  expect(data.fields).toEqual(['image', 'path', 'class']);
  expect([0, 1, 2].map((row) => data.id(row))).toEqual(['3.png', 'cat/1.jpg', 'dog/x/2.png']);
  expect(await columnOf(data, 'class')).toEqual([null, 'cat', 'dog']);
  const { fields } = await data.read(1, ['image']);
  expect(fields.get('image')).toEqual({
    height: 23,
    width: 37,
    channels: 3,
    pixels: Uint8Array.from(expected('rgb-420.jpg').values),
  });
});

it('has no class where all pictures lie at the top', async () => {
  expect((await openWith(imageFolder, folderOf({ '3.png': png }))).fields).toEqual(['image', 'path']);
});

it('takes further fields from a labels file', async () => {
  const root = folderOf({
    'pics/a.png': png,
    'pics/b.png': png,
    'l.csv': 'path,kind,n\nb.png,dog,2\na.png,cat,1\n',
  });
  const data = await openWith(imageFolder, join(root, 'pics'), {
    shown: 'pics',
    options: { labels: 'l.csv' },
  });
  expect(data.fields).toEqual(['image', 'path', 'kind', 'n']);
  expect(await columnOf(data, 'kind')).toEqual(['cat', 'dog']);
  expect((await data.read(1, ['n', 'path'])).fields).toEqual(new Map<string, unknown>([['path', 'b.png'], ['n', 2]])); // prettier-ignore
});

it('names the picture that can not be read', async () => {
  const data = await openWith(imageFolder, folderOf({ 'a/1.png': png.subarray(0, 200) }));
  const found = await findingOf(() => data.read(0, ['image']));
  expect(found).toMatchObject({ code: 'PICTURE_UNREADABLE', data: { path: 'data/a/1.png' } });
});

it('has another digest when a byte, a name or a label changes', async () => {
  const digestOf = async (files: { readonly [path: string]: string | Uint8Array }) =>
    (await openWith(imageFolder, folderOf(files))).digest;
  const labelled = async (labels: string) => {
    const root = folderOf({ 'p/a.png': png, 'l.csv': labels });
    return (await openWith(imageFolder, join(root, 'p'), { shown: 'p', options: { labels: 'l.csv' } }))
      .digest;
  };
  const before = await digestOf({ 'a.png': png });
  expect(await digestOf({ 'a.png': png })).toBe(before);
  const others = [
    await digestOf({ 'b.png': png }),
    await digestOf({ 'a.png': jpg }),
    await digestOf({ 'a.png': png, 'b.png': png }),
    await labelled('path,k\na.png,1\n'),
    await labelled('path,k\na.png,2\n'),
  ];
  expect(new Set([before, ...others]).size).toBe(6);
});

it('notices within one run that a picture was written again', async () => {
  const folder = folderOf({ 'a.png': png });
  const scratch = folderOf({});
  const { digest } = await openWith(imageFolder, folder, { scratch });
  writeFileSync(join(folder, 'a.png'), jpg);
  expect((await openWith(imageFolder, folder, { scratch })).digest).not.toBe(digest);
});
