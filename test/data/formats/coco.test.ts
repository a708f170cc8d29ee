import { join } from 'node:path';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/core/format.js';
import { coco } from '../../../src/data/formats/coco.js';
import { findingOf, folderOf } from '../kit.js';

const picture = (width: number): Uint8Array =>
  encode({ width, height: 1, channels: 1, depth: 8, data: new Uint8Array(width) });

const file = {
  images: [
    { id: 9, file_name: 'b.png', width: 2, height: 1 },
    { id: 4, file_name: 'a.png', width: 1, height: 1 },
    { id: 12, file_name: 'sub/c.png', width: 3, height: 1 },
  ],
  annotations: [
    { id: 1, image_id: 9, category_id: 18, bbox: [0, 0, 2, 1], area: 1.5, iscrowd: 0 },
    { id: 2, image_id: 9, category_id: 1, bbox: [0.5, 0, 1, 1], iscrowd: 1 },
  ],
  categories: [
    { id: 1, name: 'person' },
    { id: 18, name: 'dog' },
  ],
};

async function opened(json: unknown = file, more: { readonly [name: string]: Uint8Array } = {}, options = {}): Promise<Dataset> {
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  const pictures = { 'pictures/a.png': picture(1), 'pictures/b.png': picture(2), 'pictures/sub/c.png': picture(3) };
  const directory = folderOf({ 'boxes.json': new TextEncoder().encode(text), ...pictures, ...more });
  const path = join(directory, 'boxes.json');
  return coco.open({ path, shown: 'boxes.json', scratch: folderOf({}), options: { images: 'pictures', ...options } });
} // prettier-ignore

describe('a COCO file', () => {
  it('has its images by rising id, with or without objects', async () => {
    const data = await opened();
    expect([0, 1, 2].map((row) => data.id(row))).toEqual(['4', '9', '12']);
    const { fields } = await data.read(1, ['objects', 'file', 'width']);
    expect(fields.get('file')).toBe('b.png');
    expect(fields.get('objects')).toEqual({
      size: [2, 1],
      objects: [
        { box: [0, 0, 2, 1], category: 18, name: 'dog', area: 1.5, crowd: false },
        { box: [0.5, 0, 1, 1], category: 1, name: 'person', area: 1, crowd: true },
      ],
    });
    expect((await data.read(0, ['objects'])).fields.get('objects')).toEqual({ size: [1, 1], objects: [] });
    expect((await data.read(2, ['image'])).fields.get('image')).toMatchObject({ width: 3, height: 1 });
    await data.close();
  });

  it('has pictures in its digest', async () => {
    const { digest } = await opened();
    expect((await opened()).digest).toBe(digest);
    const other = encode({ width: 1, height: 1, channels: 1, depth: 8, data: Uint8Array.of(7) });
    expect((await opened(file, { 'pictures/a.png': other })).digest).not.toBe(digest);
  });

  it.each([
    ['no images', { ...file, images: [], annotations: [] }, 'it lists no images'],
    ['no list of annotations', { ...file, annotations: undefined }, 'it has no list `annotations` of objects'],
    ['an annotation of an image that is not there', { ...file, annotations: [{ image_id: 5, category_id: 1, bbox: [0, 0, 1, 1] }] }, 'annotation 0 is of image 5, which is not there'],
    ['a category that is not there', { ...file, annotations: [{ id: 3, image_id: 4, category_id: 2, bbox: [0, 0, 1, 1] }] }, 'annotation 0 (id 3) is of category 2, which is not there'],
    ['a box of three numbers', { ...file, annotations: [{ image_id: 4, category_id: 1, bbox: [0, 0, 1] }] }, 'annotation 0 has no bbox of four numbers, the last two not below 0'],
    ['a width below 0', { ...file, annotations: [{ image_id: 4, category_id: 1, bbox: [0, 0, -1, 1] }] }, 'annotation 0 has no bbox of four numbers, the last two not below 0'],
    ['an image twice', { ...file, images: [...file.images, file.images[0]] }, 'two images have the id 9'],
    ['an image without a size', { ...file, images: [{ id: 1, file_name: 'a.png' }] }, 'image 0 (id 1) has no width and height'],
    ['half a crowd', { ...file, annotations: [{ image_id: 4, category_id: 1, bbox: [0, 0, 1, 1], iscrowd: 2 }] }, 'annotation 0 has an iscrowd that is neither 0 nor 1'],
    ['a list', [], 'it is no JSON object with images, annotations and categories'],
  ])('is refused with %s', async (_, json, reason) => {
    expect(await findingOf(() => opened(json))).toMatchObject({ code: 'ROW_BROKEN', data: { reason } });
  }); // prettier-ignore

  it('is refused where it is cut, with the place', async () => {
    const text = JSON.stringify(file, null, 1);
    const found = await findingOf(() => opened(text.slice(0, 60)));
    expect(found).toMatchObject({ code: 'ROW_BROKEN', place: { file: 'boxes.json', line: 6 } });
  });

  it('names the folder of its pictures, which is its own without, and each lies there', async () => {
    expect(await findingOf(() => opened(file, {}, { images: undefined }))).toMatchObject({ code: 'FILE_MISSING' });
    expect(await findingOf(() => opened(file, {}, { images: '..' }))).toMatchObject({ code: 'PATH_OUTSIDE' });
    const away = { ...file, images: [{ id: 1, file_name: '../boxes.json', width: 1, height: 1 }], annotations: [] };
    expect(await findingOf(() => opened(away))).toMatchObject({ code: 'PATH_OUTSIDE' });
    const lost = { ...file, images: [{ id: 1, file_name: 'x.png', width: 1, height: 1 }], annotations: [] };
    expect(await findingOf(() => opened(lost))).toMatchObject({ code: 'FILE_MISSING' });
  }); // prettier-ignore

  it('has pictures of the size it says', async () => {
    const data = await opened(file, { 'pictures/a.png': picture(2) });
    const found = await findingOf(() => data.read(0, ['image']));
    expect(found).toMatchObject({ code: 'PICTURE_UNREADABLE', data: { path: 'a.png' } });
  });
});
