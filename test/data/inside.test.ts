import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isOutside, pathInside } from '../../src/data/inside.js';
import { findingOf, folderOf } from './kit.js';

it('finds files inside, also those whose names start with two dots', () => {
  const folder = folderOf({ '..a/b': '' });
  expect(pathInside(folder, '..a/b', 'file')).toBe(join(folder, '..a/b'));
});

it('refuses what is missing, above, or linked to elsewhere', async () => {
  const folder = folderOf({ 'a/b': '' });
  symlinkSync(join(folderOf({ x: '' }), 'x'), join(folder, 'link'));
  expect(await findingOf(() => pathInside(folder, 'c', 'file'))).toMatchObject({ code: 'FILE_MISSING' });
  expect(await findingOf(() => pathInside(join(folder, 'a'), '../link', 'file'))).toMatchObject({
    code: 'PATH_OUTSIDE',
  });
  expect(await findingOf(() => pathInside(folder, 'link', 'file'))).toMatchObject({ code: 'PATH_OUTSIDE' });
});

it('compares folders, not letters', () => {
  expect(isOutside('/data/pics', '/data/pics2/a')).toBe(true);
  expect(isOutside('/data/pics', '/data/pics/a')).toBe(false);
});
