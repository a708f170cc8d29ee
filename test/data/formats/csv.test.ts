import { join } from 'node:path';
import { expect, it } from 'vitest';
import { csv } from '../../../src/data/formats/csv.js';
import { columnOf, findingOf, folderOf, openWith, type Opening } from '../kit.js';

function open(text: string, opening: Opening = {}, name = 'a.csv') {
  return openWith(csv, join(folderOf({ [name]: text }), name), opening);
}

it('reads numbers, text, and empty cells as null', async () => {
  const data = await open('size,name\n1.5,ant\n,bee\n-2e3,\n');
  expect(data.fields).toEqual(['size', 'name']);
  expect(await columnOf(data, 'size')).toEqual([1.5, null, -2000]);
  expect(await columnOf(data, 'name')).toEqual(['ant', 'bee', null]);
});

it('takes a column as numbers only if every cell is one', async () => {
  const data = await open('zip,code\n01234,7\n99999,x\n');
  expect(await columnOf(data, 'zip')).toEqual(['01234', '99999']);
  expect(await columnOf(data, 'code')).toEqual(['7', 'x']);
});

it('keeps whole numbers beyond 2^53 as text', async () => {
  const data = await open('id\n9007199254740993\n1\n');
  expect(await columnOf(data, 'id')).toEqual(['9007199254740993', '1']);
});

it('reads quoted cells with delimiters, quotes and line ends in them', async () => {
  const data = await open('a,b\r\n"x, ""y""\r\nz",1\r\n\r\nplain,2\r\n');
  expect(await columnOf(data, 'a')).toEqual(['x, "y"\r\nz', 'plain']);
  expect(await columnOf(data, 'b')).toEqual([1, 2]);
});

it('reads a byte order mark, another delimiter, tabs in .tsv, and a last line without an end', async () => {
  expect(await columnOf(await open('\ufeffä;b\n1;ü', { options: { delimiter: ';' } }), 'b')).toEqual(['ü']);
  expect(await columnOf(await open('a\tb\n1\t2,5\n', {}, 'a.tsv'), 'b')).toEqual(['2,5']);
});

it.each([
  ['a,b\n1,2\n3\n', 3, 'it has 1 cell, the header has 2'],
  ['a,b\n"1\n1",2\n3,4,5\n', 4, 'it has 3 cells, the header has 2'],
  ['a,b\n1,"2\n', 2, 'a quoted cell has no end'],
  ['a,b\n1,"2"x\n', 2, 'a quote stands where none may be'],
  ['', 1, 'there is no header row'],
  ['a,a\n', 1, 'the header names a twice'],
  ['a,\n', 1, 'the header has a column without a name'],
])('says in which line %j is broken', async (text, line, reason) => {
  const found = await findingOf(() => open(text));
  expect(found).toMatchObject({
    code: 'ROW_BROKEN',
    data: { reason },
    place: { file: 'data', line, column: 1 },
  });
});

it('resolves ids from a column', async () => {
  const data = await open('key,v\nb,1\na,2\n', { idField: 'key' });
  expect([data.id(0), data.id(1)]).toEqual(['b', 'a']);
});
