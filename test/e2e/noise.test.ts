import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../data/noise');

it('every kind of noise makes the same bytes on this Node as on any other', () => {
  const node = process.env['GATE_E2E_NODE'] ?? process.execPath;
  const printed = execFileSync(node, [join(folder, 'digests.mjs')], { encoding: 'utf8' });
  expect(JSON.parse(printed)).toEqual(
    JSON.parse(readFileSync(join(folder, 'fixtures/digests.json'), 'utf8')),
  );
});
