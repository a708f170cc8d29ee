import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepare, type Job } from '../../src/action/job.js';
import { tell } from '../../src/action/tell.js';
import { finding } from '../../src/core/fault.js';
import { readInputs } from '../../src/github/inputs.js';
import { readReport } from '../../src/report/read.js';

function job(inputs: Record<string, string> = {}): Job {
  const folder = mkdtempSync(join(tmpdir(), 'tell-'));
  const idle = (): never => {
    throw new Error('not asked to run');
  };
  const commands = { run: idle, runShard: idle, merge: idle, writeForms: idle, record: idle };
  const env = { GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder };
  return prepare({ env, directory: folder, ...commands, now: () => new Date(0) }, readInputs(inputs));
}

function judged(name: string): Parameters<typeof tell>[1] {
  const path = `test/report/fixtures/${name}.json`;
  const files = {
    json: 'r.json',
    comment: 'c.md',
    junit: 'j.xml',
    html: 'r.html',
    disagreements: 'd.jsonl',
    statement: 's.json',
  };
  return { is: 'judged', report: readReport(readFileSync(path, 'utf8'), path), files };
}

describe('telling', () => {
  it('a verdict offers the full summary and the shorter comment', () => {
    const { summaries, comment, outputs } = tell(job(), judged('fail'));
    expect(summaries).toHaveLength(2);
    expect(comment).toMatchObject({
      body: summaries[1],
      verdict: 'fail',
      key: '.github/compression-gate.yml',
    });
    expect(outputs).toMatchObject({
      verdict: 'fail',
      reportJson: 'r.json',
      reportHtml: 'r.html',
      reportJunit: 'j.xml',
      commentBodyPath: 'c.md',
    });
  });

  it('a partial verdict wants no comment', () => {
    expect(tell(job(), judged('partial')).comment).toBeNull();
  });

  it('errors of a policy stand on its lines, as seen from the root', () => {
    const place = { file: 'gate.yml', line: 3, column: 5 };
    const findings = [
      finding('PATH_OUTSIDE', { path: '../x' }, place),
      finding('PATH_OUTSIDE', { path: '../y' }),
    ];
    const told = tell(job({ 'INPUT_WORKING-DIRECTORY': 'sub' }), { is: 'refused', findings });
    expect(told.annotations.map(({ level, file, line }) => ({ level, file, line }))).toEqual([
      { level: 'error', file: 'sub/gate.yml', line: 3 },
      { level: 'error', file: undefined, line: undefined },
    ]);
    expect(told.comment).toMatchObject({ verdict: 'policy-error', mode: 'always' });
    expect(told.outputs).toMatchObject({ verdict: 'invalid', total: null });
    expect(readFileSync(told.outputs.commentBodyPath ?? '', 'utf8')).toBe(told.comment?.body);
  });

  it('a crash gives no numbers, and is no verdict', () => {
    const told = tell(job(), { is: 'crashed' });
    expect(told.outputs).toMatchObject({ verdict: 'invalid', failed: null, total: null, reportJson: null });
    expect(told.comment?.body).toContain('This is not a verdict on the model');
  });
});
