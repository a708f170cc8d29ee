import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunResult } from '../commands/run.js';
import { finding, word, type Finding } from '../core/fault.js';
import type { Delivery } from '../github/deliver.js';
import type { Annotation } from '../github/outputs.js';
import { annotations } from '../report/annotations.js';
import { renderComment, renderPolicyErrors, renderSummary } from '../report/comment.js';
import { links, type Job } from './job.js';

/** What a run came to: a report, a policy or usage that is wrong, or an error of our own. */
export type Judged =
  | ({ readonly is: 'judged' } & RunResult)
  | { readonly is: 'refused'; readonly findings: readonly Finding[] }
  | { readonly is: 'crashed' };

/** What a run's end leaves in the job and the pull request. */
export function tell(job: Job, judged: Judged): Delivery {
  if (judged.is === 'judged') return tellVerdict(job, judged);
  if (judged.is === 'refused') return tellErrors(job, judged.findings);
  return tellCrash(job);
}

function tellVerdict(job: Job, { report, files }: RunResult): Delivery {
  const { inputs } = job;
  const to = links(job, report.policy.path);
  const body = renderComment(report, to);
  const { verdict, checks } = report;
  return {
    summaries: [renderSummary(report, to), body],
    comment: report.partial ? null : { body, verdict, key: to.key, mode: inputs.comment },
    annotations: annotations(report).map((annotation) => fromRoot(job, annotation)),
    outputs: {
      verdict,
      failed: checks.filter(({ outcome }) => outcome === 'fail').length,
      total: checks.length,
      reportJson: files.json,
      reportJunit: files.junit,
      commentBodyPath: files.comment,
    },
  };
}

/** A wrong policy is said in the pull request; a report that can't be read back is said in the log alone. */
function tellErrors(job: Job, findings: readonly Finding[]): Delivery {
  const to = links(job, job.inputs.policy);
  const body = renderPolicyErrors(findings, to);
  const mode = job.inputs.command === 'run' ? job.inputs.comment : 'never';
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
  const { key, runUrl } = links(job, job.inputs.policy);
  const run = runUrl === null ? '' : `\n\n[run](${runUrl})`;
  const body = `### 🛑 Compression gate could not decide\n\n${what}. ${todo}${run}\n`;
  return {
    summaries: [body],
    comment: { body, verdict: 'invalid', key, mode: job.inputs.comment },
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
  reportJunit: null,
  commentBodyPath: null,
  commentId: null,
  commentUrl: null,
} as const;
