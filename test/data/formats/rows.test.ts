import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openRows } from '../../../src/data/formats/rows.js';
import { findingOf, folderOf } from '../kit.js';

it('reads bytes by position into a buffer of their own', () => {
  const rows = openRows(join(folderOf({ a: 'abcdef' }), 'a'), 'a', null);
  const bytes = rows.bytes(2, 3);
  expect([Buffer.from(bytes).toString(), bytes.buffer.byteLength]).toEqual(['cde', 3]);
  rows.close();
});

it('says where a file ends that should go on', async () => {
  const rows = openRows(join(folderOf({ a: 'abcdef' }), 'a'), 'a', 'x');
  const found = await findingOf(() => rows.bytes(4, 5));
  expect(found).toEqual({ code: 'DATA_ENDS_EARLY', data: { path: 'a', part: 'x', bytes: 6, expected: 9 } });
});
