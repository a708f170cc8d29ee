import { readFileSync } from 'node:fs';
import { finding, type Finding } from '../core/fault.js';
import { reach } from './reach.js';

/** The environment variables of a process, given as data. */
export interface Environment {
  readonly [name: string]: string | undefined;
}

/** A run of a workflow; `attempt` counts its re-runs from 1. */
export interface WorkflowRun {
  readonly id: number;
  readonly attempt: number;
}

/** The job that we run in: what started it, and where its results belong. */
export interface Context {
  /** `pull_request`, `push`, …; '' outside of GitHub. */
  readonly event: string;
  readonly owner: string;
  readonly repo: string;
  /** null: nothing to comment on. */
  readonly pullRequest: number | null;
  readonly headSha: string | null;
  readonly base: { readonly ref: string | null; readonly sha: string | null };
  /** The event's token can only read: the head lies in another repository. */
  readonly fork: boolean;
  readonly dependabot: boolean;
  readonly run: WorkflowRun | null;
  /** The page of this attempt. */
  readonly runUrl: string | null;
  /** Without a slash at the end; GitHub Enterprise Server has its own. */
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly findings: readonly Finding[];
}

type Subject = Pick<Context, 'pullRequest' | 'headSha' | 'base' | 'fork'>;

/** Reads the job from its environment; an event that can't be read is a finding, and then there is no pull request. */
export function readContext(env: Environment): Context {
  const { payload, findings } = readEvent(env.GITHUB_EVENT_PATH);
  const [owner = '', repo = ''] = (env.GITHUB_REPOSITORY ?? '').split('/');
  const serverUrl = readUrl(env.GITHUB_SERVER_URL, 'https://github.com');
  const run = readRun(env);
  const event = env.GITHUB_EVENT_NAME ?? '';
  return {
    event,
    owner,
    repo,
    ...readSubject(event, payload, env),
    dependabot: isDependabot(payload, env),
    run,
    runUrl:
      run && repo ? `${serverUrl}/${owner}/${repo}/actions/runs/${run.id}/attempts/${run.attempt}` : null,
    serverUrl,
    apiUrl: readUrl(env.GITHUB_API_URL, 'https://api.github.com'),
    graphqlUrl: readUrl(env.GITHUB_GRAPHQL_URL, 'https://api.github.com/graphql'),
    findings,
  };
}

function readEvent(path: string | undefined): { payload: unknown; findings: readonly Finding[] } {
  if (path === undefined || path === '') return { payload: null, findings: [] };
  try {
    return { payload: JSON.parse(readFileSync(path, 'utf8')) as unknown, findings: [] }; // parse returns any
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { payload: null, findings: [finding('EVENT_UNREADABLE', { reason: reason.slice(0, 200) })] };
  }
}

function readSubject(event: string, payload: unknown, env: Environment): Subject {
  if (event === 'merge_group') return mergeGroup(payload, env);
  if (reach(payload, 'pull_request') !== undefined) return pullRequest(payload, env);
  return {
    pullRequest: null,
    headSha: commit(reach(payload, 'after')) ?? commit(env.GITHUB_SHA),
    base: { ref: text(env.GITHUB_REF_NAME), sha: commit(reach(payload, 'before')) },
    fork: false,
  };
}

/** Of `pull_request` and `pull_request_target`; the head is the branch's own commit, not the merge that GitHub tries. */
function pullRequest(payload: unknown, env: Environment): Subject {
  const of = (...path: string[]): unknown => reach(payload, 'pull_request', ...path);
  const number = of('number');
  const headRepository = text(of('head', 'repo', 'full_name'));
  return {
    pullRequest: typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : null,
    headSha: commit(of('head', 'sha')) ?? commit(env.GITHUB_SHA),
    base: { ref: text(of('base', 'ref')) ?? text(env.GITHUB_BASE_REF), sha: commit(of('base', 'sha')) },
    fork: headRepository === null || headRepository !== text(of('base', 'repo', 'full_name')),
  };
}

function mergeGroup(payload: unknown, env: Environment): Subject {
  const of = (name: string): unknown => reach(payload, 'merge_group', name);
  return {
    pullRequest: null,
    headSha: commit(of('head_sha')) ?? commit(env.GITHUB_SHA),
    base: { ref: text(of('base_ref'))?.replace(/^refs\/heads\//, '') ?? null, sha: commit(of('base_sha')) },
    fork: false,
  };
}

function isDependabot(payload: unknown, env: Environment): boolean {
  const names = [env.GITHUB_ACTOR, env.GITHUB_TRIGGERING_ACTOR, reach(payload, 'sender', 'login')];
  return names.includes('dependabot[bot]');
}

function readRun(env: Environment): WorkflowRun | null {
  const id = count(env.GITHUB_RUN_ID);
  return id === null ? null : { id, attempt: count(env.GITHUB_RUN_ATTEMPT) ?? 1 };
}

function readUrl(given: string | undefined, usual: string): string {
  return given === undefined || given === '' ? usual : given.replace(/\/+$/, '');
}

function count(written: string | undefined): number | null {
  if (written === undefined || !/^[1-9]\d*$/.test(written)) return null;
  const value = Number(written);
  return Number.isSafeInteger(value) ? value : null;
}

function commit(value: unknown): string | null {
  return typeof value === 'string' && /^(?!0+$)([0-9a-f]{40}|[0-9a-f]{64})$/.test(value) ? value : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
