import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { readOutputs } from '../fake-github/runner.js';

/** This process as a step of a job: what it prints is caught, what it writes goes to files of its own. */
export interface Step {
  readonly folder: string;
  readonly summaryPath: string;
  printed(): string;
  summary(): string;
  outputs(): Readonly<Record<string, string>>;
}

/** Starts to catch; `vi.restoreAllMocks()` and `vi.unstubAllEnvs()` end it. */
export function catchStep(): Step {
  const folder = mkdtempSync(join(tmpdir(), 'step-'));
  const [summaryPath, outputPath] = [join(folder, 'summary.md'), join(folder, 'output')];
  writeFileSync(summaryPath, '');
  writeFileSync(outputPath, '');
  vi.stubEnv('GITHUB_OUTPUT', outputPath);
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  return {
    folder,
    summaryPath,
    printed: () => text,
    summary: () => readFileSync(summaryPath, 'utf8'),
    outputs: () => readOutputs(readFileSync(outputPath, 'utf8')),
  };
}
