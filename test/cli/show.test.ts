import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { showFindings } from '../../src/cli/show.js';
import type { Stage } from '../../src/cli/stage.js';
import { finding } from '../../src/core/fault.js';

function stage(): Stage {
  const cwd = mkdtempSync(join(tmpdir(), 'show-'));
  writeFileSync(join(cwd, 'gate.yml'), 'version: 1\nmodels: {}\n');
  return { cwd } as unknown as Stage; // nothing else is read
}

const missing = { path: 'a.onnx', what: 'model' };

it('a finding is shown with its place, its line and what to do', async () => {
  const found = finding('FILE_MISSING', missing, { file: 'gate.yml', line: 2, column: 9 });
  const text = await showFindings([found], stage());
  expect(text).toMatch(
    /^gate\.yml:2:9: model a\.onnx does not exist\n[^]*models: \{\}[^]*\^\n {2}Check the path/,
  );
});

it('several are counted; the way to a place is told', async () => {
  const place = { file: 'gate.yml', line: 1, column: 1 };
  const found = [
    finding('FILE_MISSING', missing),
    finding('FILE_MISSING', missing, place, { ...place, line: 2 }),
  ];
  const text = await showFindings(found, stage());
  expect(text).toMatch(/^2 problems\n\n/);
  expect(text).toContain('reached through gate.yml:2:1');
});

it('a place in a file that is gone is shown without the line', async () => {
  const found = finding('FILE_MISSING', missing, { file: 'none.yml', line: 2, column: 9 });
  expect(await showFindings([found], stage())).toMatch(
    /^none\.yml:2:9: model a\.onnx does not exist\n {2}Check/,
  );
});
