import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readContext } from '../../src/github/context.js';

const head = '8f3e2a1c00000000000000000000000000000001';
const base = '2be7d41000000000000000000000000000000002';
const merge = 'aaaaaaa000000000000000000000000000000003';
const nothing = '0000000000000000000000000000000000000000';

function event(payload: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'context-')), 'event.json');
  writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload));
  return path;
}

const pull = (headRepository: unknown): unknown => ({
  pull_request: {
    number: 482,
    head: { sha: head, ref: 'int8', repo: headRepository },
    base: { sha: base, ref: 'main', repo: { full_name: 'acme/vision' } },
  },
});

const job = {
  GITHUB_REPOSITORY: 'acme/vision',
  GITHUB_SHA: merge,
  GITHUB_RUN_ID: '17800000001',
  GITHUB_RUN_ATTEMPT: '2',
};

describe('context', () => {
  it.each(['pull_request', 'pull_request_target'])(
    'of %s names the pull request and its own head',
    (name) => {
      const path = event(pull({ full_name: 'acme/vision' }));
      const context = readContext({ ...job, GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path });
      expect(context).toEqual({
        event: name,
        owner: 'acme',
        repo: 'vision',
        pullRequest: 482,
        headSha: head,
        base: { ref: 'main', sha: base },
        fork: false,
        dependabot: false,
        run: { id: 17800000001, attempt: 2 },
        runUrl: 'https://github.com/acme/vision/actions/runs/17800000001/attempts/2',
        serverUrl: 'https://github.com',
        apiUrl: 'https://api.github.com',
        graphqlUrl: 'https://api.github.com/graphql',
        findings: [],
      });
    },
  );

  it.each([
    ['another repository', { full_name: 'stranger/vision' }],
    ['a repository that was deleted', null],
  ])('knows a fork by its head in %s', (_, repository) => {
    const path = event(pull(repository));
    expect(readContext({ ...job, GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: path }).fork).toBe(
      true,
    );
  });

  it('of merge_group has a head and a base but nothing to comment on', () => {
    const path = event({ merge_group: { head_sha: head, base_sha: base, base_ref: 'refs/heads/main' } });
    const context = readContext({ ...job, GITHUB_EVENT_NAME: 'merge_group', GITHUB_EVENT_PATH: path });
    expect(context).toMatchObject({ pullRequest: null, headSha: head, base: { ref: 'main', sha: base } });
  });

  it('of push has a head and the commit before it', () => {
    const path = event({ after: head, before: base });
    const env = { ...job, GITHUB_EVENT_NAME: 'push', GITHUB_REF_NAME: 'main', GITHUB_EVENT_PATH: path };
    expect(readContext(env)).toMatchObject({
      pullRequest: null,
      headSha: head,
      base: { ref: 'main', sha: base },
    });
  });

  it('of the first push of a branch has no commit before it', () => {
    const path = event({ after: head, before: nothing });
    const context = readContext({ ...job, GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: path });
    expect(context.base.sha).toBeNull();
  });

  it.each(['workflow_dispatch', 'schedule'])('of %s judges the checked-out commit', (name) => {
    const context = readContext({
      ...job,
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: event({ inputs: {} }),
    });
    expect(context).toMatchObject({ pullRequest: null, headSha: merge, fork: false });
  });

  it.each([
    ['the actor', { GITHUB_ACTOR: 'dependabot[bot]' }, {}],
    ['the sender', {}, { sender: { login: 'dependabot[bot]' } }],
  ])('knows Dependabot as %s', (_, env, payload) => {
    expect(readContext({ ...job, ...env, GITHUB_EVENT_PATH: event(payload) }).dependabot).toBe(true);
  });

  it('honours the addresses of an Enterprise Server', () => {
    const context = readContext({
      ...job,
      GITHUB_SERVER_URL: 'https://git.acme.test/',
      GITHUB_API_URL: 'https://git.acme.test/api/v3',
      GITHUB_GRAPHQL_URL: 'https://git.acme.test/api/graphql',
    });
    expect(context.runUrl).toBe('https://git.acme.test/acme/vision/actions/runs/17800000001/attempts/2');
    expect(context.apiUrl).toBe('https://git.acme.test/api/v3');
    expect(context.graphqlUrl).toBe('https://git.acme.test/api/graphql');
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"pull_request":7}',
    '{"pull_request":{"number":"1"}}',
    '{"pull_request":{"number":0}}',
  ])('of the broken event %j has no pull request', (payload) => {
    const context = readContext({
      ...job,
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: event(payload),
    });
    expect(context.pullRequest).toBeNull();
    expect(context.headSha).toBe(merge);
  });

  it('says when the event is missing', () => {
    const context = readContext({ ...job, GITHUB_EVENT_PATH: join(tmpdir(), 'no-such-event.json') });
    expect(context.findings.map(({ code }) => code)).toEqual(['EVENT_UNREADABLE']);
  });

  it('of an empty environment has nothing, and does not fail', () => {
    expect(readContext({})).toMatchObject({
      event: '',
      repo: '',
      pullRequest: null,
      run: null,
      runUrl: null,
    });
  });

  it.each(['abc', '-1', '1.5', '0', '99999999999999999999'])('has no run from the id %j', (id) => {
    expect(readContext({ GITHUB_RUN_ID: id }).run).toBeNull();
  });
});
