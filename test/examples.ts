import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { gateRequest } from '../src/commands/run.js';
import type { Links } from '../src/core/links.js';
import type { Report } from '../src/core/report.js';
import { gate } from '../src/gate.js';
import type { GateRequest } from '../src/gate/request.js';
import { houseOf } from '../src/house.js';
import { renderComment } from '../src/report/comment.js';

const root = join(import.meta.dirname, '..');

/** The example's folder: its policies' paths are relative to it. */
export const example = join(root, 'examples/fashion-mnist');

/** Another example's folder. */
export const exampleOf = (name: string): string => join(root, 'examples', name);

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

export function policyText(name: string, folder = example): string {
  return readFileSync(join(folder, `${name}.yml`), 'utf8');
}

/**
 * WebAssembly under the name of the default target: the same bits on any CPU, and nothing else in the comment is
 * another. At the end of the text, so that no place moves.
 */
export function onWasm(text: string): string {
  return `${text}\ntargets: { native: { runtime: wasm } }\n`;
}

/** `UPDATE_GOLDENS=1 npx vitest run FILE` writes what is rendered; read the difference before committing it. */
export function expectGolden(folder: string, name: string, text: string): void {
  const file = join(folder, 'goldens', `${name}.md`);
  if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(file, text);
  expect(existsSync(file), `${name}.md is missing`).toBe(true);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

/** What the baseline answered is kept from one policy of an example to the next. */
const cacheDir = mkdtempSync(join(tmpdir(), 'kept-'));

/** Asks for a policy of an example in a scratch folder that goes with it. */
export async function asking<T>(
  name: string,
  text: string,
  folder: string,
  ask: (request: Omit<GateRequest, 'witness'>) => Promise<T>,
): Promise<T> {
  const scratch = mkdtempSync(join(tmpdir(), 'example-'));
  const request = {
    policy: `${name}.yml`,
    directory: folder,
    scratch,
    only: { tasks: [], levels: [], targets: [] },
    timeoutMs: 120_000,
    cacheDir,
    today: '2026-01-01',
    progress: () => undefined,
  };
  try {
    return await ask(gateRequest(request, house, text));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Runs the gate on a policy of an example. */
export function judge(
  name: string,
  text: string,
  folder = example,
  more: Pick<GateRequest, 'diagnose'> = {},
): Promise<Report> {
  return asking(name, text, folder, (request) => gate({ ...request, ...more, witness: () => undefined }));
}

/** Judges a policy of an example on WebAssembly: these limits are exceeded over all samples, and its comment is its golden. */
export async function expectExample(
  folder: string,
  policy: string,
  exceeded: readonly string[],
): Promise<Report> {
  const report = await judge(policy, onWasm(policyText(policy, folder)), folder);
  const failed = report.checks.filter(({ outcome, slice }) => outcome === 'fail' && slice === null);
  expect(failed.map(({ limit }) => limit.name)).toEqual(exceeded);
  expect(report.coverage).toMatchObject({ faulty: 0 });
  expectGolden(folder, policy, renderComment(steady(report), noLinks(`${policy}.yml`)));
  return report;
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
