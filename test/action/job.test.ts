import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { links, prepare, type Job } from '../../src/action/job.js';
import { readInputs } from '../../src/github/inputs.js';

const sha = 'a'.repeat(40);

function job(inputs: Record<string, string> = {}, env: Record<string, string> = {}): Job {
  const folder = mkdtempSync(join(tmpdir(), 'job-'));
  const all = {
    GITHUB_REPOSITORY: 'acme/vision',
    GITHUB_SHA: sha,
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    ...env,
  };
  const idle = (): never => {
    throw new Error('not asked to run');
  };
  const commands = { run: idle, runShard: idle, merge: idle, writeForms: idle, record: idle };
  return prepare({ env: all, directory: folder, ...commands, now: () => new Date(0) }, readInputs(inputs));
}

describe('job', () => {
  it('has a folder for scratch and one for reports, in a place of its own', () => {
    const [first, second] = [job(), job()];
    expect([first.scratch, first.out].map((path) => existsSync(path))).toEqual([true, true]);
    expect(dirname(first.out)).not.toBe(dirname(second.out));
  });

  it.each([
    ['.', ''],
    ['models', 'models'],
    ['a/b/', 'a/b'],
  ])('in the working directory %j sees it as %j', (written, within) => {
    expect(job({ 'INPUT_WORKING-DIRECTORY': written }).within).toBe(within);
  });
});

describe('links', () => {
  it.each([
    ['gate.yml', '.', `https://github.com/acme/vision/blob/${sha}/gate.yml`],
    ['gate.yml', 'a b', `https://github.com/acme/vision/blob/${sha}/a%20b/gate.yml`],
    ['p#1?.yml', '.', `https://github.com/acme/vision/blob/${sha}/p%231%3F.yml`],
    ['../gate.yml', '.', null],
    ['gate.yml', '..', null],
    [join(tmpdir(), 'gate.yml'), '.', null],
  ])('of the policy %j in %j lead to %j', (policy, directory, url) => {
    expect(links(job({ 'INPUT_WORKING-DIRECTORY': directory }), policy).policyUrl).toBe(url);
  });

  it('lead nowhere outside of GitHub', () => {
    const outside = links(job({}, { GITHUB_REPOSITORY: '', GITHUB_SHA: '' }), 'gate.yml');
    expect(outside).toEqual({
      commit: null, policyUrl: null, runUrl: null, reportUrl: null, pullRequest: null, key: 'gate.yml',
    }); // prettier-ignore
  });

  it('carry the key of the input, else the path of the policy', () => {
    expect(links(job({ 'INPUT_COMMENT-KEY': 'arm64' }), 'gate.yml').key).toBe('arm64');
    expect(links(job(), 'gate.yml').key).toBe('gate.yml');
  });
});
