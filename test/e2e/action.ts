import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readCommands, readOutputs } from '../fake-github/runner.js';
import type { FakeGitHub } from '../fake-github/server.js';

const root = resolve(import.meta.dirname, '../..');

/** One step of a job that uses the action. */
export interface Step {
  readonly github: FakeGitHub;
  /** As under `with:`. */
  readonly inputs: Readonly<Record<string, string>>;
  /** A pull request of the same repository, one of a fork, or no pull request at all. */
  readonly from?: 'branch' | 'fork' | 'push';
  readonly runId?: number;
  readonly sha?: string;
  /** The node to run on; without it the one that GATE_E2E_NODE names, else this one. */
  readonly node?: string;
}

/** What a step left behind. */
export interface Ended {
  /** null: killed. */
  readonly code: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly commands: ReturnType<typeof readCommands>;
  readonly log: string;
}

/** Runs dist/action as the runner does: another process, with nothing of our environment but PATH. */
export async function runAction(step: Step): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'action-'));
  const files = {
    output: join(folder, 'output'),
    summary: join(folder, 'summary.md'),
    event: join(folder, 'event.json'),
  };
  writeFileSync(files.output, '');
  writeFileSync(files.summary, '');
  writeFileSync(files.event, JSON.stringify(payload(step)));
  const env = { ...environment(step, files), RUNNER_TEMP: folder, RUNNER_TOOL_CACHE: join(folder, 'tools') };
  const { code, log } = await run(step.node ?? process.env.GATE_E2E_NODE ?? process.execPath, env);
  return {
    code,
    outputs: readOutputs(readFileSync(files.output, 'utf8')),
    summary: readFileSync(files.summary, 'utf8'),
    commands: readCommands(log),
    log,
  };
}

/** The warnings of a step in one text. */
export function warningsOf({ commands }: Ended): string {
  const warnings = commands.filter(({ name }) => name.startsWith('warning'));
  return warnings.map(({ message }) => message).join('\n');
}

function payload({ from = 'branch', sha = 'a'.repeat(40) }: Step): unknown {
  if (from === 'push') return { after: sha, before: 'b'.repeat(40) };
  const ours = { full_name: 'acme/vision' };
  const theirs = { full_name: 'stranger/vision' };
  const head = { sha, ref: 'int8', repo: from === 'fork' ? theirs : ours };
  return { pull_request: { number: 482, head, base: { sha: 'b'.repeat(40), ref: 'main', repo: ours } } };
}

function environment(
  step: Step,
  files: { output: string; summary: string; event: string },
): NodeJS.ProcessEnv {
  const { github, from = 'branch', runId = 100, sha = 'a'.repeat(40) } = step;
  const inputs = { 'github-token': 'ghs_secret', ...step.inputs };
  return {
    PATH: process.env.PATH,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: github.url,
    GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'acme/vision',
    GITHUB_EVENT_NAME: from === 'push' ? 'push' : 'pull_request',
    GITHUB_EVENT_PATH: files.event,
    GITHUB_SHA: sha,
    GITHUB_RUN_ID: String(runId),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKSPACE: root,
    GITHUB_OUTPUT: files.output,
    GITHUB_STEP_SUMMARY: files.summary,
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
  };
}

function run(
  node: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number | null; readonly log: string }> {
  const child = spawn(node, [join(root, 'dist/action/index.js')], {
    env,
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const listen = (chunk: Buffer): void => void (log += chunk.toString('utf8'));
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  return new Promise((end, reject) => {
    child.on('error', reject);
    child.on('close', (code) => end({ code, log }));
  });
}
