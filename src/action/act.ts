import { rmSync } from 'node:fs';
import { inspect } from 'node:util';
import { Fault, finding, type Finding } from '../core/fault.js';
import { exitCode, type Ending } from '../exit-code.js';
import { deliver, type Recipient } from '../github/deliver.js';
import { readInputs } from '../github/inputs.js';
import { annotate, fenced, mask, say, setOutputs } from '../github/outputs.js';
import { renderText } from '../report/terminal.js';
import { prepare, type Job, type Stage } from './job.js';
import { judge } from './judge.js';
import { noOutputs, plainly, tell, type Judged } from './tell.js';

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
  const judged = await fenced(() => attempt(job));
  await deliver(tell(job, judged), recipient);
  const ending = endingOf(judged);
  if (judged.is !== 'evaluated' && judged.is !== 'recorded')
    say(`verdict: ${ending === 'refused' ? 'none, nothing was judged' : ending}`);
  return exitCode(ending, inputs);
}

async function attempt(job: Job): Promise<Judged> {
  try {
    const judged = await judge(job);
    if (judged.is === 'judged') say(renderText(judged.report));
    return judged;
  } catch (error) {
    if (error instanceof Fault) return { is: 'refused', findings: error.findings };
    say(inspect(error));
    return { is: 'crashed' };
  } finally {
    discard(job.scratch);
  }
}

function endingOf(judged: Judged): Ending {
  switch (judged.is) {
    case 'judged':
      return judged.report.verdict;
    case 'evaluated':
      return judged.done.problems.length === 0 ? 'pass' : 'invalid';
    case 'recorded':
      return judged.done.problems.length === 0 ? 'pass' : 'invalid';
    case 'verified':
      return judged.findings.length === 0 ? 'pass' : 'fail';
    case 'refused':
      return 'refused';
    case 'crashed':
      return 'invalid';
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
