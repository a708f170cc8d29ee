import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { act, crash } from '../../src/action/act.js';
import type { Stage } from '../../src/action/job.js';
import { merge, type MergeRequest } from '../../src/commands/merge.js';
import { writeForms, type RunRequest, type RunResult } from '../../src/commands/run.js';
import { fault, finding } from '../../src/core/fault.js';
import { readMarker } from '../../src/core/marker.js';
import { houseOf } from '../../src/house.js';
import { renderComment } from '../../src/report/comment.js';
import { readReport } from '../../src/report/read.js';
import { FakeGitHub } from '../fake-github/server.js';
import { readCommands } from '../fake-github/runner.js';
import { catchStep, type Step } from '../github/process.js';

const head = '8f3e2a1c00000000000000000000000000000001';
let github: FakeGitHub | null = null;

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await github?.stop();
  github = null;
});

const house = houseOf(join(process.cwd(), 'build/action.js'), {
  RUNNER_TOOL_CACHE: mkdtempSync(join(tmpdir(), 'tools-')),
});

type Run = (request: RunRequest) => Promise<RunResult>;

/** Stands for the models, data and processes: a run that ends with a report made before. */
function runTo(name: string, seen: (request: RunRequest) => void = () => undefined): Run {
  return (request) => {
    seen(request);
    const path = `test/report/fixtures/${name}.json`;
    const report = readReport(readFileSync(path, 'utf8'), path);
    const at = (file: string): string => join(request.out, file);
    writeFileSync(at('comment.md'), renderComment(report, request.links));
    const files = {
      json: at('report.json'),
      comment: at('comment.md'),
      junit: at('junit.xml'),
      html: at('report.html'),
      disagreements: at('d.jsonl'),
      statement: at('s.json'),
    };
    return Promise.resolve({ report, files });
  };
}

const idle = (): never => {
  throw new Error('not asked for');
};

interface Setting {
  readonly run?: Run;
  readonly commands?: Partial<Pick<Stage, 'runShard' | 'merge'>>;
  /** Called with the folder of the checkout before the step. */
  readonly arrange?: (workspace: string) => void;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event?: 'pull_request' | 'push';
}

async function start({
  run = idle,
  commands,
  arrange,
  inputs = {},
  event = 'pull_request',
}: Setting): Promise<Step & { readonly code: number }> {
  github ??= await FakeGitHub.start();
  const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
  arrange?.(workspace);
  const repository = { full_name: 'acme/vision' };
  const payload = {
    push: { after: head },
    pull_request: {
      pull_request: {
        number: 482,
        head: { sha: head, repo: repository },
        base: { ref: 'main', sha: head, repo: repository },
      },
    },
  }[event];
  const eventPath = join(workspace, 'event.json');
  writeFileSync(eventPath, JSON.stringify(payload));
  const step = catchStep();
  const env = {
    GITHUB_REPOSITORY: 'acme/vision',
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_API_URL: github.url,
    GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
    GITHUB_RUN_ID: '100',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKSPACE: workspace,
    GITHUB_STEP_SUMMARY: step.summaryPath,
    RUNNER_TEMP: step.folder,
    'INPUT_GITHUB-TOKEN': 'ghs_secret',
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
  };
  const code = await act({
    env,
    directory: workspace,
    run,
    runShard: idle,
    merge: idle,
    writeForms: (report, forms) => writeForms(report, { ...forms, house }),
    record: idle,
    ...commands,
    now: () => new Date('2026-11-23T23:59:00Z'),
  });
  return { ...step, code };
}

const levels = (step: Step): readonly string[] =>
  readCommands(step.printed()).map(({ name }) => name.split(' ')[0] ?? '');
const warnings = (step: Step): string =>
  readCommands(step.printed()).filter(({ name }) => name.startsWith('warning')).map(({ message }) => message).join('\n'); // prettier-ignore

