import { copyFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { diagnose } from '../commands/diagnose.js';
import { finding, word } from '../core/fault.js';
import { unlinked } from '../core/links.js';
import type { Report } from '../core/report.js';
import { exitCode } from '../exit-code.js';
import { departuresText } from '../report/departure.js';
import { diagnosisText } from '../report/diagnosis.js';
import { requestOf, withScratch, writeInto, type GateOptions } from './commands.js';
import { refuseUnwritable } from './outputs.js';
import { showFindings } from './show.js';
import type { Stage } from './stage.js';

export interface DiagnoseOptions extends GateOptions {
  readonly task: readonly string[];
  readonly level: readonly string[];
  readonly json?: string;
  readonly out?: string;
}

/** Explains the worst failing check: layers, remedy, nodes to exclude; the exit code is the verdict's. */
export async function diagnoseCommand(stage: Stage, options: DiagnoseOptions): Promise<number> {
  const { task, level, json, out } = options;
  refuseUnwritable(stage.cwd, [
    ['--json', json],
    ['--out', out],
  ]);
  return withScratch(stage, async (scratch, progress) => {
    const request = {
      ...requestOf(stage, options, { scratch, progress }),
      only: { tasks: task, levels: level, targets: [] },
      out: join(scratch, 'out'),
      html: false,
      links: unlinked(options.policy),
    };
    const { result, corrected } = await diagnose(request, stage.house);
    progress.end();
    const { report, files } = result;
    if (json !== undefined) writeInto(resolve(stage.cwd, json), (file) => copyFileSync(files.json, file));
    stage.stdout.write(`${report.diagnosis === null ? nothing(report) : diagnosisText(report.diagnosis)}\n`);
    if (out !== undefined && corrected === null)
      stage.stderr.write(await showFindings([finding('NOTHING_TO_CORRECT', {})], stage));
    if (out !== undefined && corrected !== null) {
      writeInto(resolve(stage.cwd, out), (file) => writeFileSync(file, corrected()));
      stage.stdout.write(`the model with these layers in float: ${out}\n`);
    }
    stage.stdout.write(`verdict: ${report.verdict}${report.partial ? ' (partial)' : ''}\n`);
    return exitCode(report.verdict, { warnOnly: false });
  });
}

function nothing(report: Report): string {
  const { verdict, findings } = report;
  const departures = departuresText(report);
  if (departures !== '') return departures;
  const kept = findings.find(({ code }) => code === 'NOT_EXPLAINED');
  if (kept !== undefined) return word(kept).what;
  return verdict === 'pass'
    ? 'no check fails: there is nothing to diagnose'
    : 'no failing check compares the two models on the reference target: there are no layers to blame';
}
