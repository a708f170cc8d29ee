import { afterEach, describe, expect, it, vi } from 'vitest';
import { readContext } from '../../src/github/context.js';
import { deliver, type Delivery } from '../../src/github/deliver.js';
import { FakeGitHub } from '../fake-github/server.js';
import { readCommands } from '../fake-github/runner.js';
import { catchStep } from './process.js';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const delivery: Delivery = {
  summaries: ['### summary'],
  comment: { body: '### body', key: 'k', mode: 'always', verdict: 'fail' },
  annotations: [{ level: 'error', title: 'garment: disagreement', message: 'over', file: 'p.yml', line: 1 }],
  outputs: {
    verdict: 'fail',
    failed: 1,
    total: 2,
    reportJson: null,
    reportHtml: null,
    reportJunit: null,
    commentBodyPath: null,
  },
};

const context = { ...readContext({ GITHUB_REPOSITORY: 'acme/vision' }), pullRequest: 482 };

describe('delivery', { timeout: 30_000 }, () => {
  it('writes the summary before it speaks to GitHub, and outputs and annotations after', async () => {
    const github = await FakeGitHub.start();
    const step = catchStep();
    const seen: string[] = [];
    github.afterCreate = () => seen.push(step.summary(), JSON.stringify(step.outputs()), step.printed());
    const to = { ...context, apiUrl: github.url, graphqlUrl: `${github.url}/graphql` };
    await deliver(delivery, { context: to, token: 't', summaryPath: step.summaryPath });
    await github.stop();
    expect(seen).toEqual(['### summary\n', '{}', '']);
    expect(step.outputs()).toMatchObject({ verdict: 'fail', 'comment-id': '1001' });
    expect(readCommands(step.printed()).map(({ message }) => message)).toEqual(['over']);
  });

  it('warns of an event that could not be read', async () => {
    const step = catchStep();
    const findings = [{ code: 'EVENT_UNREADABLE', data: { reason: 'not JSON' } }] as const;
    const nowhere = { ...context, pullRequest: null, findings };
    await deliver(
      { ...delivery, annotations: [] },
      { context: nowhere, token: 't', summaryPath: step.summaryPath },
    );
    const [warning] = readCommands(step.printed());
    expect(warning?.name).toMatch(/^warning /);
    expect(warning?.message).toContain('not JSON');
    expect(warning?.message).toContain('The verdict is unchanged: fail.');
  });

  it('goes on when the summary can not be written', async () => {
    const step = catchStep();
    await deliver({ ...delivery, comment: null }, { context, token: null, summaryPath: step.folder });
    expect(step.outputs().verdict).toBe('fail');
    expect(readCommands(step.printed()).map(({ name }) => name.split(' ')[0])).toEqual(['error', 'warning']);
  });
});
