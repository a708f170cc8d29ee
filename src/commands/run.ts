import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { fault } from '../core/fault.js';
import { unlinked, type Links } from '../core/links.js';
import type { Disagreement, Report } from '../core/report.js';
import { gate } from '../gate.js';
import type { GateRequest, Selection } from '../gate/request.js';
import { renderComment } from '../report/comment.js';
import { renderJson } from '../report/json.js';
import { renderJunit } from '../report/junit.js';
import { renderStatement } from '../report/statement.js';
import { findEngine, type House } from './house.js';

export interface RunRequest {
  /** Relative to `directory`, as the user gave it. */
  readonly policy: string;
  readonly directory: string;
  /** An empty folder of this run, removed by the caller. */
  readonly scratch: string;
  /** Folder for report.json, disagreements.jsonl, comment.md and junit.xml. */
  readonly out: string;
  readonly only: Selection;
  readonly timeoutMs: number;
  readonly nativeDir?: string;
  readonly today: string;
  readonly progress: (line: string) => void;
  /** Aborted: the workers are killed and the run is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly links: Links;
}

export interface RunResult {
  readonly report: Report;
  readonly files: RunFiles;
}

export interface RunFiles {
  readonly json: string;
  readonly comment: string;
  readonly junit: string;
  readonly disagreements: string;
  /** The report as an in-toto statement. */
  readonly statement: string;
}

/** Judges a policy and writes its reports; throws a Fault when the policy or the usage is wrong. */
export async function run(request: RunRequest, house: House): Promise<RunResult> {
  const text = await readPolicyText(request);
  return writeReports(request, (witness) => gate({ ...gateRequest(request, house, text), witness }));
}

/** Where reports are written to, and what they link to; null: to nothing. */
export type Destination = Pick<RunRequest, 'out'> & { readonly links: Links | null };

/** Writes a report in every form, and each changed answer as soon as it is seen. */
export async function writeReports(
  { out, links }: Destination,
  judge: (witness: GateRequest['witness']) => Promise<Report>,
): Promise<RunResult> {
  mkdirSync(out, { recursive: true });
  const files = filesIn(out);
  const lines = createWriteStream(files.disagreements);
  try {
    const report = await judge((disagreement: Disagreement) => {
      lines.write(`${JSON.stringify(disagreement)}\n`);
    });
    writeFileSync(files.json, renderJson(report));
    writeFileSync(files.comment, renderComment(report, links ?? unlinked(report.policy.path)));
    writeFileSync(files.junit, renderJunit(report));
    writeFileSync(files.statement, renderStatement(report));
    return { report, files };
  } finally {
    lines.end();
    await finished(lines);
  }
}

function filesIn(out: string): RunFiles {
  const file = (name: string): string => join(out, name);
  return {
    json: file('report.json'),
    comment: file('comment.md'),
    junit: file('junit.xml'),
    disagreements: file('disagreements.jsonl'),
    statement: file('report.intoto.json'),
  };
}

/** The gate's request without its witness: also what `validate` works with. */
export function gateRequest(
  request: Omit<RunRequest, 'out' | 'links'>,
  house: House,
  text: string,
): Omit<GateRequest, 'witness'> {
  const { policy, directory, scratch, only, timeoutMs, today, progress, nativeDir, signal } = request;
  return {
    kinds: house.kinds,
    policy: { text, path: policy },
    directory,
    scratch,
    only,
    workerEntry: house.workerEntry,
    findEngine: (runtime) => findEngine(runtime, { house, nativeDir, progress }),
    cacheDir: join(house.toolCache, 'compression-gate', 'sources'),
    env: house.env,
    timeoutMs,
    version: house.version,
    today,
    progress,
    ...(signal !== undefined && { signal }),
  };
}

/** The policy's text; a Fault when there is no such file. */
export async function readPolicyText({
  policy,
  directory,
}: Pick<RunRequest, 'policy' | 'directory'>): Promise<string> {
  try {
    return await readFile(resolve(directory, policy), 'utf8');
  } catch {
    throw fault('FILE_MISSING', { path: policy, what: 'policy' });
  }
}
