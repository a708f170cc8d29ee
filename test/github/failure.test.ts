import { describe, expect, it } from 'vitest';
import { word } from '../../src/core/fault.js';
import { WaitedTooLong } from '../../src/github/client.js';
import { readContext } from '../../src/github/context.js';
import { explainFailure, tellReason } from '../../src/github/failure.js';

const context = {
  ...readContext({ GITHUB_REPOSITORY: 'acme/vision' }),
  pullRequest: 482,
  event: 'pull_request',
};

/** As octokit throws them; the tests of the comment meet the real ones. */
function refusal(status: number, message: string, headers: Record<string, string> = {}): Error {
  return Object.assign(new Error(message), { status, response: { headers } });
}

describe('failure', () => {
  it('names the permission to add, as YAML', () => {
    const found = explainFailure(refusal(403, 'Resource not accessible by integration'), context);
    expect(found.code).toBe('COMMENT_PERMISSION');
    expect(word(found).todo).toContain('\n  permissions:\n    contents: read\n    pull-requests: write');
  });

  it('of a fork names what silences it, as YAML', () => {
    const found = explainFailure(refusal(403, 'Resource not accessible by integration'), {
      ...context,
      fork: true,
    });
    expect(found.code).toBe('COMMENT_FORK');
    expect(word(found).todo).toContain(
      "comment: ${{ github.event.pull_request.head.repo.fork && 'never' || 'always' }}",
    );
  });

  it('of a personal token is the same', () => {
    const found = explainFailure(refusal(403, 'Resource not accessible by personal access token'), context);
    expect(found.code).toBe('COMMENT_PERMISSION');
  });

  it('of a rate limit tells for how long', () => {
    const found = explainFailure(refusal(429, 'slow down', { 'retry-after': '90' }), context);
    expect(found).toEqual({ code: 'COMMENT_RATE_LIMITED', data: { pullRequest: 482, seconds: 90 } });
    expect(word(found).what).toContain('another 90 s');
  });

  it.each(['soon', '-1', '1e9', ''])('does not repeat a waiting time of %j', (written) => {
    const found = explainFailure(refusal(429, 'slow down', { 'retry-after': written }), context);
    expect(found.data.seconds).toBeNull();
  });

  it.each([
    ['a deadline', new WaitedTooLong(60_000), 'COMMENT_TIMED_OUT'],
    [
      'a network error',
      Object.assign(new Error('ECONNRESET'), { status: 500, response: undefined }),
      'COMMENT_UNREACHABLE',
    ],
    ['an error of our own', new TypeError('x is not a function'), 'COMMENT_FAILED'],
    ['text', 'boom', 'COMMENT_FAILED'],
    ['undefined', undefined, 'COMMENT_FAILED'],
    ['an unknown status', refusal(418, 'teapot'), 'COMMENT_REFUSED'],
  ])('explains %s', (_, error, code) => {
    expect(explainFailure(error, context).code).toBe(code);
  });

  it('keeps reasons in one short line', () => {
    expect(tellReason(new Error(`a\n\n  b${'x'.repeat(500)}`))).toMatch(/^a b x{0}x+$|^a bx+$/);
    expect(tellReason(new Error('x'.repeat(500)))).toHaveLength(300);
  });
});
