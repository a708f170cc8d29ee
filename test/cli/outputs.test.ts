import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refuseUnwritable } from '../../src/cli/outputs.js';
import { Fault } from '../../src/core/fault.js';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'outputs-'));
  writeFileSync(join(made, 'file'), 'kept');
  return made;
}

function reasons(wanted: Parameters<typeof refuseUnwritable>[1]): unknown[] {
  try {
    refuseUnwritable(folder(), wanted);
    return [];
  } catch (error) {
    if (error instanceof Fault)
      return error.findings.map(({ code, data }) => [code, data['option'], data['reason']]);
    throw error;
  }
}

describe('files to be written', () => {
  it('may be new, in new folders, or there already; nothing is written yet', () => {
    const made = folder();
    refuseUnwritable(made, [
      ['--json', 'a/b/report.json'],
      ['--junit', 'file'],
      ['--comment', undefined],
    ]);
    expect(existsSync(join(made, 'a/b'))).toBe(true);
    expect(existsSync(join(made, 'a/b/report.json'))).toBe(false);
  });

  it('are refused all at once, with reasons that name no path of this machine', () => {
    const told = reasons([
      ['--json', '.'],
      ['--junit', 'file/junit.xml'],
    ]);
    expect(told).toEqual([
      ['OUTPUT_FILE', '--json', 'it is a folder'],
      ['OUTPUT_FILE', '--junit', expect.stringMatching(/^E[A-Z]+: [^/]*$/)],
    ]);
  });
});
