import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { ShardRequest } from '../commands/merge.js';
import type { RunRequest, RunResult } from '../commands/run.js';
import { verify } from '../commands/verify.js';
import { fault } from '../core/fault.js';
import type { ShardNumber } from '../core/plan.js';
import type { Report } from '../core/report.js';
import { usualPolicy } from '../github/inputs.js';
import { say } from '../github/outputs.js';
import { readReport } from '../report/read.js';
import { links, type Job } from './job.js';
import type { Judged } from './tell.js';

/** One model run may take this long before its process is taken for dead. */
const timeoutMs = 120_000;

/** Does what the inputs ask for; throws a Fault when policy, files or usage are wrong. */
export async function judge(job: Job): Promise<Judged> {
  const { command, shard } = job.inputs;
  switch (command) {
    case 'run':
      return shard === null
        ? { is: 'judged', ...(await job.stage.run({ ...runRequest(job), diagnose: job.inputs.diagnose })) }
        : evaluateShard(job, shard);
    case 'merge':
      return { is: 'judged', ...(await mergeShards(job)) };
    case 'report':
      return { is: 'judged', ...(await readBack(job)) };
    case 'record':
      return recordModel(job);
    case 'verify':
      return verifyModel(job);
  }
}

function runRequest(job: Job): RunRequest {
  const { directory, inputs, out } = job;
  const policy = inputs.policy ?? usualPolicy;
  return {
    policy,
    directory,
    scratch: job.scratch,
    out,
    html: true,
    only: { tasks: [], levels: [], targets: [] },
    timeoutMs,
    ...(inputs.nativeDir !== null && { nativeDir: resolve(directory, inputs.nativeDir) }),
    today: today(job),
    progress: say,
    links: links(job, policy),
  };
}

function today({ stage }: Job): string {
  return stage.now().toISOString().slice(0, 10);
}

/** Its name tells it from the other shards in one folder. */
async function evaluateShard(job: Job, shard: ShardNumber): Promise<Judged> {
  const { out: _, html: __, links: ___, ...request } = runRequest(job);
  const path = join(job.out, `shard-${shard.index}-of-${shard.of}.jsonl`);
  const asked: ShardRequest = { ...request, shard, path };
  return { is: 'evaluated', shard, path, done: await job.stage.runShard(asked) };
}

async function recordModel(job: Job): Promise<Judged> {
  const { out: _, html: __, links: ___, only: ____, ...request } = runRequest(job);
  const { model, target, out } = job.inputs;
  const what = { model: model ?? '', target: target ?? '', out: out ?? '' }; // readInputs refused to go without
  const done = await job.stage.record({ ...request, ...what, inputs: null });
  return { is: 'recorded', ...what, done };
}

function mergeShards(job: Job): Promise<RunResult> {
  const { directory, inputs, out } = job;
  const shown = inputs.shards ?? '';
  const folder = resolve(directory, shown);
  const shards = namesIn(folder, shown).map((name) => ({ path: join(folder, name), shown: name }));
  if (shards.length === 0) throw fault('SHARDS_FOLDER_EMPTY', { path: shown });
  return job.stage.merge({
    shards,
    today: today(job),
    out,
    html: true,
    links: (policy) => links(job, policy),
  });
}

/** Every file of the folder and of those below it whose name ends in .jsonl, in the order of their code units. */
function namesIn(folder: string, shown: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl'))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort();
  } catch {
    throw fault('FILE_MISSING', { path: shown, what: 'The folder of shards' });
  }
}

/** A report that was made before, with the files that belong to it written again. */
async function readBack(job: Job): Promise<RunResult> {
  const { report, json } = readGiven(job);
  const to = { out: job.out, html: true, links: links(job, report.policy.path) };
  const forms = await job.stage.writeForms(report, to);
  return { report, files: { json, disagreements: join(json, '..', 'disagreements.jsonl'), ...forms } };
}

async function verifyModel(job: Job): Promise<Judged> {
  const { inputs, directory } = job;
  const { report, json } = readGiven(job);
  const model = inputs.model ?? '';
  const findings = await verify({ report, model, policy: inputs.policy ?? undefined, directory });
  return { is: 'verified', model, json, findings };
}

function readGiven({ inputs, directory }: Job): { readonly report: Report; readonly json: string } {
  const shown = inputs.report ?? '';
  const json = resolve(directory, shown);
  return { report: readReport(readText(json, shown), shown), json };
}

function readText(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw fault('FILE_MISSING', { path: shown, what: 'The report' });
  }
}
