import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { fault } from '../core/fault.js';
import type { Links } from '../core/links.js';
import type { Disagreement, Report } from '../core/report.js';
import { gate } from '../gate.js';
import type { GateRequest, Selection } from '../gate/request.js';
import { renderComment } from '../report/comment.js';
import { renderJson } from '../report/json.js';
import { renderJunit } from '../report/junit.js';
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
}

/** Judges a policy and writes its reports; throws a Fault when the policy or the usage is wrong. */
export async function run(request: RunRequest, house: House): Promise<RunResult> {
  const text = await readPolicyText(request);
  mkdirSync(request.out, { recursive: true });
  const files = filesIn(request.out);
  const lines = createWriteStream(files.disagreements);
  const witness = (disagreement: Disagreement): void => {
    lines.write(`${JSON.stringify(disagreement)}\n`);
  };
  try {
    const report = await gate({ ...gateRequest(request, house, text), witness });
    writeFileSync(files.json, renderJson(report));
    writeFileSync(files.comment, renderComment(report, request.links));
    writeFileSync(files.junit, renderJunit(report));
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
