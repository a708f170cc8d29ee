import { resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { printMarker } from '../../src/core/marker.js';
import { FakeGitHub, type Failure } from '../fake-github/server.js';
import { runAction, warningsOf, type Ended, type Step } from './action.js';

/** Short runs on the example's models, and how they end. */
const passing = 'test/e2e/passing.yml';
const failing = 'test/e2e/failing.yml';
const missing = 'no-such-policy.yml';
/** A folder from which onnxruntime-node can be loaded: nothing is installed here. */
const nativeDir = resolve(import.meta.dirname, '../..');

const started: FakeGitHub[] = [];
afterAll(() => Promise.all(started.map((github) => github.stop())));

async function startGitHub(): Promise<FakeGitHub> {
  const github = await FakeGitHub.start();
  started.push(github);
  return github;
}

interface Wish extends Omit<Step, 'inputs'> {
  readonly policy?: string;
  readonly inputs?: Readonly<Record<string, string>>;
}

function gate({ policy = passing, inputs = {}, ...step }: Wish): Promise<Ended> {
  const usual = {
    'native-dir': nativeDir,
    'comment-key': 'e2e',
    policy,
  };
  return runAction({ ...step, inputs: { ...usual, ...inputs } });
}

const later = { runId: 101, sha: 'c'.repeat(40) };

describe('action, from dist', { timeout: 180_000 }, () => {
  it('passes an example that keeps its limits, and comments', async () => {
    const github = await startGitHub();
    const inputs = { 'working-directory': 'examples/fashion-mnist' };
    const ended = await gate({ github, inputs, policy: 'compression-gate.yml' });
    expect(ended.log).toContain('verdict: pass');
    expect(ended.code).toBe(0);
    expect(ended.outputs).toMatchObject({ verdict: 'pass', failed: '0', 'comment-id': '1001' });
    expect(github.comments[0]?.body).toMatch(/^<!-- compression-gate:comment v=1 key=e2e .*-->\n### ✅/);
    expect(ended.summary).toContain('### ✅');
  });

  it('fails an example that does not, with annotations on the policy', async () => {
    const github = await startGitHub();
    const ended = await gate({ github, policy: failing });
    expect(ended.code).toBe(1);
    expect(ended.outputs.verdict).toBe('fail');
    expect(Number(ended.outputs.failed)).toBeGreaterThan(0);
    expect(github.comments[0]?.body).toContain('### ❌');
    const errors = ended.commands.filter(({ name }) => name.startsWith('error'));
    expect(errors[0]?.name).toContain(`file=${failing},line=`);
  });

  it('updates its comment on the second run', async () => {
    const github = await startGitHub();
    await gate({ github });
    const ended = await gate({ github, ...later });
    expect(ended.outputs['comment-id']).toBe('1001');
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain('run=101.1');
  });

  it('hides its comment and writes another when the verdict flips', async () => {
    const github = await startGitHub();
    await gate({ github, policy: failing });
    const ended = await gate({ github, ...later });
    expect(ended.outputs['comment-id']).toBe('1002');
    expect(github.comments.map(({ isMinimized }) => isMinimized)).toEqual([true, false]);
  });

  it('on push judges and comments nowhere', async () => {
    const github = await startGitHub();
    const ended = await gate({ github, from: 'push' });
    expect(ended.code).toBe(0);
    expect(github.received).toEqual([]);
    expect(ended.summary).toContain('### ✅');
  });

  it('of a wrong policy exits 2, and says so in the pull request', async () => {
    const github = await startGitHub();
    const ended = await gate({ github, policy: missing });
    expect(ended.code).toBe(2);
    expect(ended.outputs.verdict).toBe('invalid');
    expect(github.comments[0]?.body).toContain('the policy has 1 error');
  });

  it('of a wrong input exits 2', async () => {
    const github = await startGitHub();
    const ended = await gate({ github, inputs: { comment: 'sometimes' } });
    expect(ended.code).toBe(2);
    expect(github.received).toEqual([]);
  });

  it('with warn-only exits 0 and says the same', async () => {
    const github = await startGitHub();
    const ended = await gate({ github, policy: failing, inputs: { 'warn-only': 'true' } });
    expect(ended.code).toBe(0);
    expect(ended.outputs.verdict).toBe('fail');
    expect(github.comments[0]?.body).toContain('### ❌');
  });

  it('prints the token only to have it masked', async () => {
    const github = await startGitHub();
    const ended = await gate({ github, policy: failing });
    const lines = ended.log.split(/\r?\n/).filter((line) => line.includes('ghs_secret'));
    expect(lines).toEqual(['::add-mask::ghs_secret']);
    expect(ended.summary).not.toContain('ghs_secret');
  });
});

const refused = { message: 'Resource not accessible by integration' };

describe.concurrent(
  'action, from dist: a comment that fails leaves the verdict alone',
  { timeout: 180_000 },
  () => {
    it.each<[string, Failure, string]>([
      ['403', { status: 403, body: refused }, 'pull-requests: write'],
      ['404', { status: 404, body: { message: 'Not Found' } }, '(404)'],
      ['422', { status: 422, body: { message: 'Validation Failed' } }, '422'],
      ['429', { status: 429, headers: { 'retry-after': '600' } }, 'rate limit'],
      ['502', { status: 502 }, '502'],
      ['a dropped connection', 'dropped', 'could not be reached'],
    ])('%s', async (_, failure, words) => {
      const github = await startGitHub();
      github.fail('POST', /comments$/, failure);
      const ended = await gate({ github });
      expect(ended.code).toBe(0);
      expect(ended.outputs).toMatchObject({ verdict: 'pass', 'comment-id': '' });
      expect(warningsOf(ended)).toContain(words);
      expect(warningsOf(ended)).toContain('The verdict is unchanged: pass.');
    });

    it('403 does not turn a failure green', async () => {
      const github = await startGitHub();
      github.fail('POST', /comments$/, { status: 403, body: refused });
      const ended = await gate({ github, policy: failing, from: 'fork' });
      expect(ended.code).toBe(1);
      expect(ended.outputs.verdict).toBe('fail');
      expect(warningsOf(ended)).toContain('it comes from a fork');
    });

    it("somebody else's marker is not touched", async () => {
      const github = await startGitHub();
      const marker = printMarker({
        key: 'e2e',
        run: '999.1',
        sha: 'd'.repeat(40),
        verdict: 'pass',
        failing: null,
      });
      const planted = github.write(482, `${marker}\nall is well`, { login: 'mallory', type: 'User' });
      const ended = await gate({ github, policy: failing });
      expect(ended.code).toBe(1);
      expect(ended.outputs['comment-id']).toBe(String(planted.id + 1));
      expect(planted.body).toContain('all is well');
    });
  },
);
