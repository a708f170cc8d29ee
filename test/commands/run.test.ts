import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPolicyText, run } from '../../src/commands/run.js';
import { Fault } from '../../src/core/fault.js';
import { unlinked } from '../../src/core/links.js';
import { houseOf } from '../../src/house.js';
import { renderComment } from '../../src/report/comment.js';
import { project } from '../gate/kit.js';

const house = houseOf(join(import.meta.dirname, '../../build/cli.js'), {
  RUNNER_TOOL_CACHE: mkdtempSync(join(tmpdir(), 'tools-')),
});

function request(directory: string): Parameters<typeof run>[0] {
  const scratch = mkdtempSync(join(tmpdir(), 'run-'));
  return {
    policy: 'gate.yml',
    directory,
    scratch,
    out: join(scratch, 'out'),
    html: true,
    only: { tasks: [], levels: [], targets: [] },
    timeoutMs: 20_000,
    today: '2026-01-02',
    progress: () => undefined,
    links: { ...unlinked('gate.yml'), commit: 'a'.repeat(40) },
  };
}

describe('a run', () => {
  it('writes the report it returns, the comment with the links it was given, and every changed answer', async () => {
    const asked = request(project());
    const { report, files } = await run(asked, house);
    expect(JSON.parse(readFileSync(files.json, 'utf8'))).toEqual(JSON.parse(JSON.stringify(report)));
    expect(readFileSync(files.comment, 'utf8')).toBe(renderComment(report, asked.links));
    const lines = readFileSync(files.disagreements, 'utf8').trimEnd().split('\n');
    const told = lines.map((line) => (JSON.parse(line) as { sample: string }).sample); // as written
    expect(told.sort()).toEqual(['s0007', 's0023', 's0039', 's0055']);
    expect(report).toMatchObject({ today: '2026-01-02', policy: { path: 'gate.yml' } });
  });

  it('on an engine that cannot be had is invalid, with the reason', async () => {
    const { report } = await run({ ...request(project()), nativeDir: '/' }, house);
    expect(report.verdict).toBe('invalid');
    expect(report.checks[0]?.finding.code).toBe('NATIVE_DIR_WRONG');
  });

  it('that is stopped is rejected with the reason', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(run({ ...request(project()), signal }, house)).rejects.toThrow('stopped');
  });
});

it('a policy that is not there is a fault', async () => {
  await expect(readPolicyText({ policy: 'none.yml', directory: '/' })).rejects.toThrow(Fault);
});
