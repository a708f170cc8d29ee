import { appendFileSync, cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Format } from '../../src/core/format.js';
import { formats } from '../../src/data/formats.js';
import { columnOf, findingOf, fixture, folderOf, openWith } from './kit.js';

const png = readFileSync(fixture('grey.png'));
const wav = readFileSync(fixture('sound-pcm_16.wav'));

/** A data set of each format: where it lies, a field whose values differ, and a file of it that can grow. */
const examples: { readonly [format: string]: () => { path: string; field: string; grows: string } } = {
  npz: () => {
    const path = join(folderOf({}), 'a.npz');
    cpSync(fixture('arrays.npz'), path);
    return { path, field: 'x', grows: path };
  },
  csv: () => {
    const path = join(folderOf({ 'a.csv': 'v,w\n1,a\n2,b\n3,"c\nd"\n4,\n' }), 'a.csv');
    return { path, field: 'v', grows: path };
  },
  jsonl: () => {
    const path = join(
      folderOf({ 'a.jsonl': '{"v":[1,2]}\n{"v":[3,4]}\n{"v":[5,6]}\n{"v":[7,8]}\n' }),
      'a.jsonl',
    );
    return { path, field: 'v', grows: path };
  },
  parquet: () => {
    const path = join(folderOf({}), 'a.parquet');
    cpSync(fixture('plain.parquet'), path);
    return { path, field: 'money', grows: path };
  },
  safetensors: () => {
    const path = join(folderOf({}), 'a.safetensors');
    cpSync(fixture('arrays.safetensors'), path);
    return { path, field: 'x', grows: path };
  },
  coco: () => {
    const images = [1, 2, 3, 4].map((id) => ({ id, file_name: 'a.png', width: 29, height: 41 }));
    const annotations = images.map(({ id }) => ({ image_id: id, category_id: 0, bbox: [id, 0, 1, 1] }));
    const text = JSON.stringify({ images, annotations, categories: [{ id: 0, name: 'dot' }] });
    const path = join(folderOf({ 'a.json': text, 'a.png': png }), 'a.json');
    return { path, field: 'objects', grows: path };
  },
  'image-folder': () => {
    const path = folderOf({ 'a/1.png': png, 'b/1.png': png, 'b/2.png': png, 'c.png': png });
    return { path, field: 'path', grows: join(path, 'c.png') };
  },
  'audio-folder': () => {
    const path = folderOf({ 'a/1.wav': wav, 'b/1.wav': wav, 'b/2.wav': wav, 'c.wav': wav });
    return { path, field: 'path', grows: join(path, 'c.wav') };
  },
};

it('has an example of every format here', () => {
  expect(Object.keys(examples).toSorted()).toEqual(formats.map(({ name }) => name).toSorted());
});

describe.each(formats.map((format) => [format.name, format] as const))(
  'every format: %s',
  (name, format: Format) => {
    const example = examples[name] ?? (() => ({ path: '', field: '', grows: '' }));

    it('is chosen by its path, and alone', () => {
      const { path } = example();
      expect(formats.filter((other) => other.reads(path, name.endsWith('-folder')))).toEqual([format]);
    });

    it('reads rows in any order as in sequence, and again', async () => {
      const { path, field } = example();
      const data = await openWith(format, path);
      const inOrder = await columnOf(data, field);
      const backwards = [];
      for (let row = data.size - 1; row >= 0; row -= 1)
        backwards.push((await data.read(row, [field])).fields.get(field));
      expect(backwards.toReversed()).toEqual(inOrder);
      expect(new Set(inOrder.map((value) => JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part)))).size).toBe(data.size); // prettier-ignore
      await data.close();
    });

    it('gives the fields asked for and no other', async () => {
      const data = await openWith(format, example().path);
      const [first = ''] = data.fields;
      expect([...(await data.read(0, [first])).fields.keys()]).toEqual([first]);
      expect((await data.read(0, [])).fields.size).toBe(0);
      expect(await findingOf(() => data.read(0, ['nothing']))).toMatchObject({ code: 'FIELD_MISSING' });
    });

    it('has unique ids, the same in read and id', async () => {
      const data = await openWith(format, example().path);
      const ids = Array.from({ length: data.size }, (_, row) => data.id(row));
      expect(new Set(ids).size).toBe(data.size);
      expect((await data.read(2, [])).id).toBe(ids[2]);
    });

    it('has the same digest for the same bytes, and another after a change', async () => {
      const { path, grows } = example();
      const { digest } = await openWith(format, path);
      expect(digest).toMatch(/^[0-9a-f]{64}$/);
      expect((await openWith(format, path)).digest).toBe(digest);
      appendFileSync(grows, name === 'csv' ? '5,e\n' : name === 'jsonl' ? '{"v":[1]}\n' : '');
      if (name === 'csv' || name === 'jsonl') expect((await openWith(format, path)).digest).not.toBe(digest);
    });

    it('gives processes that share the scratch folder the same data', async () => {
      const { path, field } = example();
      const scratch = folderOf({});
      const opened = await Promise.all([1, 2, 3].map(() => openWith(format, path, { scratch })));
      const columns = await Promise.all(opened.map((data) => columnOf(data, field)));
      expect(columns[1]).toEqual(columns[0]);
      expect(columns[2]).toEqual(columns[0]);
    });

    it('is refused with a Fault when it is truncated, at opening or where it is read', async () => {
      const { grows, path } = example();
      const whole = readFileSync(grows);
      const half = folderOf({
        [name.endsWith('-folder') ? grows.replace(/^.*\//, '') : path.replace(/^.*\//, '')]: whole.subarray(
          0,
          whole.length - 7,
        ),
      });
      const found = await findingOf(async () => {
        const data = await openWith(
          format,
          name.endsWith('-folder') ? half : join(half, path.replace(/^.*\//, '')),
        );
        for (let row = 0; row < data.size; row += 1) await data.read(row, data.fields);
      });
      expect([
        'DATA_UNREADABLE',
        'DATA_ENDS_EARLY',
        'ROW_BROKEN',
        'PICTURE_UNREADABLE',
        'SOUND_UNREADABLE',
      ]).toContain(found.code);
    });
  },
);
