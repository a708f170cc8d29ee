import { afterAll, describe, expect, it } from 'vitest';
import { printMarker, readMarker, type Marker } from '../../src/core/marker.js';
import { openClient } from '../../src/github/client.js';
import { publishComment, type Publication, type Published } from '../../src/github/comment.js';
import type { Context } from '../../src/github/context.js';
import { FakeGitHub, type Failure } from '../fake-github/server.js';

const key = '.github/compression-gate.yml';
const context: Context = {
  event: 'pull_request', owner: 'acme', repo: 'vision', pullRequest: 482, headSha: 'a'.repeat(40),
  base: { ref: 'main', sha: null }, fork: false, dependabot: false, run: { id: 100, attempt: 1 }, runUrl: null,
  serverUrl: 'https://github.com', apiUrl: '', graphqlUrl: '', findings: [],
}; // prettier-ignore

const earlier: Marker = { key, run: '99.1', sha: '9'.repeat(40), verdict: 'pass', failing: null };
const list = 'GET /repos/acme/vision/issues/482/comments';
const post = 'POST /repos/acme/vision/issues/482/comments';
const refused = { message: 'Resource not accessible by integration' };

const started: FakeGitHub[] = [];
afterAll(() => Promise.all(started.map((github) => github.stop())));

async function startGitHub(): Promise<FakeGitHub> {
  const github = await FakeGitHub.start();
  started.push(github);
  return github;
}

interface Wish extends Partial<Omit<Publication, 'client' | 'context'>> {
  readonly context?: Partial<Context>;
  readonly waitMs?: number;
}

function publish(github: FakeGitHub, wish: Wish = {}): Promise<Published> {
  const { context: changes, waitMs = 20_000, ...rest } = wish;
  const client = openClient({
    token: 'ghs_secret', apiUrl: github.url, graphqlUrl: `${github.url}/graphql`, waitMs, secondMs: 10,
  }); // prettier-ignore
  const shared = { client, context: { ...context, ...changes }, key, run: context.run };
  return publishComment({ ...shared, body: '### result', verdict: 'pass', mode: 'always', ...rest });
}

function codeOf(published: Published): string | null {
  return 'problem' in published ? published.problem.code : null;
}

