import { afterAll, describe, expect, it } from 'vitest';
import { openClient, WaitedTooLong } from '../../src/github/client.js';
import { FakeGitHub, type Failure } from '../fake-github/server.js';

const started: FakeGitHub[] = [];
afterAll(() => Promise.all(started.map((github) => github.stop())));

async function startGitHub(): Promise<FakeGitHub> {
  const github = await FakeGitHub.start();
  started.push(github);
  return github;
}

const asked = { owner: 'acme', repo: 'vision', issue_number: 482 };

describe.concurrent('client', { timeout: 30_000 }, () => {
  it('sends the token, and to REST and GraphQL at their own addresses', async () => {
    const github = await startGitHub();
    const client = openClient({
      token: 'ghs_x', apiUrl: `${github.url}/api/v3`, graphqlUrl: `${github.url}/api/graphql`,
    }); // prettier-ignore
    await client.octokit.rest.issues.listComments(asked);
    expect(await client.graphql('query { viewer { login } }', {})).toMatchObject({
      viewer: { login: 'github-actions[bot]' },
    });
    expect(github.received.map(({ path, authorization }) => [path, authorization])).toEqual([
      ['/repos/acme/vision/issues/482/comments', 'token ghs_x'],
      ['/graphql', 'token ghs_x'],
    ]);
  });

  it.each<[string, Failure, number]>([
    ['502 four times', { status: 502 }, 4],
    ['429 four times', { status: 429 }, 4],
    ['a dropped connection four times', 'dropped', 4],
    ['403 once', { status: 403, body: { message: 'Resource not accessible by integration' } }, 1],
    ['404 once', { status: 404 }, 1],
    ['422 once', { status: 422 }, 1],
    ['a rate limit that ends in an hour, once', { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600) } }, 1],
    ['a secondary limit of an hour, once', { status: 403, body: { message: 'secondary rate limit' }, headers: { 'retry-after': '3600' } }, 1],
    ['a secondary limit of a second, three times', { status: 403, body: { message: 'secondary rate limit' }, headers: { 'retry-after': '1' } }, 3],
  ])('asks, with %s', async (_, failure, times) => {
    const github = await startGitHub();
    github.fail('GET', /comments$/, failure);
    const client = openClient({
      token: 't', apiUrl: github.url, graphqlUrl: `${github.url}/graphql`, waitMs: 20_000, secondMs: 10,
    }); // prettier-ignore
    await expect(client.octokit.rest.issues.listComments(asked)).rejects.toThrow();
    expect(github.received).toHaveLength(times);
  }); // prettier-ignore

  it('gives up in time while it waits between attempts', async () => {
    const github = await startGitHub();
    github.fail('GET', /comments$/, { status: 502 });
    const client = openClient({
      token: 't',
      apiUrl: github.url,
      graphqlUrl: `${github.url}/graphql`,
      waitMs: 500,
    });
    const started = Date.now();
    const work = client.within(() => client.octokit.rest.issues.listComments(asked));
    await expect(work).rejects.toBeInstanceOf(WaitedTooLong);
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  it('asks nothing more once the time is over', async () => {
    const github = await startGitHub();
    github.fail('GET', /comments$/, 'silent');
    const client = openClient({
      token: 't',
      apiUrl: github.url,
      graphqlUrl: `${github.url}/graphql`,
      waitMs: 1_500,
    });
    await expect(client.within(() => client.octokit.rest.issues.listComments(asked))).rejects.toThrow();
    await expect(client.octokit.rest.issues.listComments(asked)).rejects.toThrow();
    expect(github.received).toHaveLength(1);
  });

  it('hands on what the work gives or throws', async () => {
    const client = openClient({
      token: 't',
      apiUrl: 'http://127.0.0.1:9',
      graphqlUrl: 'http://127.0.0.1:9/graphql',
    });
    expect(await client.within(() => Promise.resolve(7))).toBe(7);
    await expect(client.within(() => Promise.reject(new Error('own')))).rejects.toThrow('own');
  });
});
