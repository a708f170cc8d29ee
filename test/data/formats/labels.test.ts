import { join } from 'node:path';
import { expect, it } from 'vitest';
import { labelsFile, openLabels } from '../../../src/data/formats/labels.js';
import { findingOf, folderOf } from '../kit.js';

function find(root: string, labels: string) {
  return labelsFile({ path: join(root, 'data/pics'), shown: 'data/pics/', scratch: '', options: { labels } });
}

it('finds the file from the working directory', () => {
  const root = folderOf({ 'data/pics/a.png': '', 'labels/l.csv': '' });
  expect(find(root, 'labels/l.csv')).toMatchObject({
    path: join(root, 'labels/l.csv'),
    shown: 'labels/l.csv',
  });
});

it('refuses a file that is missing or outside', async () => {
  const root = folderOf({ 'data/pics/a.png': '' });
  expect(await findingOf(() => find(root, 'l.csv'))).toMatchObject({ code: 'FILE_MISSING' });
  expect(await findingOf(() => find(root, join(folderOf({ 'l.csv': '' }), 'l.csv')))).toMatchObject({
    code: 'PATH_OUTSIDE',
  });
});

it.each([
  ['path,k\na.png,1\n', { code: 'LABELS_MISMATCH', data: { path: 'b.png', missing: 'row' } }],
  [
    'path,k\na.png,1\nb.png,1\nc.png,1\n',
    { code: 'LABELS_MISMATCH', data: { path: 'c.png', missing: 'file' } },
  ],
  ['path,k\na.png,1\na.png,1\n', { code: 'ID_TWICE' }],
  ['file,k\na.png,1\n', { code: 'FIELD_MISSING' }],
  ['path,image\na.png,1\nb.png,1\n', { code: 'ROW_BROKEN' }],
])('refuses %j for the pictures a.png and b.png', async (text, finding) => {
  const path = join(folderOf({ 'l.csv': text }), 'l.csv');
  const options = { path: '', shown: '', scratch: folderOf({}), options: {} };
  const found = await findingOf(() =>
    openLabels({ path, shown: 'l.csv', own: 'image' }, ['a.png', 'b.png'], options),
  );
  expect(found).toMatchObject(finding);
});