describe.concurrent('comment', { timeout: 30_000 }, () => {
  it('is created under its marker', async () => {
    const github = await startGitHub();
    const published = await publish(github, { verdict: 'fail' });
    const [comment] = github.comments;
    expect(published).toEqual({
      id: 1001,
      url: `${github.url}/pull/482#issuecomment-1001`,
      action: 'created',
      note: null,
    });
    expect(readMarker(comment?.body ?? '')).toMatchObject({
      key,
      run: '100.1',
      sha: 'a'.repeat(40),
      verdict: 'fail',
    });
    expect(comment?.body.split('\n').slice(1)).toEqual(['### result']);
  });

  it('is updated in place while the verdict stays', async () => {
    const github = await startGitHub();
    const before = github.write(482, `${printMarker(earlier)}\nold`);
    const published = await publish(github);
    expect(published).toMatchObject({ id: before.id, action: 'updated', note: null });
    expect(github.comments).toHaveLength(1);
    expect(before.body).toMatch(/^<!-- compression-gate:comment .* run=100\.1 .*-->\n### result$/);
  });

  it.each([
    ['pass', 'fail'],
    ['invalid', 'pass'],
  ])('is hidden and written anew when the verdict goes from %s to %s', async (from, to) => {
    const github = await startGitHub();
    const before = github.write(482, `${printMarker({ ...earlier, verdict: from })}\nold`);
    const published = await publish(github, { verdict: to });
    expect(published).toMatchObject({ id: before.id + 1, action: 'reposted', note: null });
    expect(github.comments.map(({ isMinimized }) => isMinimized)).toEqual([true, false]);
    expect(before.body).toContain('old');
    expect(github.log.indexOf(post)).toBeLessThan(github.log.indexOf('minimize'));
  });

  it('is not looked for among the hidden ones', async () => {
    const github = await startGitHub();
    github.write(482, `${printMarker({ ...earlier, run: '98.1', verdict: 'fail' })}\nold`).isMinimized = true;
    const shown = github.write(482, `${printMarker(earlier)}\nold`);
    github.write(482, `${printMarker({ ...earlier, verdict: 'fail' })}\nold`).isMinimized = true;
    expect(await publish(github)).toMatchObject({ id: shown.id, action: 'updated' });
    expect(github.log).not.toContain('minimize');
  });

  it('is found on the second page', async () => {
    const github = await startGitHub();
    for (let n = 0; n < 130; n += 1) github.write(482, `talk ${n}`, { login: 'ada', type: 'User' });
    const before = github.write(482, `${printMarker(earlier)}\nold`);
    for (let n = 0; n < 100; n += 1) github.write(482, `talk ${n}`, { login: 'ada', type: 'User' });
    expect(await publish(github)).toMatchObject({ id: before.id, action: 'updated' });
    expect(github.log.filter((line) => line === list)).toHaveLength(3);
  });

  it.each([
    ['another author', { login: 'mallory', type: 'User' }, `${printMarker(earlier)}\nfake`],
    ['another bot', { login: 'mallory[bot]', type: 'Bot' }, `${printMarker(earlier)}\nfake`],
    [
      'a person named like the bot',
      { login: 'github-actions', type: 'User' },
      `${printMarker(earlier)}\nfake`,
    ],
    [
      'us, with the marker not at the start',
      { login: 'github-actions[bot]', type: 'Bot' },
      `see\n${printMarker(earlier)}`,
    ],
    [
      'us, for another key',
      { login: 'github-actions[bot]', type: 'Bot' },
      printMarker({ ...earlier, key: 'other' }),
    ],
    [
      'us, for a longer key',
      { login: 'github-actions[bot]', type: 'Bot' },
      printMarker({ ...earlier, key: `${key}x` }),
    ],
  ] as const)('of %s is not touched', async (_, author, body) => {
    const github = await startGitHub();
    const theirs = github.write(482, body, author);
    expect(await publish(github)).toMatchObject({ action: 'created' });
    expect(theirs).toMatchObject({ body, isMinimized: false });
  });

  it("is found under a person's token by that person's name", async () => {
    const github = await startGitHub();
    github.viewer = { login: 'Gate-Keeper', type: 'User' };
    github.write(482, `${printMarker(earlier)}\nby the bot`);
    const ours = github.write(482, `${printMarker(earlier)}\nold`, { login: 'gate-keeper', type: 'User' });
    expect(await publish(github)).toMatchObject({ id: ours.id, action: 'updated' });
  });

  it('is that of github-actions[bot] when the token may not ask who it is', async () => {
    const github = await startGitHub();
    github.viewer = null;
    github.write(482, `${printMarker(earlier)}\nfake`, { login: 'github-actions[bot]', type: 'User' });
    const ours = github.write(482, `${printMarker(earlier)}\nold`);
    github.write(482, `${printMarker(earlier)}\nfake`, { login: 'mallory', type: 'User' });
    expect(await publish(github)).toMatchObject({ id: ours.id, action: 'updated' });
  });

  it('finds its key whatever it holds', async () => {
    const github = await startGitHub();
    const odd = 'a --> b <!-- ключ --!>';
    await publish(github, { key: odd });
    expect(await publish(github, { key: odd })).toMatchObject({ id: 1001, action: 'updated' });
    expect(github.comments[0]?.body.split('\n')[0]).toMatch(/^<!--[^>]*-->$/);
  });

  it('replaces the marker that the body starts with', async () => {
    const github = await startGitHub();
    await publish(github, { body: `${printMarker({ ...earlier, run: '1.1' })}\n### result` });
    expect(github.comments[0]?.body.match(/compression-gate:comment/g)).toHaveLength(1);
    expect(github.comments[0]?.body).toContain('run=100.1');
  });

  it('speaks to an Enterprise Server at its own addresses', async () => {
    const github = await startGitHub();
    const client = openClient({
      token: 't', apiUrl: `${github.url}/api/v3`, graphqlUrl: `${github.url}/api/graphql`,
    }); // prettier-ignore
    const before = github.write(482, `${printMarker(earlier)}\nold`);
    const shared = {
      client,
      context,
      key,
      run: context.run,
      body: 'new',
      verdict: 'pass',
      mode: 'always',
    } as const;
    expect(await publishComment(shared)).toMatchObject({ id: before.id, action: 'updated' });
    expect(github.log).toContain('ask');
  });
});

describe.concurrent('comment by mode', { timeout: 30_000 }, () => {
  it('never: asks nothing of GitHub', async () => {
    const github = await startGitHub();
    expect(await publish(github, { mode: 'never' })).toEqual({
      id: null,
      url: null,
      action: 'skipped',
      note: null,
    });
    expect(github.received).toEqual([]);
  });

  it('without a pull request: asks nothing of GitHub', async () => {
    const github = await startGitHub();
    expect(await publish(github, { context: { pullRequest: null } })).toMatchObject({ action: 'skipped' });
    expect(github.received).toEqual([]);
  });

  it('on-failure: passing without a comment writes none', async () => {
    const github = await startGitHub();
    expect(await publish(github, { mode: 'on-failure' })).toMatchObject({ id: null, action: 'skipped' });
    expect(github.comments).toEqual([]);
  });

  it('on-failure: passing with a comment brings it up to date', async () => {
    const github = await startGitHub();
    github.write(482, `${printMarker({ ...earlier, verdict: 'fail' })}\nold`);
    expect(await publish(github, { mode: 'on-failure' })).toMatchObject({ action: 'reposted' });
  });

  it('changes: the same failing checks keep the comment, others do not', async () => {
    const github = await startGitHub();
    const body = (failing: string): string =>
      `${printMarker({ ...earlier, verdict: 'fail', failing })}\n### result`;
    const wish = { mode: 'changes', verdict: 'fail' } as const;
    const next = { ...wish, run: { id: 101, attempt: 1 }, context: { headSha: 'b'.repeat(40) } };
    await publish(github, { ...wish, body: body('f1') });
    expect(await publish(github, { ...next, body: body('f1') })).toMatchObject({ action: 'kept', id: 1001 });
    expect(await publish(github, { ...next, body: body('f2') })).toMatchObject({
      action: 'updated',
      id: 1001,
    });
  });
});

describe.concurrent('two runs', { timeout: 30_000 }, () => {
  it('the older one does not write over the newer', async () => {
    const github = await startGitHub();
    const newer = github.write(482, `${printMarker({ ...earlier, run: '101.1', verdict: 'fail' })}\nnewer`);
    expect(await publish(github)).toMatchObject({ id: newer.id, action: 'kept' });
    expect(newer).toMatchObject({ body: expect.stringContaining('newer') as string, isMinimized: false });
  });

  it('a repeated run of the same commit writes over a later one', async () => {
    const github = await startGitHub();
    const later = github.write(
      482,
      `${printMarker({ ...earlier, run: '101.1', sha: 'a'.repeat(40) })}\nlater`,
    );
    expect(await publish(github, { run: { id: 100, attempt: 2 } })).toMatchObject({
      id: later.id,
      action: 'updated',
    });
  });

  it('writing at once: the older one hides its own comment', async () => {
    const github = await startGitHub();
    github.afterCreate = () => {
      github.afterCreate = () => undefined;
      github.write(482, `${printMarker({ ...earlier, run: '101.1', verdict: 'fail' })}\nnewer`);
    };
    const published = await publish(github);
    expect(published).toMatchObject({ id: 1002, action: 'kept' });
    expect(github.comments.map(({ isMinimized }) => isMinimized)).toEqual([true, false]);
  });

  it('writing at once: the newer one hides the comment of the older', async () => {
    const github = await startGitHub();
    github.afterCreate = () => {
      github.afterCreate = () => undefined;
      github.write(482, `${printMarker(earlier)}\nolder`);
    };
    expect(await publish(github)).toMatchObject({ action: 'created', id: 1001 });
    expect(github.comments.map(({ isMinimized }) => isMinimized)).toEqual([false, true]);
  });

  it('a comment left over from before is hidden by the next update', async () => {
    const github = await startGitHub();
    const left = github.write(
      482,
      `${printMarker({ ...earlier, run: '98.1', sha: '8'.repeat(40) })}\nleft over`,
    );
    const current = github.write(482, `${printMarker(earlier)}\nold`);
    expect(await publish(github)).toMatchObject({ id: current.id, action: 'updated' });
    expect([left.isMinimized, current.isMinimized]).toEqual([true, false]);
  });
});

describe.concurrent('a comment that fails', { timeout: 30_000 }, () => {
  it.each<[string, Failure, Partial<Context>, string]>([
    ['401', { status: 401, body: { message: 'Bad credentials' } }, {}, 'COMMENT_TOKEN_REFUSED'],
    ['403 of a fork', { status: 403, body: refused }, { fork: true }, 'COMMENT_FORK'],
    ['403 of Dependabot', { status: 403, body: refused }, { dependabot: true }, 'COMMENT_DEPENDABOT'],
    ['403 for want of permission', { status: 403, body: refused }, {}, 'COMMENT_PERMISSION'],
    ['403 of a fork with a writing token', { status: 403, body: refused }, { fork: true, event: 'pull_request_target' }, 'COMMENT_PERMISSION'],
    ['403 of a locked conversation', { status: 403, body: { message: 'Unable to create comment because issue is locked.' } }, { fork: true }, 'COMMENT_LOCKED'],
    ['403 of single sign-on', { status: 403, body: { message: 'Resource protected by organization SAML enforcement' } }, {}, 'COMMENT_REFUSED'],
    ['404', { status: 404, body: { message: 'Not Found' } }, {}, 'COMMENT_NOT_FOUND'],
    ['410', { status: 410, body: { message: 'Issues are disabled' } }, {}, 'COMMENT_REFUSED'],
    ['422', { status: 422, body: { message: 'Validation Failed' } }, {}, 'COMMENT_REFUSED'],
    ['429', { status: 429, headers: { 'retry-after': '300' } }, {}, 'COMMENT_RATE_LIMITED'],
    ['403 of a used-up rate limit', { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4000000000' } }, {}, 'COMMENT_RATE_LIMITED'],
    ['403 of a secondary limit', { status: 403, body: { message: 'You have exceeded a secondary rate limit' }, headers: { 'retry-after': '3600' } }, {}, 'COMMENT_RATE_LIMITED'],
    ['500', { status: 500 }, {}, 'COMMENT_UNAVAILABLE'],
    ['502', { status: 502, body: '<html>' }, {}, 'COMMENT_UNAVAILABLE'],
    ['a dropped connection', 'dropped', {}, 'COMMENT_UNREACHABLE'],
  ])('with %s leaves a finding', async (_, failure, changes, code) => {
    const github = await startGitHub();
    github.fail('POST', /comments$/, failure);
    expect(codeOf(await publish(github, { context: changes }))).toBe(code);
    expect(github.comments).toEqual([]);
  }); // prettier-ignore

  it.each<[string, Failure, string]>([
    ['403', { status: 403, body: refused }, 'COMMENT_PERMISSION'],
    ['502', { status: 502 }, 'COMMENT_UNAVAILABLE'],
    ['a dropped connection', 'dropped', 'COMMENT_UNREACHABLE'],
    ['a page of a proxy', { status: 200, body: 'sign in' }, 'COMMENT_FAILED'],
  ])('when listing, with %s, leaves a finding', async (_, failure, code) => {
    const github = await startGitHub();
    github.fail('GET', /comments$/, failure);
    expect(codeOf(await publish(github))).toBe(code);
    expect(github.log).not.toContain(post);
  });

  it('with 200 and no comment in it leaves a finding', async () => {
    const github = await startGitHub();
    github.fail('POST', /comments$/, { status: 200, body: {} });
    expect(codeOf(await publish(github))).toBe('COMMENT_FAILED');
  });

  it('when updating leaves a finding and the comment as it was', async () => {
    const github = await startGitHub();
    const before = github.write(482, `${printMarker(earlier)}\nold`);
    github.fail('PATCH', /comments/, { status: 403, body: refused });
    expect(codeOf(await publish(github))).toBe('COMMENT_PERMISSION');
    expect(before.body).toContain('old');
  });

  it('because nobody listens leaves a finding', async () => {
    const github = await FakeGitHub.start();
    const { url } = github;
    await github.stop();
    const client = openClient({ token: 't', apiUrl: url, graphqlUrl: `${url}/graphql`, secondMs: 1 });
    const shared = { client, context, key, run: null, body: '', verdict: 'pass', mode: 'always' } as const;
    expect(codeOf(await publishComment(shared))).toBe('COMMENT_UNREACHABLE');
  });

  it('because GitHub is silent ends in time', async () => {
    const github = await startGitHub();
    github.fail('GET', /comments$/, 'silent');
    const started = Date.now();
    expect(await publish(github, { waitMs: 300 })).toEqual({
      problem: { code: 'COMMENT_TIMED_OUT', data: { pullRequest: 482, seconds: 0.3 } },
    });
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it.each<[string, Failure]>([
    ['502', { status: 502 }],
    ['429', { status: 429, headers: { 'retry-after': '1' } }],
    [
      'a secondary limit',
      { status: 403, body: { message: 'secondary rate limit' }, headers: { 'retry-after': '1' } },
    ],
    ['a dropped connection', 'dropped'],
  ])('once, with %s, is tried again', async (_, failure) => {
    const github = await startGitHub();
    github.fail('POST', /comments$/, failure, 1);
    expect(await publish(github)).toMatchObject({ action: 'created' });
    expect(github.comments).toHaveLength(1);
  });

  it('only in its answer is not written twice', async () => {
    const github = await startGitHub();
    github.fail('POST', /comments$/, { status: 502, carriedOut: true }, 1);
    expect(await publish(github)).toMatchObject({ action: 'created', id: 1002 });
    expect(github.comments.map(({ isMinimized }) => isMinimized)).toEqual([true, false]);
  });

  it('to hide the earlier one is written all the same, with a note', async () => {
    const github = await startGitHub();
    github.write(482, `${printMarker({ ...earlier, verdict: 'fail' })}\nold`);
    const real = github.viewer;
    github.afterCreate = () => (github.viewer = null);
    const published = await publish(github);
    github.viewer = real;
    expect(published).toMatchObject({
      action: 'reposted',
      id: 1002,
      note: { code: 'COMMENT_NOT_MINIMISED' },
    });
  });

  it('never tells the token', async () => {
    const github = await startGitHub();
    github.fail('POST', /comments$/, { status: 422, body: { message: 'Validation Failed' } });
    expect(JSON.stringify(await publish(github))).not.toContain('ghs_secret');
    expect(github.received.every(({ authorization }) => authorization === 'token ghs_secret')).toBe(true);
  });
});
