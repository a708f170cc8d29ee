import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  annotate,
  appendSummary,
  fenced,
  mask,
  say,
  setOutputs,
  type Outputs,
} from '../../src/github/outputs.js';
import { readCommands } from '../fake-github/runner.js';
import { catchStep } from './process.js';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const outputs: Outputs = {
  verdict: 'fail', failed: 0, total: 29, reportJson: '/tmp/report.json', reportHtml: null, reportJunit: null,
  commentBodyPath: 'a\nb', commentId: null, commentUrl: '',
}; // prettier-ignore

describe('outputs', () => {
  it('are all written, zero as 0 and nothing as empty text', () => {
    const step = catchStep();
    expect(setOutputs(outputs)).toBeNull();
    expect(step.outputs()).toEqual({
      verdict: 'fail',
      failed: '0',
      total: '29',
      'report-json': '/tmp/report.json',
      'report-html': '',
      'report-junit': '',
      'comment-body-path': 'a\nb',
      'comment-id': '',
      'comment-url': '',
    });
  });

  it('that can not be written are a finding', () => {
    const step = catchStep();
    vi.stubEnv('GITHUB_OUTPUT', join(step.folder, 'missing'));
    expect(setOutputs(outputs)?.code).toBe('OUTPUTS_UNWRITABLE');
  });
});

describe('summary', () => {
  it('is appended to what earlier steps wrote', () => {
    const step = catchStep();
    writeFileSync(step.summaryPath, 'earlier\n');
    expect(appendSummary(step.summaryPath, ['### result'])).toBeNull();
    expect(step.summary()).toBe('earlier\n### result\n');
  });

  it('is the first rendering that fits, whole', () => {
    const step = catchStep();
    expect(appendSummary(step.summaryPath, ['ü'.repeat(600_000), 'short'])).toBeNull();
    expect(step.summary()).toBe('short\n');
  });

  it('counts what is there already', () => {
    const step = catchStep();
    writeFileSync(step.summaryPath, 'x'.repeat(1024 * 1024 - 4));
    expect(appendSummary(step.summaryPath, ['four', 'abc'])).toBeNull();
    expect(step.summary().length).toBe(1024 * 1024);
    expect(appendSummary(step.summaryPath, ['x'])).toEqual({
      code: 'SUMMARY_TOO_LARGE',
      data: { bytes: 1, limit: 1048576 },
    });
  });

  it('that can not be written is a finding', () => {
    const step = catchStep();
    const path = join(step.folder, 'folder');
    mkdirSync(path);
    expect(appendSummary(path, ['x'])?.code).toBe('SUMMARY_UNWRITABLE');
  });

  it('is left out where the runner has none', () => {
    expect(appendSummary(undefined, ['x'])).toBeNull();
    expect(appendSummary('', ['x'])).toBeNull();
  });
});

describe('annotations', () => {
  it('stand at file, line and column', () => {
    const step = catchStep();
    annotate([
      { level: 'error', title: 'a: b, c', message: '5% of\n::error::x', file: 'p.yml', line: 47, column: 36 },
    ]);
    expect(step.printed()).toBe(
      '::error title=a%3A b%2C c,file=p.yml,line=47,col=36::5%25 of%0A::error::x\n',
    );
  });

  it('can be without a place', () => {
    const step = catchStep();
    annotate([{ level: 'notice', title: 't', message: 'm' }]);
    expect(step.printed()).toBe('::notice title=t::m\n');
  });

  it('are at most ten of a level, and the tenth counts the rest', () => {
    const step = catchStep();
    const of = (
      level: 'error' | 'warning',
      n: number,
    ): { level: typeof level; title: string; message: string }[] =>
      Array.from({ length: n }, (_, index) => ({ level, title: 't', message: `${level} ${index}` }));
    annotate([...of('error', 29), ...of('warning', 10)]);
    const messages = readCommands(step.printed()).map(({ message }) => message);
    expect(messages.filter((message) => message.startsWith('error'))).toHaveLength(9);
    expect(messages[9]).toBe('and 20 more: see the job summary');
    expect(messages.slice(10)).toHaveLength(10);
  });
});

describe('fence', () => {
  it('keeps the runner from taking commands, even after a line without an end', async () => {
    const step = catchStep();
    await fenced(() => {
      say('::set-output name=verdict::pass');
      process.stdout.write('::error::unfinished');
      return Promise.resolve();
    });
    say('::notice::after');
    expect(readCommands(step.printed())).toEqual([{ name: 'notice', message: 'after' }]);
  });

  it('ends when the work fails', async () => {
    const step = catchStep();
    await expect(fenced(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
    say('::notice::after');
    expect(readCommands(step.printed())).toHaveLength(1);
  });

  it('has another word each time', async () => {
    const step = catchStep();
    await fenced(() => Promise.resolve());
    await fenced(() => Promise.resolve());
    const words = step.printed().match(/(?<=::stop-commands::)\S+/g);
    expect(new Set(words).size).toBe(2);
  });
});

describe('mask', () => {
  it('names the secret to the runner', () => {
    const step = catchStep();
    mask('ghs_secret');
    expect(readCommands(step.printed())).toEqual([{ name: 'add-mask', message: 'ghs_secret' }]);
  });
});
