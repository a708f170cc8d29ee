import { resolve } from 'node:path';
import { lookAtCase } from '../commands/case.js';
import { writePack } from '../commands/run.js';
import type { SampleCase } from '../core/case.js';
import type { Answer } from '../core/task.js';
import { exitCode } from '../exit-code.js';
import { visible } from '../report/escape.js';
import { requestOf, withScratch, type GateOptions } from './commands.js';
import { refuseFull } from './outputs.js';
import type { Stage } from './stage.js';

export interface LookOptions extends GateOptions {
  readonly task: string;
  readonly level: readonly string[];
  readonly out?: string;
}

/** One sample, asked again: no verdict, so the exit code is 0 when both models answered at every level. */
export async function caseCommand(stage: Stage, sample: string, options: LookOptions): Promise<number> {
  const { task, level, out } = options;
  refuseFull(stage.cwd, '--out', out);
  return withScratch(stage, async (scratch, progress) => {
    const request = {
      ...requestOf(stage, options, { scratch, progress }),
      only: { tasks: [task], levels: level, targets: [] },
    };
    const seen = await lookAtCase(request, stage.house, { task, sample });
    progress.end();
    stage.stdout.write(`${textOf(seen)}\n`);
    const disagreement = { task, level: seen.levels.at(-1)?.level ?? '', sample };
    if (out !== undefined) {
      writePack(resolve(stage.cwd, out), [{ disagreement, seen, command: null }]);
      stage.stdout.write(`its inputs, drawn: ${out}\n`);
    }
    const isWhole = seen.levels.every(({ answers }) => !('problem' in answers));
    return exitCode(isWhole ? 'pass' : 'invalid', { warnOnly: false });
  });
}

function textOf({ task, sample, levels }: SampleCase): string {
  const lines = levels.map(({ level, draw, answers }) => {
    const where = draw === 0 ? level : `${level} (draw ${draw + 1})`;
    if ('problem' in answers) return `  ${where}: ${answers.problem}`;
    const { baseline, compressed, label, changed } = answers;
    const is = changed ? 'changed' : 'same';
    return `  ${where}: ${print(baseline)} → ${print(compressed)}, ${is}${label === null ? '' : ` (label: ${label})`}`;
  });
  return [`${task}, ${sample}, asked alone`, ...lines].map(visible).join('\n');
}

function print({ text, confidence }: Answer): string {
  return confidence === null ? text : `${text} (${confidence.toFixed(3)})`;
}
