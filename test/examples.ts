import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gateRequest } from '../src/commands/run.js';
import type { Links } from '../src/core/links.js';
import type { Report } from '../src/core/report.js';
import { gate } from '../src/gate.js';
import { houseOf } from '../src/house.js';

const root = join(import.meta.dirname, '..');

/** The example's folder: its policies' paths are relative to it. */
export const example = join(root, 'examples/fashion-mnist');

/** The shell's surroundings as the compiler leaves them; the test run compiles first. */
export const house = houseOf(join(root, 'build/cli.js'), process.env);

export const noLinks = (key: string): Links => ({
  commit: null,
  policyUrl: null,
  runUrl: null,
  reportUrl: null,
  pullRequest: null,
  key,
});

export function policyText(name: string): string {
  return readFileSync(join(example, `${name}.yml`), 'utf8');
}

/**
 * WebAssembly under the name of the default target: the same bits on any CPU, and nothing else in the comment is
 * another. At the end of the text, so that no place moves.
 */
export function onWasm(text: string): string {
  return `${text}\ntargets: { native: { runtime: wasm } }\n`;
}

/** Runs the gate on a policy of the example. */
export async function judge(name: string, text: string): Promise<Report> {
  const scratch = mkdtempSync(join(tmpdir(), 'example-'));
  const request = {
    policy: `${name}.yml`,
    directory: example,
    scratch,
    only: { tasks: [], levels: [], targets: [] },
    timeoutMs: 120_000,
    today: '2026-01-01',
    progress: () => undefined,
  };
  try {
    return await gate({ ...gateRequest(request, house, text), witness: () => undefined });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The report without what was measured in seconds or read from this machine. */
export function steady(report: Report): Report {
  return {
    ...report,
    cost: { ...report.cost, latency: {} },
    tasks: report.tasks.map((row) => ({ ...row, seconds: 0 })),
    targets: Object.fromEntries(
      Object.entries(report.targets).map(([name, target]) => [name, { ...target, cpu: '', isa: [] }]),
    ),
  };
}
