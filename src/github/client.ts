import { randomUUID } from 'node:crypto';
import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';

export interface Connection {
  readonly token: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  /** All requests and all waiting together, from the opening; 60,000 unless told. */
  readonly waitMs?: number;
  /** What the waits between attempts count as a second; 1,000 unless told. */
  readonly secondMs?: number;
}

/** GitHub's API for the next minute. */
export interface Client {
  readonly octokit: ReturnType<typeof getOctokit>;
  /** Runs a GraphQL operation; what comes back is unchecked. */
  graphql(operation: string, variables: { readonly [name: string]: unknown }): Promise<unknown>;
  /** The result of the work, or WaitedTooLong when the time that the client was opened for is over. */
  within<T>(work: () => Promise<T>): Promise<T>;
}

/** GitHub did not answer in the time that we have for it. */
export class WaitedTooLong extends Error {
  readonly seconds: number;

  constructor(waitMs: number) {
    super(`no answer within ${waitMs / 1000} s`);
    this.name = 'WaitedTooLong';
    this.seconds = waitMs / 1000;
  }
}

/**
 * Opens the API: failed requests are tried again, writes are spaced as GitHub asks, and a rate limit is waited out
 * only if it ends in time. Open it when it is needed: the time counts from here.
 */
export function openClient(connection: Connection): Client {
  const { token, apiUrl, graphqlUrl, waitMs = 60_000, secondMs = 1_000 } = connection;
  const endsAt = Date.now() + waitMs;
  const stop = new AbortController();
  const isWorthWaiting = (seconds: number, _request: object, _octokit: unknown, tried: number): boolean =>
    tried < 2 && Date.now() + seconds * secondMs < endsAt;
  const throttle = {
    id: randomUUID(), // the plugin's queues are shared by all clients of one name
    retryAfterBaseValue: secondMs,
    onRateLimit: isWorthWaiting,
    onSecondaryRateLimit: isWorthWaiting,
  };
  const options = { baseUrl: apiUrl, retry: { retryAfterBaseValue: secondMs }, throttle };
  const octokit = getOctokit(token, options, retry, throttling);
  octokit.hook.before('request', (request) => {
    request.request = { ...request.request, signal: stop.signal };
  });
  const baseUrl = graphqlUrl.replace(/\/graphql$/, '');
  return {
    octokit,
    graphql: (operation, variables) => octokit.graphql<unknown>(operation, { ...variables, baseUrl }),
    within: (work) => orStop(work, { stop, waitMs, leftMs: Math.max(0, endsAt - Date.now()) }),
  };
}

interface Deadline {
  readonly stop: AbortController;
  readonly waitMs: number;
  readonly leftMs: number;
}

async function orStop<T>(work: () => Promise<T>, { stop, waitMs, leftMs }: Deadline): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new WaitedTooLong(waitMs));
      stop.abort(); // an AbortError is not tried again
    }, leftMs);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
