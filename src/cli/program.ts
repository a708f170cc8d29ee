import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { inspect } from 'node:util';
import { Fault } from '../core/fault.js';
import { exitCode } from '../exit-code.js';
import {
  explainCommand,
  reportCommand,
  validateCommand,
  verifyCommand,
  type ExplainOptions,
  type GateOptions,
  type ReportOptions,
  type VerifyOptions,
} from './commands.js';
import { diagnoseCommand, type DiagnoseOptions } from './diagnosing.js';
import { caseCommand, type LookOptions } from './looking.js';
import { recordCommand, type RecordOptions } from './recording.js';
import { mergeCommand, runCommand, type OutputOptions, type RunOptions } from './judging.js';
import type { Stage } from './stage.js';
import { showFindings } from './show.js';

/** Where the policy lies unless somebody says otherwise. */
const usualPolicy = '.github/compression-gate.yml';

/** The command line: reads the arguments, runs one command, returns the exit code. It does not throw. */
export async function program(stage: Stage): Promise<number> {
  let code: number = exitCode('refused', { warnOnly: false });
  const done = (ended: number): void => {
    code = ended;
  };
  try {
    await commands(stage, done).parseAsync([...stage.argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? 0 : exitCode('refused', { warnOnly: false });
    if (error instanceof Fault) {
      stage.stderr.write(await showFindings(error.findings, stage));
      return exitCode('refused', { warnOnly: false });
    }
    if (stage.signal?.aborted === true) {
      stage.stderr.write(`${error instanceof Error ? error.message : String(error)}: nothing was judged\n`);
      return exitCode('invalid', { warnOnly: false });
    }
    stage.stderr.write(`compression-gate broke down; please report this:\n${inspect(error)}\n`);
    return exitCode('invalid', { warnOnly: false });
  }
}

function commands(stage: Stage, done: (code: number) => void): Command {
  const root = new Command('compression-gate');
  root
    .description('Judges a compressed ONNX model against its baseline, by a policy.')
    .version(stage.house.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stage.stdout.write(text),
      writeErr: (text) => stage.stderr.write(text),
    });
  const inherit = (command: Command): Command => command.copyInheritedSettings(root);
  const gate = (name: string, text: string): Command =>
    inherit(root.command(name).description(text))
      .option('--policy <file>', 'the policy', usualPolicy)
      .option('--native-dir <dir>', 'a folder that holds onnxruntime-node')
      .option('--cache-dir <dir>', 'where fetched files and answers of the baseline are kept')
      .option('--no-cache', 'keep nothing for the next run')
      .option(
        '--timeout <duration>',
        'longest time one model run may take, e.g. 90s, 5m',
        readDuration,
        120_000,
      );
  gate('run', 'evaluate and judge')
    .option('--task <name>', 'only this task (repeatable)', collect, [])
    .option('--level <name>', 'only this level (repeatable)', collect, [])
    .option('--target <name>', 'only this target (repeatable)', collect, [])
    .option('--json <file>', 'write report.json here, and disagreements.jsonl beside it')
    .option('--html <file>', 'write the HTML report here')
    .option('--junit <file>', 'write JUnit XML here')
    .option('--comment <file>', 'write the comment here')
    .addOption(new Option('--format <format>', 'what stdout holds').choices(['text', 'github', 'json']).default('text'))
    .option('--shard <i/n>', 'evaluate this part only, into the file of --json, for `merge`')
    .option('--diagnose', 'explain the worst failing check by its layers', false)
    .option('--evidence <dir>', 'write every changed answer and the worst with their inputs into this folder')
    .option('--cases <n>', 'so many inputs in the evidence', readCount, 24)
    .option('--warn-only', 'exit 0 whatever the verdict', false)
    .action(async (options: RunOptions) => { done(await runCommand(stage, options)); }); // prettier-ignore
  gate('record', 'run one model on this machine and write what it answers')
    .requiredOption('--model <file>', 'the model, as the policy names it')
    .requiredOption('--target <name>', 'the target whose engine and options it is run with')
    .requiredOption('--out <dir>', 'write the recording into this folder')
    .option('--export-inputs <dir>', 'write what the model is fed into this folder, for other programs')
    .action(async (options: RecordOptions) => { done(await recordCommand(stage, options)); }); // prettier-ignore
  gate('validate', 'check the policy against its files, without judging')
    .action(async (options: GateOptions) => { done(await validateCommand(stage, options)); }); // prettier-ignore
  gate('diagnose', 'find the layers behind the worst failing check, measured by putting them back to float')
    .option('--task <name>', 'only this task (repeatable)', collect, [])
    .option('--level <name>', 'only this level (repeatable)', collect, [])
    .option('--json <file>', 'write report.json with the diagnosis here')
    .option('--out <file>', 'write the model with the suspects put back here')
    .action(async (options: DiagnoseOptions) => { done(await diagnoseCommand(stage, options)); }); // prettier-ignore
  gate('case <sample>', 'ask both models about one sample again, at each level')
    .requiredOption('--task <name>', 'its task')
    .option('--level <name>', 'only this level (repeatable)', collect, [])
    .option('--out <dir>', 'write its inputs, drawn, and both answers into this folder')
    .action(async (sample: string, options: LookOptions) => { done(await caseCommand(stage, sample, options)); }); // prettier-ignore
  readers(root, inherit, { stage, done });
  return root;
}

interface Calling {
  readonly stage: Stage;
  readonly done: (code: number) => void;
}

/** Commands that read what others wrote. */
function readers(root: Command, inherit: (command: Command) => Command, { stage, done }: Calling): void {
  inherit(root.command('explain [subject]'))
    .description('print every default and check of a policy, or what a key or code means')
    .option('--policy <file>', 'the policy', usualPolicy)
    .action(async (subject: string | undefined, options: ExplainOptions) => { done(await explainCommand(stage, subject, options)); }); // prettier-ignore
  inherit(root.command('report <report.json>'))
    .description('render a report again')
    .addOption(new Option('--format <format>').choices(['github', 'html', 'json', 'junit', 'text']).makeOptionMandatory())
    .option('--out <file>', 'write here instead of stdout')
    .action(async (path: string, options: ReportOptions) => { done(await reportCommand(stage, path, options)); }); // prettier-ignore
  inherit(root.command('merge <shard...>'))
    .description('judge what several `run --shard` evaluated')
    .option('--json <file>', 'write report.json here, and disagreements.jsonl beside it')
    .option('--html <file>', 'write the HTML report here')
    .option('--junit <file>', 'write JUnit XML here')
    .option('--comment <file>', 'write the comment here')
    .addOption(new Option('--format <format>', 'what stdout holds').choices(['text', 'github', 'json']).default('text'))
    .option('--warn-only', 'exit 0 whatever the verdict', false)
    .action(async (shards: readonly string[], options: OutputOptions) => { done(await mergeCommand(stage, shards, options)); }); // prettier-ignore
  inherit(root.command('verify <report.json>'))
    .description('let a model through only if this report passed on exactly this file')
    .requiredOption('--model <file>', 'the model that is about to be deployed')
    .option('--policy <file>', 'the policy; by default the one the report names, if it is there')
    .action(async (path: string, options: VerifyOptions) => { done(await verifyCommand(stage, path, options)); }); // prettier-ignore
}

function collect(value: string, list: readonly string[]): readonly string[] {
  return [...list, value];
}

/** How many: a whole number from 1 to 1,000. */
function readCount(text: string): number {
  const value = Number(text);
  if (!(Number.isInteger(value) && value >= 1 && value <= 1000))
    throw new InvalidArgumentError('Expected a whole number from 1 to 1000.');
  return value;
}

/** Milliseconds; a bare number would leave its unit to guess. */
function readDuration(text: string): number {
  const found = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/u.exec(text);
  const factor = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[found?.[2] ?? ''];
  const value = Number(found?.[1]) * (factor ?? NaN);
  if (!(value > 0)) throw new InvalidArgumentError('Expected a number with a unit: 500ms, 90s, 5m, 1h.');
  return value;
}
