import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/core/format.js';
import { imageFolder } from '../../../src/data/formats/image-folder.js';
import { findingOf, folderOf } from '../kit.js';

const picture = encode({ width: 2, height: 1, channels: 1, depth: 8, data: Uint8Array.of(9, 8) });
const mask = (...values: readonly number[]): Uint8Array =>
  encode({ width: values.length, height: 1, channels: 1, depth: 16, data: Uint16Array.from(values) });

async function opened(files: { readonly [name: string]: Uint8Array }, masks = 'masks'): Promise<Dataset> {
  const directory = folderOf({ 'pictures/a.png': picture, 'pictures/b/c.png': picture, ...files });
  const scratch = folderOf({});
  const path = join(directory, 'pictures');
  return imageFolder.open({ path, shown: 'pictures', scratch, options: { masks } });
}

const both = { 'masks/a.png': mask(0, 300), 'masks/b/c.png': mask(1, 2) };

describe('masks beside pictures', () => {
  it('are a field, by the picture’s path, 16 bits as they are', async () => {
    const data = await opened(both);
    expect(data.fields).toContain('mask');
    const sample = await data.read(0, ['path', 'mask']);
    expect(sample.fields.get('mask')).toEqual({ width: 2, height: 1, channels: 1, pixels: Uint16Array.of(0, 300) });
    expect([...sample.fields.keys()]).toEqual(['path', 'mask']);
    expect([...(await data.read(1, ['path'])).fields.keys()]).toEqual(['path']);
  }); // prettier-ignore

  it('are part of the digest', async () => {
    const other = { ...both, 'masks/a.png': mask(0, 301) };
    expect((await opened(other)).digest).not.toBe((await opened(both)).digest);
  });

  it('are each there', async () => {
    const found = await findingOf(() => opened({ 'masks/a.png': mask(0, 1) }));
    expect(found).toMatchObject({ code: 'FILE_MISSING', data: { path: 'b/c.png' } });
    expect(await findingOf(() => opened(both, 'elsewhere'))).toMatchObject({ code: 'FILE_MISSING' });
    expect(await findingOf(() => opened(both, '../..'))).toMatchObject({ code: 'PATH_OUTSIDE' });
  });

  it('are refused where they are no masks, with their path', async () => {
    const colour = encode({ width: 1, height: 1, channels: 3, depth: 8, data: Uint8Array.of(1, 2, 3) });
    const cut = mask(0, 300).subarray(0, 40);
    for (const wrong of [colour, cut, new TextEncoder().encode('text')]) {
      const data = await opened({ ...both, 'masks/a.png': wrong });
      const found = await findingOf(() => data.read(0, ['mask']));
      expect(found).toMatchObject({ code: 'MASK_UNREADABLE', data: { path: 'masks/a.png' } });
    }
  });
});

it('a mask that is written again is another data set', async () => {
  const directory = folderOf({ 'pictures/a.png': picture, 'masks/a.png': mask(1, 1) });
  const options = { path: join(directory, 'pictures'), shown: 'pictures', scratch: folderOf({}), options: { masks: 'masks' } }; // prettier-ignore
  const before = (await imageFolder.open(options)).digest;
  writeFileSync(join(directory, 'masks/a.png'), mask(1, 1, 1));
  expect((await imageFolder.open(options)).digest).not.toBe(before);
});