describe('action', { timeout: 30_000 }, () => {
  it.each([
    ['pass', 0, 'pass'],
    ['fail', 1, 'fail'],
    ['inconclusive', 3, 'inconclusive'],
    ['invalid', 3, 'invalid'],
  ] as const)('of a report that says %s exits %i', async (name, code, verdict) => {
    const step = await start({ run: runTo(name) });
    expect(step.code).toBe(code);
    expect(step.outputs().verdict).toBe(verdict);
    expect(step.summary()).toMatch(/^### /);
  });

  it('posts what the renderer made, byte for byte', async () => {
    const step = await start({ run: runTo('fail') });
    const body = readFileSync(step.outputs()['comment-body-path'] ?? '', 'utf8');
    expect(github?.comments.map((comment) => comment.body)).toEqual([body]);
    expect(readMarker(body)).toMatchObject({
      key: '.github/compression-gate.yml',
      run: '100.1',
      sha: head,
      verdict: 'fail',
    });
    expect(step.outputs()).toMatchObject({
      'comment-id': '1001',
      'comment-url': `${github?.url ?? ''}/pull/482#issuecomment-1001`,
    });
  });

  it('counts the checks', async () => {
    const step = await start({ run: runTo('fail') });
    const { checks } = readReport(readFileSync('test/report/fixtures/fail.json', 'utf8'), 'fail.json');
    expect(step.outputs().total).toBe(String(checks.length));
    expect(Number(step.outputs().failed)).toBe(checks.filter(({ outcome }) => outcome === 'fail').length);
    expect(Number(step.outputs().failed)).toBeGreaterThan(0);
  });

  it('asks for a run in its words', async () => {
    let asked: RunRequest | null = null;
    const inputs = {
      'working-directory': 'models',
      policy: 'gate.yml',
      'native-dir': 'ort',
      'comment-key': 'arm64',
      diagnose: 'true',
    };
    const step = await start({ run: runTo('pass', (request) => (asked = request)), inputs });
    expect(step.code).toBe(0);
    expect(asked).toMatchObject({
      policy: 'gate.yml',
      directory: expect.stringMatching(/workspace-.*[\\/]models$/) as string,
      nativeDir: expect.stringMatching(/[\\/]models[\\/]ort$/) as string,
      only: { tasks: [], levels: [], targets: [] },
      diagnose: true,
      today: '2026-11-23',
      links: {
        commit: head,
        policyUrl: `https://github.com/acme/vision/blob/${head}/models/gate.yml`,
        runUrl: 'https://github.com/acme/vision/actions/runs/100/attempts/1',
        reportUrl: null,
        pullRequest: 482,
        key: 'arm64',
      },
    });
  });

  it('leaves its scratch folder empty and its reports in place', async () => {
    let asked: RunRequest | null = null as RunRequest | null; // assigned in the callback, which the compiler does not see
    await start({ run: runTo('pass', (request) => (asked = request)) });
    expect(existsSync(asked?.scratch ?? '')).toBe(false);
    expect(existsSync(asked?.out ?? 'none')).toBe(true);
  });

  it('puts annotations on the policy as seen from the root of the repository', async () => {
    const step = await start({ run: runTo('fail'), inputs: { 'working-directory': 'sub' } });
    const [error] = readCommands(step.printed()).filter(({ name }) => name.startsWith('error'));
    expect(error?.name).toContain('file=sub/.github/compression-gate.yml');
  });

  it('warn-only changes the exit code and nothing else', async () => {
    const strict = await start({ run: runTo('fail') });
    const [before] = github?.comments.map(({ body }) => body) ?? [];
    vi.restoreAllMocks();
    const lenient = await start({ run: runTo('fail'), inputs: { 'warn-only': 'true' } });
    expect([strict.code, lenient.code]).toEqual([1, 0]);
    expect(lenient.outputs().verdict).toBe('fail');
    expect(github?.comments.map(({ body }) => body)).toEqual([before]);
    expect(lenient.summary()).toBe(strict.summary());
  });

  it('on push comments nowhere', async () => {
    const step = await start({ run: runTo('fail'), event: 'push' });
    expect(step.code).toBe(1);
    expect(github?.received).toEqual([]);
    expect(step.outputs()).toMatchObject({ 'comment-id': '', 'comment-url': '' });
  });

  it('of a partial report comments nowhere', async () => {
    const step = await start({ run: runTo('partial') });
    expect(github?.received).toEqual([]);
    expect(step.summary()).not.toBe('');
  });

  it.each([
    ['pass', 0],
    ['fail', 1],
  ] as const)('keeps the verdict %s when the comment can not be written', async (name, code) => {
    github = await FakeGitHub.start();
    github.fail('POST', /comments$/, {
      status: 403,
      body: { message: 'Resource not accessible by integration' },
    });
    const step = await start({ run: runTo(name) });
    expect(step.code).toBe(code);
    expect(step.outputs()).toMatchObject({ verdict: name, 'comment-id': '' });
    expect(warnings(step)).toContain('permissions:\n    contents: read\n    pull-requests: write');
    expect(warnings(step)).toContain(`The verdict is unchanged: ${name}.`);
  });

  it('without a token says so and keeps the verdict', async () => {
    const step = await start({ run: runTo('pass'), inputs: { 'github-token': '' } });
    expect(step.code).toBe(0);
    expect(warnings(step)).toContain('`github-token` is empty');
  });

  it('of a wrong policy exits 2, and says so in the pull request', async () => {
    const step = await start({
      run: () => Promise.reject(fault('FILE_MISSING', { path: 'p.yml', what: 'The policy' })),
    });
    expect(step.code).toBe(2);
    expect(step.outputs()).toMatchObject({ verdict: 'invalid', total: '', 'comment-id': '1001' });
    expect(github?.comments[0]?.body).toContain('the policy has 1 error');
    expect(step.summary()).toContain('the policy has 1 error');
    expect(levels(step)).toContain('error');
  });

  it('of a wrong policy exits 2 under warn-only too', async () => {
    const run: Run = () => Promise.reject(fault('PATH_OUTSIDE', { path: '../p.yml' }));
    expect((await start({ run, inputs: { 'warn-only': 'true' } })).code).toBe(2);
  });

  it('of wrong inputs exits 2 and runs nothing', async () => {
    const run = vi.fn<Run>();
    const step = await start({ run, inputs: { comment: 'alway' } });
    expect(step.code).toBe(2);
    expect(run).not.toHaveBeenCalled();
    expect(step.outputs().verdict).toBe('invalid');
    expect(readCommands(step.printed())[0]?.message).toContain('"alway"');
  });

  it.each([
    ['an Error', new TypeError('::error::boom')],
    ['text', 'boom'],
    ['undefined', undefined],
    ['an object without a prototype', Object.create(null)],
  ])('that breaks down with %s exits 3', async (_, thrown) => {
    const step = await start({ run: () => Promise.reject(thrown as Error) }); // whatever a library throws
    expect(step.code).toBe(3);
    expect(step.outputs().verdict).toBe('invalid');
    expect(github?.comments[0]?.body).toContain('This is not a verdict on the model');
    expect(github?.comments[0]?.body).not.toContain('boom');
    expect(levels(step)).toEqual(['add-mask', 'error']);
  });

  it('that is told to crash exits 3', () => {
    const step = catchStep();
    expect(crash()).toBe(3);
    expect(step.outputs().verdict).toBe('invalid');
  });

  it('takes no commands from what a run prints', async () => {
    const run = runTo('pass', ({ progress }) => progress('::set-output name=verdict::pass'));
    const step = await start({ run });
    expect(levels(step)).toEqual(['add-mask']);
  });

  it('prints the token only to have it masked', async () => {
    const step = await start({ run: runTo('fail') });
    const lines = step
      .printed()
      .split('\n')
      .filter((line) => line.includes('ghs_secret'));
    expect(lines).toEqual(['::add-mask::ghs_secret']);
    expect(step.summary() + JSON.stringify(step.outputs())).not.toContain('ghs_secret');
  });
});

describe('command: report', { timeout: 30_000 }, () => {
  const report = join(process.cwd(), 'test/report/fixtures/fail.json');

  it('publishes a report that was made before', async () => {
    const run = vi.fn<Run>();
    const step = await start({ run, inputs: { command: 'report', report } });
    expect(step.code).toBe(1);
    expect(run).not.toHaveBeenCalled();
    expect(step.outputs()).toMatchObject({ verdict: 'fail', 'comment-id': '1001', 'report-json': report });
    expect(readFileSync(step.outputs()['report-junit'] ?? '', 'utf8')).toContain('<testsuite');
    expect(readFileSync(step.outputs()['report-html'] ?? '', 'utf8')).toMatch(/^<!doctype html>/);
  });

  it('of a file that is not there exits 2, and comments nowhere', async () => {
    const step = await start({ run: vi.fn<Run>(), inputs: { command: 'report', report: 'none.json' } });
    expect(step.code).toBe(2);
    expect(github?.received).toEqual([]);
    expect(levels(step)).toContain('error');
  });
});

describe('command: run with a shard', { timeout: 30_000 }, () => {
  const inputs = { shard: '2/5', policy: 'gate.yml', 'github-token': 'ghs_secret' };

  it('has a file and no verdict, and comments nowhere', async () => {
    let asked: Parameters<Stage['runShard']>[0] | null = null;
    const runShard: Stage['runShard'] = (request) => {
      asked = request;
      return Promise.resolve({ chunks: 7, of: 33, problems: [] });
    };
    const step = await start({ commands: { runShard }, inputs });
    expect(step.code).toBe(0);
    expect(asked).toMatchObject({ policy: 'gate.yml', shard: { index: 2, of: 5 }, only: { tasks: [] } });
    const path = step.outputs()['report-json'] ?? '';
    expect(asked).toHaveProperty('path', path);
    expect(basename(path)).toBe('shard-2-of-5.jsonl');
    expect(step.outputs()).toMatchObject({ verdict: '', total: '', 'comment-id': '' });
    expect(step.summary()).toBe('### Shard 2 of 5: 7 of 33 chunks evaluated\n\n');
    expect(step.printed()).not.toContain('verdict:');
    expect(github?.received).toEqual([]);
  });

  it.each([
    ['false', 3],
    ['true', 0],
  ])('that was not evaluated whole says why (warn-only: %s)', async (warnOnly, code) => {
    const problems = [finding('ARM_GIVEN_UP', { arm: 'compressed', crashes: 3 })];
    const runShard: Stage['runShard'] = () => Promise.resolve({ chunks: 7, of: 33, problems });
    const step = await start({ commands: { runShard }, inputs: { ...inputs, 'warn-only': warnOnly } });
    expect(step.code).toBe(code);
    expect(step.outputs().verdict).toBe('invalid');
    expect(step.summary()).toContain('the compressed model was given up after 3 crashes');
    expect(levels(step)).toContain('error');
  });

  it('of a wrong policy exits 2, and leaves the comment to others', async () => {
    const runShard = (): never => {
      throw fault('FILE_MISSING', { path: 'gate.yml', what: 'policy' });
    };
    const step = await start({ commands: { runShard }, inputs });
    expect(step.code).toBe(2);
    expect(github?.received).toEqual([]);
    expect(step.summary()).toContain('the policy has 1 error');
  });
});

describe('command: merge', { timeout: 30_000 }, () => {
  const inputs = { command: 'merge', shards: 'shards' };

  it('takes every .jsonl of the folder and of those below it, in order', async () => {
    let asked: MergeRequest | null = null as MergeRequest | null; // assigned in the callback
    const report = runTo('pass');
    const step = await start({
      commands: {
        merge: (request) => {
          asked = request;
          return report({ out: request.out, links: request.links('gate.yml') } as RunRequest); // all that it reads
        },
      },
      arrange: (workspace) => {
        for (const name of ['b/2.jsonl', 'a.jsonl', 'b/1.jsonl', 'notes.txt', 'c.jsonl/none']) {
          mkdirSync(join(workspace, 'shards', dirname(name)), { recursive: true });
          writeFileSync(join(workspace, 'shards', name), '');
        }
      },
      inputs,
    });
    expect(step.code).toBe(0);
    expect(asked?.shards.map(({ shown }) => shown)).toEqual(['a.jsonl', 'b/1.jsonl', 'b/2.jsonl']);
    expect(asked?.shards.every(({ path }) => existsSync(path))).toBe(true);
    expect(asked?.today).toBe('2026-11-23');
    expect(github?.comments).toHaveLength(1);
  });

  it.each([
    ['is not there', [], 'The folder of shards shards does not exist'],
    ['holds no shard', ['report.json'], 'has a name that ends in .jsonl'],
  ])('of a folder that %s exits 2 and comments nowhere', async (_, names, words) => {
    const step = await start({
      arrange: (workspace) => {
        if (names.length > 0) mkdirSync(join(workspace, 'shards'));
        for (const name of names) writeFileSync(join(workspace, 'shards', name), '');
      },
      inputs,
    });
    expect(step.code).toBe(2);
    expect(
      readCommands(step.printed())
        .map(({ message }) => message)
        .join(),
    ).toContain(words);
    expect(github?.received).toEqual([]);
  });

  it.each([
    [{}, 0],
    [{ 'comment-key': 'arm64' }, 1],
  ])('of damaged shards alone is invalid; with the inputs %j it comments %i times', async (more, count) => {
    const step = await start({
      commands: { merge: (request) => merge(request, house) },
      arrange: (workspace) => {
        mkdirSync(join(workspace, 'shards'));
        writeFileSync(join(workspace, 'shards/1.jsonl'), '{"is":"shard","format":1}\n');
      },
      inputs: { ...inputs, ...more },
    });
    expect(step.code).toBe(3);
    expect(step.outputs()).toMatchObject({ verdict: 'invalid', total: '0' });
    expect(step.summary()).toContain('the shard 1.jsonl is cut short');
    expect(github?.comments).toHaveLength(count);
  });
});

describe('command: verify', { timeout: 30_000 }, () => {
  const models = join(process.cwd(), 'test/fixtures/models');
  const sha256 = createHash('sha256')
    .update(readFileSync(join(models, 'linear.onnx')))
    .digest('hex');

  /** A report that judged linear.onnx. */
  function arrange(name: string): (workspace: string) => void {
    return (workspace) => {
      const report = readReport(readFileSync(`test/report/fixtures/${name}.json`, 'utf8'), name);
      const compressed = { ...report.models.compressed, sha256 };
      const judged = { ...report, models: { ...report.models, compressed } };
      writeFileSync(join(workspace, 'report.json'), JSON.stringify(judged));
      for (const model of ['linear.onnx', 'near.onnx'])
        copyFileSync(join(models, model), join(workspace, model));
      writeFileSync(join(workspace, 'gate.yml'), 'version: 1\n');
    };
  }

  it.each([
    ['pass', 'linear.onnx', {}, 0, 'pass', []],
    ['pass', 'near.onnx', {}, 1, 'fail', ['is not the model that was judged']],
    ['fail', 'linear.onnx', {}, 1, 'fail', ["the report's verdict is fail"]],
    ['partial', 'linear.onnx', {}, 1, 'fail', ['narrowed to a part']],
    ['pass', 'linear.onnx', { policy: 'gate.yml' }, 1, 'fail', ['is not the policy that judged']],
  ] as const)('of a report that says %s and %s with %j exits %i', async (name, model, more, code, verdict, words) => {
    const step = await start({
      arrange: arrange(name),
      inputs: { command: 'verify', report: 'report.json', model, ...more },
    });
    expect(step.code).toBe(code);
    expect(step.outputs()).toMatchObject({ verdict, 'comment-id': '' });
    expect(github?.received).toEqual([]);
    const errors = readCommands(step.printed()).filter((each) => each.name.startsWith('error'));
    expect(errors).toHaveLength(words.length);
    for (const [index, word] of words.entries()) expect(errors[index]?.message).toContain(word);
    expect(step.summary()).toContain(code === 0 ? 'is the model that passed' : 'may not be deployed');
  }); // prettier-ignore

  it.each([
    ['none.json', 'linear.onnx'],
    ['report.json', 'none.onnx'],
    ['gate.yml', 'linear.onnx'],
  ])('of %s and %s, which can not be read, exits 2', async (report, model) => {
    const step = await start({
      arrange: arrange('pass'),
      inputs: { command: 'verify', report, model },
    });
    expect(step.code).toBe(2);
    expect(step.outputs().verdict).toBe('invalid');
  });
});
