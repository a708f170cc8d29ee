import { copyFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { merge, runShard } from '../commands/merge.js';
import { run, type RunFiles, type RunResult } from '../commands/run.js';
import { fault } from '../core/fault.js';
import { unlinked } from '../core/links.js';
import { parseShard, type ShardNumber } from '../core/plan.js';
import { exitCode } from '../exit-code.js';
import { rendered, requestOf, withScratch, writeInto, type GateOptions } from './commands.js';
import { refuseFull, refuseUnwritable } from './outputs.js';
import { showFindings } from './show.js';
import type { Stage } from './stage.js';

/** What is written of a judgement, and where. */
export interface OutputOptions {
  readonly json?: string;
  readonly html?: string;
  readonly junit?: string;
  readonly comment?: string;
  readonly format: 'text' | 'github' | 'json';
  readonly warnOnly: boolean;
}

export interface RunOptions extends GateOptions, OutputOptions {
  readonly task: readonly string[];
  readonly level: readonly string[];
  readonly target: readonly string[];
  readonly shard?: string;
  readonly diagnose: boolean;
  readonly evidence?: string;
  readonly cases: number;
}

export async function runCommand(stage: Stage, options: RunOptions): Promise<number> {
  refuseOutputs(stage, options);
  refuseFull(stage.cwd, '--evidence', options.evidence);
  if (options.shard !== undefined) return shardCommand(stage, options, readShard(options.shard));
  return withScratch(stage, async (scratch, progress) => {
    const links = unlinked(options.policy);
    const request = {
      ...requestOf(stage, options, { scratch, progress }),
      only: onlyOf(options),
      out: join(scratch, 'out'),
      html: options.html !== undefined,
      links,
      diagnose: options.diagnose,
      ...(options.evidence !== undefined && {
        evidence: { folder: resolve(stage.cwd, options.evidence), most: options.cases },
      }),
    };
    const result = await run(request, stage.house);
    progress.end();
    return conclude(stage, options, result);
  });
}

function onlyOf({ task, level, target }: RunOptions): {
  tasks: readonly string[];
  levels: readonly string[];
  targets: readonly string[];
} {
  return { tasks: task, levels: level, targets: target };
}

/** A shard has no verdict: it is 0 when all of it was evaluated. */
async function shardCommand(stage: Stage, options: RunOptions, shard: ShardNumber): Promise<number> {
  const { json } = options;
  if (options.diagnose) throw fault('SHARD_ONLY_EVALUATES', { option: '--diagnose' });
  if (options.evidence !== undefined) throw fault('SHARD_ONLY_EVALUATES', { option: '--evidence' });
  if (json === undefined) throw fault('SHARD_WITHOUT_FILE', {});
  return withScratch(stage, async (scratch, progress) => {
    const request = {
      ...requestOf(stage, options, { scratch, progress }),
      only: onlyOf(options),
      shard,
      path: resolve(stage.cwd, json),
    };
    const { chunks, of, problems } = await runShard(request, stage.house);
    progress.end();
    if (problems.length > 0) stage.stderr.write(await showFindings(problems, stage));
    stage.stdout.write(
      `shard ${shard.index} of ${shard.of}: ${chunks} of ${of} chunks evaluated, in ${json}\n`,
    );
    return exitCode(problems.length === 0 ? 'pass' : 'invalid', options);
  });
}

export async function mergeCommand(
  stage: Stage,
  shards: readonly string[],
  options: OutputOptions,
): Promise<number> {
  refuseOutputs(stage, options);
  return withScratch(stage, async (scratch) => {
    const files = shards.map((shown) => ({ shown, path: resolve(stage.cwd, shown) }));
    const today = stage.now().toISOString().slice(0, 10);
    const html = options.html !== undefined;
    const request = { shards: files, today, out: join(scratch, 'out'), html, links: unlinked };
    return conclude(stage, options, await merge(request, stage.house));
  });
}

function readShard(text: string): ShardNumber {
  const shard = parseShard(text);
  if (shard === undefined) throw fault('SHARD_NUMBER', { value: text });
  return shard;
}

function refuseOutputs(stage: Stage, { json, html, junit, comment }: OutputOptions): void {
  refuseUnwritable(stage.cwd, [
    ['--json', json],
    ['--html', html],
    ['--junit', junit],
    ['--comment', comment],
  ]);
}

/** Keeps the files that were asked for, prints the result, and ends with the verdict's exit code. */
function conclude(stage: Stage, options: OutputOptions, { report, files }: RunResult): number {
  const { json, html, junit, comment, format } = options;
  const beside = (name: string): string | undefined =>
    json === undefined ? undefined : join(dirname(json), name);
  const keep = (from: keyof RunFiles, to: string | undefined): void => {
    if (to !== undefined) keepFile(files[from], resolve(stage.cwd, to));
  };
  keep('json', json);
  keep('disagreements', beside('disagreements.jsonl'));
  keep('statement', beside('report.intoto.json'));
  keep('html', html);
  keep('junit', junit);
  keep('comment', comment);
  stage.stdout.write(rendered(report, format, stage));
  return exitCode(report.verdict, options);
}

/** null: nothing was written, and what an earlier run left there must not be taken for it. */
function keepFile(from: string | null, to: string): void {
  if (from === null) rmSync(to, { force: true });
  else writeInto(to, (file) => copyFileSync(from, file));
}
