import { record } from '../commands/record.js';
import { exitCode } from '../exit-code.js';
import { requestOf, withScratch, type GateOptions } from './commands.js';
import { showFindings } from './show.js';
import type { Stage } from './stage.js';

export interface RecordOptions extends GateOptions {
  readonly model: string;
  readonly target: string;
  readonly out: string;
  readonly exportInputs?: string;
}

/** A recording has no verdict: it is 0 when it is whole. */
export async function recordCommand(stage: Stage, options: RecordOptions): Promise<number> {
  const { model, target, out, exportInputs } = options;
  return withScratch(stage, async (scratch, progress) => {
    const request = {
      ...requestOf(stage, options, { scratch, progress }),
      ...{ model, target, out, inputs: exportInputs ?? null },
    };
    const { answers, problems } = await record(request, stage.house);
    progress.end();
    if (problems.length > 0) stage.stderr.write(await showFindings(problems, stage));
    else stage.stdout.write(`recorded: ${answers} answers of ${model} on ${target}, in ${out}\n`);
    return exitCode(problems.length === 0 ? 'pass' : 'invalid', { warnOnly: false });
  });
}
