import { finding, type Finding } from '../core/fault.js';
import { WaitedTooLong } from './client.js';
import type { Context } from './context.js';
import { reach } from './reach.js';

/** Why there is no comment, as a finding that says what to change. */
export function explainFailure(error: unknown, context: Context): Finding {
  const pullRequest = context.pullRequest ?? 0;
  if (error instanceof WaitedTooLong)
    return finding('COMMENT_TIMED_OUT', { pullRequest, seconds: error.seconds });
  const status = reach(error, 'status');
  if (typeof status !== 'number')
    return finding('COMMENT_FAILED', { pullRequest, reason: tellReason(error) });
  if (reach(error, 'response') === undefined) {
    return finding('COMMENT_UNREACHABLE', { pullRequest, reason: tellReason(error) });
  }
  return explainStatus({ status, error, context, pullRequest });
}

interface Refusal {
  readonly status: number;
  readonly error: unknown;
  readonly context: Context;
  readonly pullRequest: number;
}

function explainStatus(refusal: Refusal): Finding {
  const { status, error, context, pullRequest } = refusal;
  if (isRateLimit(status, error))
    return finding('COMMENT_RATE_LIMITED', { pullRequest, seconds: secondsLeft(error) });
  if (status === 401) return finding('COMMENT_TOKEN_REFUSED', { pullRequest });
  if (status === 403) return explainForbidden(refusal);
  if (status === 404) {
    return finding('COMMENT_NOT_FOUND', { pullRequest, repository: `${context.owner}/${context.repo}` });
  }
  if (status >= 500) return finding('COMMENT_UNAVAILABLE', { pullRequest, status });
  return finding('COMMENT_REFUSED', { pullRequest, status, message: tellReason(error) });
}

function explainForbidden({ error, context, pullRequest }: Refusal): Finding {
  const message = tellReason(error);
  if (/\blocked\b/i.test(message)) return finding('COMMENT_LOCKED', { pullRequest });
  if (!/not accessible by/i.test(message))
    return finding('COMMENT_REFUSED', { pullRequest, status: 403, message });
  const canOnlyRead = context.event === 'pull_request'; // pull_request_target has a token that can write
  if (canOnlyRead && context.fork) return finding('COMMENT_FORK', { pullRequest });
  if (context.dependabot) return finding('COMMENT_DEPENDABOT', { pullRequest });
  return finding('COMMENT_PERMISSION', { pullRequest });
}

function isRateLimit(status: number, error: unknown): boolean {
  if (status === 429) return true;
  const isUsedUp = header(error, 'x-ratelimit-remaining') === '0';
  return status === 403 && (isUsedUp || /\brate limit\b/i.test(tellReason(error)));
}

function secondsLeft(error: unknown): number | null {
  const written = header(error, 'retry-after');
  return typeof written === 'string' && /^\d{1,6}$/.test(written) ? Number(written) : null;
}

function header(error: unknown, name: string): unknown {
  return reach(error, 'response', 'headers', name);
}

/** An error's own words in one short line. */
export function tellReason(error: unknown): string {
  const message = error instanceof Error ? error.message : 'unknown error';
  return message.replaceAll(/\s+/g, ' ').slice(0, 300);
}
