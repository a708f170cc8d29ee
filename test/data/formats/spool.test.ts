import { readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { digestOf, indexFile, once, onceJson } from '../../../src/data/formats/spool.js';
import { folderOf } from '../kit.js';

it('writes a file once', async () => {
  const file = join(folderOf({}), 'deep/a');
  await once(file, (to) => writeFile(to, 'first'));
  await once(file, (to) => writeFile(to, 'second'));
  expect(readFileSync(file, 'utf8')).toBe('first');
});

it('leaves nothing behind when writing fails', async () => {
  const folder = folderOf({});
  const failing = once(join(folder, 'a'), async (to) => {
    await writeFile(to, 'half');
    throw new Error('disk');
  });
  await expect(failing).rejects.toThrow('disk');
  expect(readdirSync(folder)).toEqual([]);
});

it('gives racing processes one whole result', async () => {
  const file = join(folderOf({}), 'a.json');
  const results = await Promise.all([1, 2, 3].map((n) => onceJson(file, () => Promise.resolve({ n }))));
  expect(readFileSync(file, 'utf8')).toMatch(/^\{"n":[123]\}$/);
  expect(results.every(({ n }) => n >= 1)).toBe(true);
});

it('names another index after the file has changed, and for another way of reading', () => {
  const path = join(folderOf({ a: 'x' }), 'a');
  const before = indexFile('s', path, 'csv');
  expect(indexFile('s', path, 'csv')).toBe(before);
  expect(indexFile('s', path, 'tsv')).not.toBe(before);
  writeFileSync(path, 'y');
  utimesSync(path, 1, 1);
  expect(indexFile('s', path, 'csv')).not.toBe(before);
});

it('digests a file', async () => {
  const path = join(folderOf({ a: 'abc' }), 'a');
  expect(await digestOf(path)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
