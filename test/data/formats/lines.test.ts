import { join } from 'node:path';
import { expect, it } from 'vitest';
import { linesOf, type Line } from '../../../src/data/formats/lines.js';
import { folderOf } from '../kit.js';

async function read(text: string): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for await (const line of linesOf(join(folderOf({ a: text }), 'a'))) lines.push(line);
  return lines;
}

it('gives each line with its bytes and number', async () => {
  expect(await read('ä\r\n\nb')).toEqual([
    { text: 'ä', start: 0, end: 4, number: 1 },
    { text: '', start: 4, end: 5, number: 2 },
    { text: 'b', start: 5, end: 6, number: 3 },
  ]);
});

it('gives no line for an empty file or after a last line end', async () => {
  expect(await read('')).toEqual([]);
  expect(await read('a\n')).toHaveLength(1);
});
