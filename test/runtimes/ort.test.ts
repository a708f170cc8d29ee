import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { digestFiles, hideFloat16Array } from '../../src/runtimes/ort.js';

it('a digest goes over the files one after the other, in their order', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ort-'));
  const [one, two] = [join(folder, 'one'), join(folder, 'two')];
  writeFileSync(one, 'ab');
  writeFileSync(two, 'c');
  expect(await digestFiles([one, two])).toBe(createHash('sha256').update('abc').digest('hex'));
  expect(await digestFiles([two, one])).toBe(createHash('sha256').update('cab').digest('hex'));
});

it('Float16Array is hidden, where there is one and where there is none', () => {
  hideFloat16Array();
  expect('Float16Array' in globalThis).toBe(false);
});
