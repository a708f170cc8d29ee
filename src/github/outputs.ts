import { randomUUID } from 'node:crypto';
import { appendFileSync, statSync } from 'node:fs';
import * as core from '@actions/core';
import { finding, type Finding } from '../core/fault.js';
import { tellReason } from './failure.js';

/** A remark in the job's log and beside the changed files; without a file it belongs to the job. Texts are plain. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  /** Relative to the root of the repository. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** What GitHub shows of one level and one step; it drops the rest without a word. */
const mostAnnotations = 10;
/** What GitHub takes as the summary of one step, in bytes. */
const summaryLimit = 1024 * 1024;

/** Writes annotations, at most ten of a level: where there are more, the tenth says how many. */
export function annotate(annotations: readonly Annotation[]): void {
  for (const level of ['error', 'warning', 'notice'] as const) {
    const all = annotations.filter((annotation) => annotation.level === level);
    const isWhole = all.length <= mostAnnotations;
    for (const { message, title, file, line, column } of isWhole ? all : all.slice(0, mostAnnotations - 1)) {
      const place = {
        ...(file && { file }),
        ...(line && { startLine: line }),
        ...(column && { startColumn: column }),
      };
      core[level](message, { title, ...place });
    }
    const left = all.length - (mostAnnotations - 1);
    if (!isWhole) core[level](`and ${left} more: see the job summary`, { title: 'Compression gate' });
  }
}

/** Has the runner replace this text by asterisks from here on. */
export function mask(secret: string): void {
  core.setSecret(secret);
}

/** A line for the job's log; call it inside of `fenced` when others' text is in it. */
export function say(line: string): void {
  core.info(line);
}

/** Does the work while the runner takes no commands: what models, data and processes print can't give it any. */
export async function fenced<T>(work: () => Promise<T>): Promise<T> {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n`);
  try {
    return await work();
  } finally {
    process.stdout.write(`\n::${token}::\n`); // the line break ends what a process left unfinished
  }
}

/** Appends the first of the renderings that fits to the job summary; never a cut one. Without a path there is none. */
export function appendSummary(path: string | undefined, renderings: readonly string[]): Finding | null {
  if (path === undefined || path === '') return null;
  try {
    const room = summaryLimit - (statSync(path, { throwIfNoEntry: false })?.size ?? 0);
    const text = renderings.find((rendering) => Buffer.byteLength(rendering) < room);
    const bytes = Math.min(...renderings.map((rendering) => Buffer.byteLength(rendering)));
    if (text === undefined) return finding('SUMMARY_TOO_LARGE', { bytes, limit: summaryLimit });
    appendFileSync(path, `${text}\n`);
    return null;
  } catch (error) {
    return finding('SUMMARY_UNWRITABLE', { reason: tellReason(error) });
  }
}

/** The outputs of the step, by the names in action.yml; null is empty text. */
export interface Outputs {
  readonly verdict: string;
  readonly failed: number | null;
  readonly total: number | null;
  readonly reportJson: string | null;
  readonly reportHtml: string | null;
  readonly reportJunit: string | null;
  readonly commentBodyPath: string | null;
  readonly commentId: number | null;
  readonly commentUrl: string | null;
}

const outputNames = {
  verdict: 'verdict',
  failed: 'failed',
  total: 'total',
  reportJson: 'report-json',
  reportHtml: 'report-html',
  reportJunit: 'report-junit',
  commentBodyPath: 'comment-body-path',
  commentId: 'comment-id',
  commentUrl: 'comment-url',
} as const satisfies { readonly [K in keyof Outputs]: string };

/** Writes every output; the values can hold any text. */
export function setOutputs(outputs: Outputs): Finding | null {
  try {
    for (const [key, name] of Object.entries(outputNames)) {
      core.setOutput(name, outputs[key as keyof Outputs] ?? ''); // outputNames has these keys and no others
    }
    return null;
  } catch (error) {
    return finding('OUTPUTS_UNWRITABLE', { reason: tellReason(error) });
  }
}
