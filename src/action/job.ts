import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { merge, runShard } from '../commands/merge.js';
import type { record } from '../commands/record.js';
import type { run, writeForms } from '../commands/run.js';
import type { Report } from '../core/report.js';
import type { Links } from '../core/links.js';
import { readContext, type Context, type Environment } from '../github/context.js';
import type { Inputs } from '../github/inputs.js';

/** A command that already has its house. */
type Furnished<Command extends (request: never, house: never) => unknown> = (
  request: Parameters<Command>[0],
) => ReturnType<Command>;

/** What the action takes from its process. */
export interface Stage {
  readonly env: Environment;
  readonly directory: string;
  readonly run: Furnished<typeof run>;
  readonly runShard: Furnished<typeof runShard>;
  readonly merge: Furnished<typeof merge>;
  /** Writes again what belongs to a report that was made before. */
  readonly writeForms: (
    report: Report,
    forms: Omit<Parameters<typeof writeForms>[1], 'house'>,
  ) => ReturnType<typeof writeForms>;
  readonly record: Furnished<typeof record>;
  readonly now: () => Date;
}

/** One run of the action. */
export interface Job {
  readonly stage: Stage;
  readonly context: Context;
  readonly inputs: Inputs;
  /** The working directory. */
  readonly directory: string;
  /** The working directory as seen from the root of the checkout, with `/`; '' when they are the same. */
  readonly within: string;
  /** A folder of this run for what is not kept. */
  readonly scratch: string;
  /** A folder for the reports, which later steps can read. */
  readonly out: string;
}

/** Makes the folders of a run. */
export function prepare(stage: Stage, inputs: Inputs): Job {
  const root = stage.env.GITHUB_WORKSPACE ?? stage.directory;
  const directory = resolve(root, inputs.workingDirectory);
  const temporary = mkdtempSync(join(stage.env.RUNNER_TEMP ?? tmpdir(), 'compression-gate-'));
  const [scratch, out] = [join(temporary, 'scratch'), join(temporary, 'report')];
  mkdirSync(scratch);
  mkdirSync(out);
  const within = relative(root, directory).split(sep).join('/');
  return { stage, context: readContext(stage.env), inputs, directory, within, scratch, out };
}

/** Where the comment's readers can go on; `policy` is relative to the working directory, '' where nobody knows it. */
export function links({ context, inputs, within }: Job, policy: string): Links {
  const { headSha, serverUrl, owner, repo, runUrl, pullRequest } = context;
  const path = within === '' ? policy : `${within}/${policy}`;
  const isInside = !isAbsolute(policy) && !path.split('/').includes('..');
  const isKnown = headSha !== null && repo !== '' && policy !== '' && isInside;
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  return {
    commit: headSha,
    policyUrl: isKnown ? `${serverUrl}/${owner}/${repo}/blob/${headSha}/${escaped}` : null,
    runUrl,
    reportUrl: null,
    pullRequest,
    key: inputs.commentKey ?? policy,
  };
}
