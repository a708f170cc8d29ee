import { join } from 'node:path';
import { expect, it } from 'vitest';
import { jsonl } from '../../../src/data/formats/jsonl.js';
import { columnOf, findingOf, folderOf, openWith } from '../kit.js';

function open(text: string) {
  return openWith(jsonl, join(folderOf({ 'a.jsonl': text }), 'a.jsonl'));
}

it('reads an object a line; a missing key is null', async () => {
  const data = await open('\ufeff{"text":"ü","n":1}\r\n{"n":2.5,"ok":true}\n{"text":null}');
  expect(data.fields).toEqual(['text', 'n', 'ok']);
  expect(await columnOf(data, 'text')).toEqual(['ü', null, null]);
  expect(await columnOf(data, 'n')).toEqual([1, 2.5, null]);
  expect(await columnOf(data, 'ok')).toEqual([null, true, null]);
});

it('allows empty lines at the end only', async () => {
  expect((await open('{"a":1}\n\n \n')).size).toBe(1);
  const found = await findingOf(() => open('{"a":1}\n\n{"a":2}\n'));
  expect(found).toMatchObject({ code: 'ROW_BROKEN', place: { line: 2, column: 1 } });
});

it.each([
  ['{"a":1}\n{"a":}\n', 2, 6, 'the line is no JSON from "}" on'],
  ['{"a":1}\n{"a":1', 2, 7, 'the line is no JSON from its end on'],
  ['{"a":1} x\n', 1, 9, 'the line is no JSON from "x" on'],
  ['[1]\n', 1, 1, 'the line is no JSON object'],
])('says at which line and column %j is broken', async (text, line, column, reason) => {
  const found = await findingOf(() => open(text));
  expect(found).toMatchObject({
    code: 'ROW_BROKEN',
    data: { reason },
    place: { file: 'data', line, column },
  });
});

it('names the line of a list that is no tensor', async () => {
  const data = await open('{"a":[1]}\n{"a":[[1],[2,3]]}\n');
  const found = await findingOf(() => data.read(1, ['a']));
  expect(found).toMatchObject({
    data: { reason: 'a is a list whose rows have different lengths' },
    place: { line: 2 },
  });
});

it('reads files larger than one stretch of the stream', async () => {
  const lines = Array.from({ length: 30 }, (_, n) => JSON.stringify({ n, long: 'ä'.repeat(50_000) }));
  const data = await open(lines.join('\n'));
  expect(await columnOf(data, 'n')).toEqual(Array.from({ length: 30 }, (_, n) => n));
});
