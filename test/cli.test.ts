import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, dyingWorker, kindTask, project, rows, runGate } from './gate/kit.js';

const declared = kindTask.replace('output: logits', 'output: { name: logits, is: logits }');

/** Processes whose arguments name the folder's scratch or entry. */
function workersOf(parent: number): number {
  const { stdout } = spawnSync('ps', ['-eo', 'ppid=,args='], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => new RegExp(`^\\s*${parent} .*worker`).test(line)).length;
}

describe('a run that is stopped', { timeout: 60_000 }, () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s ends so, and leaves neither workers nor scratch',
    async (name) => {
      const data = rows(16).map((row) => ({ ...row, x: [1, 0, 0, 200] }));
      const folder = project({ compressed: 'hang', data, tasks: declared });
      const scratch = join(folder, 'tmp');
      mkdirSync(scratch);
      const timer = { left: 100, pid: 0 };
      const stopWhenBusy = (pid: number): void => {
        const marks = readdirSync(scratch, { recursive: true, encoding: 'utf8' }).filter((file) =>
          file.endsWith('.mark'),
        );
        const runs = marks.some((file) => /^1 \d+ [1-9]/.test(readFileSync(join(scratch, file), 'latin1')));
        if (runs) process.kill(pid, name);
        else if ((timer.left -= 1) > 0) setTimeout(() => stopWhenBusy(pid), 200);
      };
      const ended = await cli(folder, ['run', '--policy', 'gate.yml', '--timeout', '25s'], {
        env: { TMPDIR: scratch },
        onStart: (pid) => {
          timer.pid = pid;
          stopWhenBusy(pid);
        },
      });
      expect(ended).toMatchObject({ code: null, signal: name, stdout: '' });
      expect(ended.stderr).toContain(`stopped by ${name}: nothing was judged`);
      expect(readdirSync(scratch)).toEqual([]);
      expect(workersOf(timer.pid)).toBe(0);
    },
  );
});

describe('the same run again', { timeout: 90_000 }, () => {
  it('gives the same report byte for byte, but for times and the machine', async () => {
    const folder = project({ data: rows(24) });
    const clean = (text: string): unknown => {
      const report = JSON.parse(text) as { cost: object; tasks: object[] }; // as written
      const tasks = report.tasks.map((task) => ({ ...task, seconds: 0 }));
      return { ...report, cost: { ...report.cost, latency: {} }, tasks, environment: null };
    };
    const read = (): string => readFileSync(join(folder, 'report.json'), 'utf8');
    await runGate(folder, ['--no-cache']);
    const first = read();
    await runGate(folder, ['--no-cache']);
    expect(JSON.stringify(clean(read()))).toBe(JSON.stringify(clean(first)));
  });

  it('in other batches, with the data in another order: the same numbers', async () => {
    const [usual, single, turned] = await Promise.all([
      runGate(project()),
      runGate(project({ target: 'runtime: native, batch: 1' })),
      runGate(project({ data: rows(64).reverse() })),
    ]);
    for (const other of [single, turned]) {
      expect(other.report.verdict).toBe(usual.report.verdict);
      expect(other.report.checks).toEqual(usual.report.checks);
      expect(other.report.disagreements.map(({ sample }) => sample).sort()).toEqual(
        usual.report.disagreements.map(({ sample }) => sample).sort(),
      );
    }
  });

  it('with a worker that dies once while opening: the same numbers', async () => {
    const folder = project();
    const usual = await runGate(folder);
    const once = join(folder, 'died');
    const worker = dyingWorker(folder, { arm: -1, position: null, how: 'SIGKILL', once, working: true });
    const { report, code } = await runGate(folder, [], { worker });
    expect(readFileSync(once, 'utf8')).toBe('');
    expect({ code, checks: report.checks }).toEqual({ code: 0, checks: usual.report.checks });
  });
});

it('a reader that has seen enough changes nothing about the exit code', () => {
  const folder = project({ tasks: kindTask.replace('50%', '0') });
  const script = join(import.meta.dirname, '../build/cli.js');
  const line = `"${process.execPath}" "${script}" run --policy gate.yml --format json | true; exit "\${PIPESTATUS[0]}"`;
  const { status } = spawnSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8' });
  expect(status).toBe(1);
});
