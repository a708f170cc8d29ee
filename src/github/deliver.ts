import { finding, word, type Finding } from '../core/fault.js';
import { openClient } from './client.js';
import { publishComment, type Published } from './comment.js';
import type { Context } from './context.js';
import type { CommentMode } from './inputs.js';
import { annotate, appendSummary, setOutputs, type Annotation, type Outputs } from './outputs.js';

/** A comment's text and its rules. */
export interface CommentWish {
  readonly body: string;
  readonly key: string;
  readonly mode: CommentMode;
  /** What the comment says: a verdict, or `policy-error`. */
  readonly verdict: string;
}

/** Everything that a job leaves behind, ready to be written. */
export interface Delivery {
  /** From the fullest to the shortest. */
  readonly summaries: readonly string[];
  /** null: no comment is wanted. */
  readonly comment: CommentWish | null;
  readonly annotations: readonly Annotation[];
  readonly outputs: Omit<Outputs, 'commentId' | 'commentUrl'>;
}

export interface Recipient {
  readonly context: Context;
  readonly token: string | null;
  readonly summaryPath: string | undefined;
}

/**
 * Writes the job summary, the comment, the annotations and the outputs, in this order: what can fail comes after what
 * can't. Anything that can't be written is a warning with the verdict in it, and changes nothing else.
 */
export async function deliver(delivery: Delivery, recipient: Recipient): Promise<void> {
  const { context, summaryPath } = recipient;
  const summaryProblem = appendSummary(summaryPath, delivery.summaries);
  const published = await comment(delivery.comment, recipient);
  const isThere = 'id' in published;
  const outputProblem = setOutputs({
    ...delivery.outputs,
    commentId: isThere ? published.id : null,
    commentUrl: isThere ? published.url : null,
  });
  const problems = [summaryProblem, isThere ? published.note : published.problem, outputProblem];
  const findings = [...context.findings, ...problems.filter((problem) => problem !== null)];
  const warnings = findings.map((found) => warning(found, delivery.outputs.verdict));
  annotate([...warnings, ...delivery.annotations]);
}

async function comment(wish: CommentWish | null, { context, token }: Recipient): Promise<Published> {
  const { pullRequest } = context;
  if (wish === null || wish.mode === 'never' || pullRequest === null) {
    return { id: null, url: null, action: 'skipped', note: null };
  }
  if (token === null) return { problem: finding('COMMENT_NO_TOKEN', { pullRequest }) };
  const { apiUrl, graphqlUrl, run } = context;
  return publishComment({ ...wish, client: openClient({ token, apiUrl, graphqlUrl }), context, run });
}

function warning(found: Finding, verdict: string): Annotation {
  const { what, todo } = word(found);
  return {
    level: 'warning',
    title: 'Compression gate',
    message: `${what}.\n${todo}\nThe verdict is unchanged: ${verdict}.`,
  };
}
