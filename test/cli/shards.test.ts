import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report.js';
import { readReport } from '../../src/report/read.js';
import { houseOf } from '../../src/house.js';
import { codes, dyingWorker, project, rows } from '../gate/kit.js';
import { say, type Said } from './kit.js';

const small = { target: 'runtime: wasm, batch: 64', data: rows(600) };

/** With another worker than our own, if one is given. */
function shard(folder: string, number: string, workerEntry?: string): Promise<Said> {
  const name = `${number.replace('/', '-of-')}.jsonl`;
  const house = houseOf(join(import.meta.dirname, '../../build/cli.js'), {
    RUNNER_TOOL_CACHE: mkdtempSync(join(tmpdir(), 'tools-')),
  });
  return say(folder, ['run', '--policy', 'gate.yml', '--shard', number, '--json', name], {
    house: { ...house, ...(workerEntry !== undefined && { workerEntry }) },
  });
}

type Merged = Said & { readonly report: Report };

async function merge(folder: string, ...names: string[]): Promise<Merged> {
  return judged(folder, ['merge', ...names, '--junit', 'junit.xml', '--comment', 'comment.md']);
}

async function judged(folder: string, args: readonly string[]): Promise<Merged> {
  const said = await say(folder, [...args, '--json', 'report.json']);
  return { ...said, report: readReport(readFileSync(join(folder, 'report.json'), 'utf8'), 'report.json') };
}

const lastLines = ({ stdout }: Said): string[] => stdout.trimEnd().split('\n').slice(-2);

/** The report without what differs from run to run. */
function steady(report: Report): unknown {
  const tasks = report.tasks.map((row) => ({ ...row, seconds: 0 }));
  return { ...report, tasks, cost: { ...report.cost, latency: {} } };
}

describe('run --shard and merge', { timeout: 120_000 }, () => {
  it('end as one run does, with the same files', async () => {
    const folder = project(small);
    const single = await judged(folder, ['run', '--policy', 'gate.yml']);
    const disagreements = readFileSync(join(folder, 'disagreements.jsonl'), 'utf8');
    const shards = [await shard(folder, '1/2'), await shard(folder, '2/2')];
    expect(shards.map(({ code, stdout }) => [code, stdout])).toEqual([
      [0, 'shard 1 of 2: 2 of 3 chunks evaluated, in 1-of-2.jsonl\n'],
      [0, 'shard 2 of 2: 1 of 3 chunks evaluated, in 2-of-2.jsonl\n'],
    ]);
    const merged = await merge(folder, '2-of-2.jsonl', '1-of-2.jsonl');
    expect(merged.code).toBe(0);
    expect(lastLines(merged)).toEqual(lastLines(single));
    expect(steady(merged.report)).toEqual(steady(single.report));
    expect(readFileSync(join(folder, 'disagreements.jsonl'), 'utf8')).toBe(disagreements);
    expect(disagreements.split('\n').length).toBeGreaterThan(30);
    for (const name of ['junit.xml', 'comment.md', 'report.intoto.json'])
      expect(existsSync(join(folder, name))).toBe(true);
  });

  it('a shard that did not arrive: invalid, exit code 3, and a report', async () => {
    const folder = project(small);
    await shard(folder, '1/2');
    const { code, report, stdout } = await merge(folder, '1-of-2.jsonl');
    expect(code).toBe(3);
    expect(codes(report)).toEqual(['SHARD_MISSING']);
    expect(stdout).toMatch(/^verdict: invalid\n$/m);
    expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toContain('<error');
  });

  it('a shard whose worker died on a sample: the merge names it', async () => {
    const folder = project(small);
    const worker = dyingWorker(folder, { arm: 1, position: 9, how: 'SIGKILL', working: true });
    expect((await shard(folder, '1/2', worker)).code).toBe(0);
    await shard(folder, '2/2');
    const { code, report } = await merge(folder, '1-of-2.jsonl', '2-of-2.jsonl');
    expect(code).toBe(3);
    expect(report.verdict).toBe('invalid');
    expect(new Set(codes(report))).toEqual(new Set(['WORKER_CRASHED']));
    expect(report.checks[0]?.finding.code).toBe('MISSING_SAMPLES');
  });

  it('a shard whose data could not be opened: exit code 3 at once, and the merge says why', async () => {
    const folder = project(small);
    const worker = dyingWorker(folder, { arm: -1, position: null, how: 'SIGSEGV', working: true });
    const broken = await shard(folder, '1/2', worker);
    expect(broken.code).toBe(3);
    expect(broken.stderr).toContain('SIGSEGV');
    await shard(folder, '2/2');
    const { code, report } = await merge(folder, '1-of-2.jsonl', '2-of-2.jsonl');
    expect(code).toBe(3);
    expect(codes(report)).toEqual(['OPENING_CRASHED']);
    expect(report.checks[0]).toMatchObject({ outcome: 'invalid' });
  });
});

describe('wrong usage ends with 2 and evaluates nothing', { timeout: 60_000 }, () => {
  const folder = project(small);

  it.each<[string, string[], string]>([
    ['a shard of a narrowed run', ['--shard', '1/2', '--json', 'x', '--task', 'kind'], 'shard of a narrowed run'],
    ['a shard of some levels', ['--shard', '1/2', '--json', 'x', '--level', 'clean'], 'shard of a narrowed run'],
    ['a shard without a file', ['--shard', '1/2'], 'Add --json FILE'],
    ...['0/2', '3/2', '1/0', '1', '1/2/3', '-1/2', '1.5/2', 'a/b', '', '1/ 2', '١/٢'].map(
      (number) => [`shard ${number}`, [`--shard=${number}`, '--json', 'x'], `"${number}" is no shard number`] satisfies [string, string[], string],
    ),
  ])('%s', async (_, args, words) => {
    const { code, stderr } = await say(folder, ['run', '--policy', 'gate.yml', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(existsSync(join(folder, 'x'))).toBe(false);
  }); // prettier-ignore

  it('merge without shards', async () => {
    expect((await say(folder, ['merge'])).code).toBe(2);
  });
});

describe('merge of what is no shard', { timeout: 60_000 }, () => {
  it('ends with 3, and a report that says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'merge-'));
    writeFileSync(join(folder, 'empty.jsonl'), '');
    writeFileSync(join(folder, 'other.jsonl'), '{"verdict":"pass"}\n');
    const { code, report, stdout } = await merge(folder, 'empty.jsonl', 'other.jsonl', 'none.jsonl');
    expect(code).toBe(3);
    expect(codes(report)).toEqual(['SHARD_EMPTY', 'SHARD_UNREADABLE', 'FILE_MISSING']);
    expect(stdout).toMatch(/^verdict: invalid\n$/m);
  });
});
