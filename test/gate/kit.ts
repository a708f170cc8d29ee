import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../src/core/report.js';
import { houseOf } from '../../src/house.js';
import { say, toolsIn, type Said } from '../cli/kit.js';

const root = join(import.meta.dirname, '../..');
const fixtures = join(root, 'test/fixtures');
export const workerEntry = join(root, 'build/worker.js');

export function modelPath(name: string): string {
  return join(fixtures, 'models', `${name}.onnx`);
}

/** One sample of four features; the models' classes are the first three. */
export interface Row {
  readonly id: string;
  readonly x: readonly number[];
  readonly label: number;
}

/** Samples that are plainly of one class, but every 16th (the 8th, 24th, …) lies so close that `near` says another. */
export function rows(count: number): Row[] {
  return Array.from({ length: count }, (_, row) => {
    const isClose = row % 16 === 7;
    const label = isClose ? 1 : row % 3;
    const x = isClose
      ? [0.5, 0.52, 0, 0.5]
      : [...[0, 1, 2].map((feature) => (feature === label ? 1.5 : 0.25)), 0.5];
    return { id: `s${String(row).padStart(4, '0')}`, x, label };
  });
}

export interface Project {
  readonly baseline?: string;
  readonly compressed?: string;
  readonly data?: readonly object[];
  /** Lines of the policy under `targets: { here: … }`. */
  readonly target?: string;
  /** The policy's tasks; by default one called `kind`. */
  readonly tasks?: string;
  readonly extra?: string;
}

export const kindTask = `  kind:
    kind: classification
    data: { path: data.jsonl, label: label, id: id }
    output: logits
    levels: { clean: { disagreement: 50% } }
`;

/** A folder with two models, data and a policy `gate.yml`. */
export function project(wanted: Project = {}): string {
  const {
    baseline = 'linear',
    compressed = 'near',
    data = rows(64),
    target = 'runtime: native, batch: 4',
  } = wanted;
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gate-')));
  copyFileSync(modelPath(baseline), join(folder, 'baseline.onnx'));
  copyFileSync(modelPath(compressed), join(folder, 'compressed.onnx'));
  writeFileSync(join(folder, 'data.jsonl'), data.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const policy = `version: 1
models:
  baseline: { path: baseline.onnx }
  compressed: { path: compressed.onnx, method: other }
targets: { here: { ${target} } }
${wanted.extra ?? ''}tasks:
${wanted.tasks ?? kindTask}`;
  writeFileSync(join(folder, 'gate.yml'), policy);
  return folder;
}

/** Where and how a worker dies; see fixtures/dying.mjs. */
export interface Death {
  readonly arm: number;
  readonly position: number | null;
  readonly how: 'SIGKILL' | 'SIGSEGV' | number;
  readonly once?: string;
  readonly working?: boolean;
  readonly every?: number;
}

/** The entry of a worker that dies, written into the folder. */
export function dyingWorker(folder: string, death: Death): string {
  const entry = join(folder, 'worker.mjs');
  const lines = [
    `import { dieAt } from ${JSON.stringify(join(fixtures, 'dying.mjs'))};`,
    `dieAt(${JSON.stringify(death)});`,
    `await import(${JSON.stringify(workerEntry)});`,
  ];
  writeFileSync(entry, lines.join('\n'));
  return entry;
}

export interface Ended {
  /** null: ended by a signal. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Called with the process's id. */
  readonly onStart?: (pid: number) => void;
}

/** The compiled command line in a process of its own, where that is what is tested; else see `say` and `runGate`. */
export function cli(folder: string, args: readonly string[], options: CliOptions = {}): Promise<Ended> {
  const none = { NO_COLOR: undefined, FORCE_COLOR: undefined };
  const env = { ...process.env, ...none, RUNNER_TOOL_CACHE: toolsIn(folder), ...options.env };
  const child = spawn(process.execPath, [join(root, 'build/cli.js'), ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString('utf8')));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString('utf8')));
  options.onStart?.(child.pid ?? 0);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** `run` on the folder's policy in this process, with the report it wrote; its workers are processes of their own. */
export async function runGate(
  folder: string,
  args: readonly string[] = [],
  { worker = workerEntry }: { readonly worker?: string } = {},
): Promise<Said & { readonly report: Report }> {
  const house = {
    ...houseOf(join(root, 'build/cli.js'), { RUNNER_TOOL_CACHE: toolsIn(folder) }),
    workerEntry: worker,
  };
  const ended = await say(folder, ['run', '--policy', 'gate.yml', '--json', 'report.json', ...args], {
    house,
  });
  return { ...ended, report: reportIn(folder, ended) };
}

function reportIn(folder: string, ended: Said): Report {
  try {
    return JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report; // just written by the gate
  } catch {
    throw new Error(`no report: exit code ${ended.code}\n${ended.stderr}`);
  }
}

/** Codes of the report's findings, with repeats. */
export function codes({ findings }: Report): string[] {
  return findings.map(({ code }) => code);
}
