import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inspect } from 'node:util';
import type { RunRequest, RunResult } from '../commands/run.js';
import { Fault, fault, finding, type Finding } from '../core/fault.js';
import { exitCode, type Ending } from '../exit-code.js';
import { deliver, type Recipient } from '../github/deliver.js';
import { readInputs } from '../github/inputs.js';
import { annotate, fenced, mask, say, setOutputs } from '../github/outputs.js';
import { renderComment } from '../report/comment.js';
import { renderJunit } from '../report/junit.js';
import { readReport } from '../report/read.js';
import { renderStatement } from '../report/statement.js';
import { renderText } from '../report/terminal.js';
import { links, prepare, type Job, type Stage } from './job.js';
import { noOutputs, plainly, tell, type Judged } from './tell.js';

/** One model run may take this long before its process is taken for dead. */
const timeoutMs = 120_000;

/** The whole action: reads its inputs, judges, writes the results; the exit code. It does not throw. */
export async function act(stage: Stage): Promise<number> {
  try {
    const inputs = readInputs(stage.env);
    if (inputs.token !== null) mask(inputs.token);
    return await gate(prepare(stage, inputs));
  } catch (error) {
    if (error instanceof Fault) return refuse(error.findings);
    await fenced(() => {
      say(inspect(error));
      return Promise.resolve();
    });
    return crash();
  }
}

/** What is left to say when the gate itself breaks down, whatever was thrown. */
export function crash(): number {
  const found = finding('ACTION_CRASHED', {});
  setOutputs({ ...noOutputs, verdict: 'invalid' });
  annotate([{ level: 'error', title: 'Compression gate', message: plainly(found) }]);
  return exitCode('invalid', { warnOnly: false });
}

/** Wrong inputs: no policy was read, so there is nobody to tell but the log. */
function refuse(findings: readonly Finding[]): number {
  setOutputs({ ...noOutputs, verdict: 'invalid' });
  annotate(findings.map((found) => ({ level: 'error', title: 'Compression gate', message: plainly(found) })));
  return exitCode('refused', { warnOnly: false });
}

async function gate(job: Job): Promise<number> {
  const { inputs, context, stage } = job;
  const recipient: Recipient = { context, token: inputs.token, summaryPath: stage.env.GITHUB_STEP_SUMMARY };
  const judged = await fenced(() => judge(job));
  await deliver(tell(job, judged), recipient);
  const ending: Ending =
    judged.is === 'judged' ? judged.report.verdict : judged.is === 'refused' ? 'refused' : 'invalid';
  say(`verdict: ${judged.is === 'refused' ? 'none, nothing was judged' : ending}`);
  return exitCode(ending, inputs);
}

async function judge(job: Job): Promise<Judged> {
  try {
    const result = job.inputs.report === null ? await job.stage.run(request(job)) : readBack(job);
    say(renderText(result.report));
    return { is: 'judged', ...result };
  } catch (error) {
    if (error instanceof Fault) return { is: 'refused', findings: error.findings };
    say(inspect(error));
    return { is: 'crashed' };
  } finally {
    discard(job.scratch);
  }
}

/** The runner empties its temporary folder anyway; a file that is still open must not cost the verdict. */
function discard(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    say(`could not remove ${folder}: ${inspect(error)}`);
  }
}

function request(job: Job): RunRequest {
  const { inputs, directory, scratch, out, stage } = job;
  return {
    policy: inputs.policy,
    directory,
    scratch,
    out,
    only: { tasks: [], levels: [], targets: [] },
    timeoutMs,
    ...(inputs.nativeDir !== null && { nativeDir: resolve(directory, inputs.nativeDir) }),
    today: stage.now().toISOString().slice(0, 10),
    progress: say,
    links: links(job, inputs.policy),
  };
}

/** `command: report`: a report that was made before, with the files that belong to it written again. */
function readBack(job: Job): RunResult {
  const { inputs, directory, out } = job;
  const shown = inputs.report ?? '';
  const json = resolve(directory, shown);
  const report = readReport(readText(json, shown), shown);
  const comment = join(out, 'comment.md');
  const junit = join(out, 'junit.xml');
  writeFileSync(comment, renderComment(report, links(job, report.policy.path)));
  const statement = join(out, 'report.intoto.json');
  writeFileSync(junit, renderJunit(report));
  writeFileSync(statement, renderStatement(report));
  const disagreements = join(json, '..', 'disagreements.jsonl');
  return { report, files: { json, comment, junit, disagreements, statement } };
}

function readText(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw fault('FILE_MISSING', { path: shown, what: 'The report' });
  }
}
