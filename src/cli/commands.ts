import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { renderPage } from '../commands/house.js';
import { gateRequest, readPolicyText, type RunRequest } from '../commands/run.js';
import { validate } from '../commands/validate.js';
import { verify } from '../commands/verify.js';
import { fault } from '../core/fault.js';
import { unlinked } from '../core/links.js';
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
import { progressTo, type Progress } from './progress.js';
import { showFindings } from './show.js';
import type { Stage } from './stage.js';

export interface GateOptions {
  readonly policy: string;
  readonly nativeDir?: string;
  readonly cacheDir?: string;
  readonly cache: boolean;
  readonly timeout: number;
}

export interface ExplainOptions {
  readonly policy: string;
}

export interface ReportOptions {
  readonly format: 'github' | 'html' | 'json' | 'junit' | 'text';
  readonly out?: string;
}

export interface VerifyOptions {
  readonly model: string;
  readonly policy?: string;
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
  options: ExplainOptions,
): Promise<number> {
  const { kinds } = stage.house;
  if (subject !== undefined) stage.stdout.write(explainKey(subject, kinds));
  else {
    const text = await readPolicyText({ policy: options.policy, directory: stage.cwd });
    stage.stdout.write(explain(readPolicy({ text, path: options.policy }, kinds)));
  }
  return exitCode('pass', { warnOnly: false });
}

export async function reportCommand(stage: Stage, path: string, options: ReportOptions): Promise<number> {
  const report = readReport(readText(resolve(stage.cwd, path), path), path);
  const { format } = options;
  const text =
    format === 'html'
      ? await renderPage(stage.house, report, { links: unlinked(report.policy.path) })
      : rendered(report, format, stage);
  if (options.out === undefined) stage.stdout.write(text);
  else writeInto(resolve(stage.cwd, options.out), (file) => writeFileSync(file, text));
  return exitCode('pass', { warnOnly: false });
}

export async function verifyCommand(
  stage: Stage,
  path: string,
  { model, policy }: VerifyOptions,
): Promise<number> {
  const report = readReport(readText(resolve(stage.cwd, path), path), path);
  const findings = await verify({ report, model, policy, directory: stage.cwd });
  if (findings.length > 0) stage.stderr.write(await showFindings(findings, stage));
  stage.stdout.write(`verified: ${findings.length === 0 ? 'yes' : 'no'}\n`);
  return exitCode(findings.length === 0 ? 'pass' : 'fail', { warnOnly: false });
}

export function rendered(report: Report, format: 'text' | 'github' | 'json' | 'junit', stage: Stage): string {
  if (format === 'json') return renderJson(report);
  if (format === 'junit') return renderJunit(report);
  if (format === 'github') return renderComment(report, unlinked(report.policy.path));
  const colour = stage.stdout.isTTY === true && stage.env['NO_COLOR'] === undefined;
  return renderText(report, { colour });
}

/** What lasts as long as one command. */
interface Lasting {
  readonly scratch: string;
  readonly progress: Progress;
}

export function requestOf(
  stage: Stage,
  options: GateOptions,
  { scratch, progress }: Lasting,
): Omit<RunRequest, 'out' | 'html' | 'links'> {
  const { policy, timeout, nativeDir, cacheDir, cache } = options;
  return {
    policy,
    directory: stage.cwd,
    scratch,
    only: { tasks: [], levels: [], targets: [] },
    timeoutMs: timeout,
    ...(nativeDir !== undefined && { nativeDir: resolve(stage.cwd, nativeDir) }),
    ...(cacheDir !== undefined && { cacheDir: resolve(stage.cwd, cacheDir) }),
    cache,
    today: stage.now().toISOString().slice(0, 10),
    progress: progress.tell,
    ...(stage.signal !== undefined && { signal: stage.signal }),
  };
}

export function writeInto(file: string, write: (file: string) => void): void {
  mkdirSync(dirname(file), { recursive: true });
  write(file);
}

export async function withScratch(
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
