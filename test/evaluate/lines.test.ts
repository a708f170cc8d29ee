import { mkdtempSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LineReader } from '../../src/evaluate/lines.js';

async function linesOf(text: string): Promise<(string | undefined)[]> {
  const path = join(mkdtempSync(join(tmpdir(), 'lines-')), 'file');
  writeFileSync(path, text);
  const file = await open(path, 'r');
  const reader = new LineReader(file);
  const lines: (string | undefined)[] = [];
  do lines.push(await reader.next());
  while (lines.at(-1) !== undefined);
  await file.close();
  return lines;
}

describe('lines', () => {
  it.each([
    ['', []],
    ['a\n', ['a']],
    ['\n\nä€\n', ['', '', 'ä€']],
    ['a\nwithout an end', ['a']],
  ])('of %j are %j', async (text, expected) => {
    expect(await linesOf(text)).toEqual([...expected, undefined]);
  });

  it('may be longer than what is read at once', async () => {
    const long = ['x'.repeat(600_000), 'é'.repeat(262_144), 'z'];
    expect(await linesOf(`${long.join('\n')}\n`)).toEqual([...long, undefined]);
  });
});
