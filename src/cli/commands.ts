import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
  gateRequest,
  readPolicyText,
  run,
  type RunFiles,
  type RunRequest,
  type RunResult,
} from '../commands/run.js';
import { validate } from '../commands/validate.js';
import { fault } from '../core/fault.js';
import type { Links } from '../core/links.js';
import type { Report } from '../core/report.js';
import { exitCode } from '../exit-code.js';
import { explainKey } from '../policy/explain-key.js';
import { explain } from '../policy/explain.js';
import { readPolicy } from '../policy/read.js';
import { renderComment } from '../report/comment.js';
import { renderJson } from '../report/json.js';
import { renderJunit } from '../report/junit.js';
import { readReport } from '../report/read.js';
import { renderText } from '../report/terminal.js';
import { refuseUnwritable } from './outputs.js';
import { progressTo, type Progress } from './progress.js';
import type { Stage } from './stage.js';

export interface GateOptions {
  readonly policy: string;
  readonly nativeDir?: string;
  readonly timeout: number;
}

export interface RunOptions extends GateOptions {
  readonly task: readonly string[];
  readonly level: readonly string[];
  readonly target: readonly string[];
  readonly json?: string;
  readonly junit?: string;
  readonly comment?: string;
  readonly format: 'text' | 'github' | 'json';
  readonly warnOnly: boolean;
}

export async function runCommand(stage: Stage, options: RunOptions): Promise<number> {
  const { json, junit, comment } = options;
  refuseUnwritable(stage.cwd, [
    ['--json', json],
    ['--junit', junit],
    ['--comment', comment],
  ]);
  return withScratch(stage, async (scratch, progress) => {
    const out = join(scratch, 'out');
    const only = { tasks: options.task, levels: options.level, targets: options.target };
    const links = noLinks(options.policy);
    const request = { ...requestOf(stage, options, { scratch, progress }), only, out, links };
    const result = await run(request, stage.house);
    progress.end();
    keepFiles(stage, options, result);
    stage.stdout.write(rendered(result.report, options.format, stage));
    return exitCode(result.report.verdict, options);
  });
}

export async function validateCommand(stage: Stage, options: GateOptions): Promise<number> {
  return withScratch(stage, async (scratch, progress) => {
    const request = requestOf(stage, options, { scratch, progress });
    const { text, possible } = await validate(
      gateRequest(request, stage.house, await readPolicyText(request)),
    );
    progress.end();
    stage.stdout.write(text);
    return exitCode(possible ? 'pass' : 'invalid', { warnOnly: false });
  });
}

export async function explainCommand(
  stage: Stage,
  subject: string | undefined,
  options: { readonly policy: string },
): Promise<number> {
  const { kinds } = stage.house;
  if (subject !== undefined) stage.stdout.write(explainKey(subject, kinds));
  else {
    const text = await readPolicyText({ policy: options.policy, directory: stage.cwd });
    stage.stdout.write(explain(readPolicy({ text, path: options.policy }, kinds)));
  }
  return exitCode('pass', { warnOnly: false });
}

export function reportCommand(
  stage: Stage,
  path: string,
  options: { readonly format: 'github' | 'json' | 'junit' | 'text'; readonly out?: string },
): Promise<number> {
  const report = readReport(readText(resolve(stage.cwd, path), path), path);
  const text = rendered(report, options.format, stage);
  if (options.out === undefined) stage.stdout.write(text);
  else writeInto(resolve(stage.cwd, options.out), (file) => writeFileSync(file, text));
  return Promise.resolve(exitCode('pass', { warnOnly: false }));
}

function rendered(report: Report, format: 'text' | 'github' | 'json' | 'junit', stage: Stage): string {
  if (format === 'json') return renderJson(report);
  if (format === 'junit') return renderJunit(report);
  if (format === 'github') return renderComment(report, noLinks(report.policy.path));
  const colour = stage.stdout.isTTY === true && stage.env['NO_COLOR'] === undefined;
  return renderText(report, { colour });
}

/** What lasts as long as one command. */
interface Lasting {
  readonly scratch: string;
  readonly progress: Progress;
}

function requestOf(
  stage: Stage,
  options: GateOptions,
  { scratch, progress }: Lasting,
): Omit<RunRequest, 'out' | 'links'> {
  const { policy, timeout, nativeDir } = options;
  return {
    policy,
    directory: stage.cwd,
    scratch,
    only: { tasks: [], levels: [], targets: [] },
    timeoutMs: timeout,
    ...(nativeDir !== undefined && { nativeDir: resolve(stage.cwd, nativeDir) }),
    today: stage.now().toISOString().slice(0, 10),
    progress: progress.tell,
    ...(stage.signal !== undefined && { signal: stage.signal }),
  };
}

function noLinks(key: string): Links {
  return { commit: null, policyUrl: null, runUrl: null, reportUrl: null, pullRequest: null, key };
}

/** The files that were asked for, where they were asked for. */
function keepFiles(stage: Stage, { json, junit, comment }: RunOptions, { files }: RunResult): void {
  const keep = (from: keyof RunFiles, to: string | undefined): void => {
    if (to !== undefined) writeInto(resolve(stage.cwd, to), (file) => copyFileSync(files[from], file));
  };
  keep('json', json);
  keep('disagreements', json === undefined ? undefined : join(dirname(json), 'disagreements.jsonl'));
  keep('junit', junit);
  keep('comment', comment);
}

function writeInto(file: string, write: (file: string) => void): void {
  mkdirSync(dirname(file), { recursive: true });
  write(file);
}

async function withScratch(
  { stderr }: Stage,
  body: (scratch: string, progress: Progress) => Promise<number>,
): Promise<number> {
  const scratch = mkdtempSync(join(tmpdir(), 'compression-gate-'));
  const progress = progressTo(stderr);
  try {
    return await body(scratch, progress);
  } finally {
    progress.end();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function readText(file: string, shown: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw fault('FILE_MISSING', { path: shown, what: 'report' });
  }
}
