import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../data/noise');
const old = process.arch === 'x64' ? ['--no-enable-avx', '--no-enable-fma3', '--no-enable-sse4-1'] : [];

it.each([
  ['as it is', []],
  ['as on a processor without AVX, FMA and SSE 4.1', old],
  ['interpreted', ['--no-opt']],
])('every kind of noise makes the same bytes on this Node as on any other: %s', (_, flags) => {
  const node = process.env['GATE_E2E_NODE'] ?? process.execPath;
  const printed = execFileSync(node, [...flags, join(folder, 'digests.mjs')], { encoding: 'utf8' });
  expect(JSON.parse(printed)).toEqual(
    JSON.parse(readFileSync(join(folder, 'fixtures/digests.json'), 'utf8')),
  );
});
