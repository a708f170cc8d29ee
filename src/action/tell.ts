import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunResult } from '../commands/run.js';
import { finding, word, type Finding } from '../core/fault.js';
import type { ShardNumber } from '../core/plan.js';
import type { Delivery } from '../github/deliver.js';
import { usualPolicy } from '../github/inputs.js';
import type { Annotation } from '../github/outputs.js';
import { annotations } from '../report/annotations.js';
import { renderComment, renderPolicyErrors, renderSummary } from '../report/comment.js';
import { code, prose } from '../report/escape.js';
import { links, type Job, type Stage } from './job.js';

/** What a step came to: a report, a shard, a look at an artifact, a policy or usage that is wrong, or an error of our own. */
export type Judged =
  | ({ readonly is: 'judged' } & RunResult)
  | Evaluated
  | Recorded
  | Verified
  | { readonly is: 'refused'; readonly findings: readonly Finding[] }
  | { readonly is: 'crashed' };

interface Evaluated {
  readonly is: 'evaluated';
  readonly shard: ShardNumber;
  readonly path: string;
  readonly done: Awaited<ReturnType<Stage['runShard']>>;
}

interface Recorded {
  readonly is: 'recorded';
  readonly model: string;
  readonly target: string;
  /** The recording's folder, as the workflow names it. */
  readonly out: string;
  readonly done: Awaited<ReturnType<Stage['record']>>;
}

interface Verified {
  readonly is: 'verified';
  readonly model: string;
  /** The report's path. */
  readonly json: string;
  /** Why the model may not be deployed; empty when it may. */
  readonly findings: readonly Finding[];
}

/** What a step's end leaves in the job and the pull request. */
export function tell(job: Job, judged: Judged): Delivery {
  switch (judged.is) {
    case 'judged':
      return tellVerdict(job, judged);
    case 'evaluated':
      return tellShard(judged);
    case 'recorded':
      return tellRecorded(judged);
    case 'verified':
      return tellVerified(judged);
    case 'refused':
      return tellErrors(job, judged.findings);
    case 'crashed':
      return tellCrash(job);
  }
}

/** A shard has no verdict, and nothing for a pull request. */
function tellShard({ shard, path, done }: Evaluated): Delivery {
  const { chunks, of, problems } = done;
  const title = `### Shard ${shard.index} of ${shard.of}: ${chunks} of ${of} chunks evaluated`;
  return {
    summaries: [summary(title, problems)],
    comment: null,
    annotations: problems.map(remark),
    outputs: { ...noOutputs, verdict: problems.length === 0 ? '' : 'invalid', reportJson: path },
  };
}

function tellRecorded({ model, target, out, done: { answers, problems } }: Recorded): Delivery {
  const isWhole = problems.length === 0;
  const title = isWhole
    ? `### Recorded ${answers} answers of ${code(model)} on ${code(target)}, in ${code(out)}`
    : `### 🛑 ${code(model)} could not be recorded on ${code(target)}`;
  return {
    summaries: [summary(title, problems)],
    comment: null,
    annotations: problems.map(remark),
    outputs: { ...noOutputs, verdict: isWhole ? '' : 'invalid' },
  };
}

function tellVerified({ model, json, findings }: Verified): Delivery {
  const isFit = findings.length === 0;
  const what = isFit ? 'is the model that passed' : 'may not be deployed on this report';
  return {
    summaries: [summary(`### ${isFit ? '✅' : '❌'} ${code(model)} ${what}`, findings)],
    comment: null,
    annotations: findings.map(remark),
    outputs: { ...noOutputs, verdict: isFit ? 'pass' : 'fail', reportJson: json },
  };
}

function summary(title: string, findings: readonly Finding[]): string {
  const items = findings.map((found) => {
    const { what, todo } = word(found);
    return `- ${prose(what)}. ${prose(todo)}\n`;
  });
  return `${title}\n${items.length === 0 ? '' : '\n'}${items.join('')}`;
}

function remark(found: Finding): Annotation {
  return { level: 'error', title: 'Compression gate', message: plainly(found) };
}

function tellVerdict(job: Job, { report, files }: RunResult): Delivery {
  const { inputs } = job;
  const to = links(job, report.policy.path);
  const body = renderComment(report, to);
  const { verdict, checks } = report;
  return {
    summaries: [renderSummary(report, to), body],
    // without a key a comment could not be found again: no shard said which policy it is of
    comment: report.partial || to.key === '' ? null : { body, verdict, key: to.key, mode: inputs.comment },
    annotations: annotations(report).map((annotation) => fromRoot(job, annotation)),
    outputs: {
      verdict,
      failed: checks.filter(({ outcome }) => outcome === 'fail').length,
      total: checks.length,
      reportJson: files.json,
      reportHtml: files.html,
      reportJunit: files.junit,
      commentBodyPath: files.comment,
    },
  };
}

/** A wrong policy is said in the pull request; a shard, report or artifact that can't be used is said in the log alone. */
function tellErrors(job: Job, findings: readonly Finding[]): Delivery {
  const { command, comment, policy, shard } = job.inputs;
  const to = links(job, policy ?? usualPolicy);
  const body = renderPolicyErrors(findings, to);
  const mode = command === 'run' && shard === null ? comment : 'never';
  const remarks = findings.map((found): Annotation => {
    const shared = { level: 'error', title: 'Compression gate policy', message: plainly(found) } as const;
    return found.place ? fromRoot(job, { ...shared, ...found.place }) : shared;
  });
  return {
    summaries: [body],
    comment: { body, verdict: 'policy-error', key: to.key, mode },
    annotations: remarks,
    outputs: { ...noOutputs, verdict: 'invalid', commentBodyPath: keep(job, body) },
  };
}

/** Says nothing of the error itself: it can hold anything, and stands in the log. */
function tellCrash(job: Job): Delivery {
  const { what, todo } = word(finding('ACTION_CRASHED', {}));
  const { command, comment, commentKey, policy, shard } = job.inputs;
  const { key, runUrl } = links(job, policy ?? usualPolicy);
  const isKeyKnown = (command === 'run' && shard === null) || commentKey !== null;
  const run = runUrl === null ? '' : `\n\n[run](${runUrl})`;
  const body = `### 🛑 Compression gate could not decide\n\n${what}. ${todo}${run}\n`;
  return {
    summaries: [body],
    comment: { body, verdict: 'invalid', key, mode: isKeyKnown ? comment : 'never' },
    annotations: [{ level: 'error', title: 'Compression gate', message: `${what}.\n${todo}` }],
    outputs: { ...noOutputs, verdict: 'invalid', commentBodyPath: keep(job, body) },
  };
}

function keep({ out }: Job, body: string): string {
  const path = join(out, 'comment.md');
  writeFileSync(path, body);
  return path;
}

function fromRoot({ within }: Job, annotation: Annotation): Annotation {
  const { file } = annotation;
  return file === undefined || within === '' ? annotation : { ...annotation, file: `${within}/${file}` };
}

/** A finding as plain text. */
export function plainly(found: Finding): string {
  const { what, todo } = word(found);
  return `${what}.\n${todo}`;
}

/** The outputs of a step without a report. */
export const noOutputs = {
  failed: null,
  total: null,
  reportJson: null,
  reportHtml: null,
  reportJunit: null,
  commentBodyPath: null,
  commentId: null,
  commentUrl: null,
} as const;
