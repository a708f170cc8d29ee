import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codes, dyingWorker, kindTask, modelPath, project, rows, runGate } from './gate/kit.js';

/** A second task on models of its own, next to the one that is harmed. */
const twoTasks = `${kindTask}  other:
    kind: classification
    models: { baseline: { path: other.onnx }, compressed: { path: other.onnx, method: other } }
    data: { path: data.jsonl, label: label, id: id }
    output: logits
    levels: { clean: { disagreement: 50% } }
`;

function projectOfTwo(wanted: Parameters<typeof project>[0]): string {
  const folder = project({ ...wanted, tasks: twoTasks });
  copyFileSync(modelPath('linear'), join(folder, 'other.onnx'));
  return folder;
}

describe('a pair of models', () => {
  it('that is one model twice changes nothing', async () => {
    const { code, report } = await runGate(
      project({ compressed: 'linear', target: 'runtime: wasm, batch: 4' }),
    );
    expect(code).toBe(0);
    expect(report.tasks[0]).toMatchObject({
      n: 64,
      disagreement: { count: 0, negativeFlips: 0, positiveFlips: 0, otherFlips: 0 },
      divergence: { mean: 0, max: 0 },
    });
    expect(report.disagreements).toEqual([]);
  });

  it('that differs on four samples counts and names four', async () => {
    const { code, report, stdout } = await runGate(project());
    expect(code).toBe(0);
    expect(report.verdict).toBe('pass');
    expect(report.coverage).toEqual({ planned: 64, measured: 64, spared: 0, faulty: 0 });
    expect(report.tasks[0]?.disagreement).toMatchObject({ count: 4, rate: 4 / 64, negativeFlips: 4 });
    expect(report.disagreements.map(({ sample }) => sample).sort()).toEqual([
      's0007',
      's0023',
      's0039',
      's0055',
    ]);
    expect(stdout.trimEnd().split('\n').slice(-2)).toEqual([
      '4 of 64 answers changed (6.25%), limit 50.00%',
      'verdict: pass',
    ]);
  });

  it('whose baseline has its classes mixed up fails', async () => {
    const { code, report } = await runGate(project({ baseline: 'permuted', compressed: 'linear' }));
    expect(code).toBe(1);
    expect(report.verdict).toBe('fail');
    expect(report.checks[0]).toMatchObject({ count: 64, n: 64, finding: { code: 'LIMIT_EXCEEDED' } });
  });
});

describe('evidence that is broken is not a pass', () => {
  it.each([
    ['a truncated model', 'truncated', 'MODEL_UNREADABLE'],
    ['a Git LFS pointer', 'pointer', 'LFS_POINTER'],
    ['a model the engine does not know', 'opset99', 'MODEL_REFUSED'],
    ['an output that the engine dies of', 'int4', 'MODEL_REFUSED'],
    ['an output without a batch axis', 'no-batch', 'OUTPUT_ROWS'],
  ])('%s: invalid, and the other task is measured', async (_, compressed, code) => {
    const ended = await runGate(projectOfTwo({ compressed }));
    expect(ended.report.verdict).toBe('invalid');
    expect(ended.code).toBe(3);
    expect(codes(ended.report)).toContain(code);
    expect(ended.report.checks.map(({ task, outcome }) => [task, outcome])).toEqual([
      ['kind', 'invalid'],
      ['other', 'pass'],
    ]);
    expect(ended.stdout).toContain('verdict: invalid');
    expect(JSON.stringify(ended.report)).not.toContain(process.cwd());
  });

  it('a sample that cannot be read: invalid, named, the rest measured', async () => {
    const data = rows(64).map((row, index) => (index === 20 ? { ...row, x: ['?', 1, 2, 3] } : row));
    const { code, report } = await runGate(project({ data }));
    expect(code).toBe(3);
    expect(report.coverage).toMatchObject({ planned: 64, measured: 63, faulty: 1 });
    expect(report.findings.map(({ data: of }) => of['sample'])).toEqual(['s0020']);
  });

  it('fewer samples than labels: invalid', async () => {
    const folder = project({
      tasks: kindTask.replace('data.jsonl, label: label, id: id', 'data.npz, label: label'),
    });
    copyFileSync(join(import.meta.dirname, 'fixtures/short.npz'), join(folder, 'data.npz'));
    const { code, report } = await runGate(folder);
    expect(code).toBe(3);
    expect(report.verdict).toBe('invalid');
    expect(report.findings).toHaveLength(1);
  });

  it('NaN of the compressed model fails at any limit', async () => {
    const data = rows(64).map((row, index) => (index === 5 ? { ...row, x: [1, 0, 0, -1] } : row));
    const { code, report } = await runGate(project({ compressed: 'nan', data }));
    expect(code).toBe(1);
    expect(report.verdict).toBe('fail');
    expect(report.checks[0]?.finding).toEqual({
      code: 'DEGENERATE_ANSWERS',
      data: { arm: 'compressed', count: 1 },
    });
  });

  it('NaN of the baseline is invalid, even when both are NaN', async () => {
    const data = rows(64).map((row, index) => (index === 5 ? { ...row, x: [1, 0, 0, -1] } : row));
    const { code, report } = await runGate(project({ baseline: 'nan', compressed: 'nan', data }));
    expect(code).toBe(3);
    expect(report.checks[0]).toMatchObject({ outcome: 'invalid', finding: { code: 'BASELINE_DEGENERATE' } });
  });

  it('a size limit on models that could not be read is not within it', async () => {
    const folder = project({ compressed: 'truncated' });
    const limited = 'compressed: { path: compressed.onnx, method: other, limits: { size: 90% } }';
    const { readFileSync } = await import('node:fs');
    const policy = readFileSync(join(folder, 'gate.yml'), 'utf8');
    writeFileSync(join(folder, 'gate.yml'), policy.replace(/compressed: \{.*\}/, limited));
    const { report } = await runGate(folder);
    expect(report.checks.map(({ outcome }) => outcome)).toEqual(['invalid', 'invalid']);
  });
});

describe('a process that dies costs what it was doing', () => {
  it.each([
    ['SIGKILL', 'SIGKILL', 'SIGKILL'],
    ['SIGSEGV', 'SIGSEGV', 'SIGSEGV'],
    ['exit code 1', 1, 'exit code 1'],
    ['exit code 0 without goodbye', 0, 'exit code 0'],
  ] as const)('%s: exit code 3, batch and arm named, everything else measured', async (_, how, signal) => {
    const folder = projectOfTwo({});
    const worker = dyingWorker(folder, { arm: 1, position: 9, how, working: true });
    const { code, report, stdout } = await runGate(folder, [], { worker });
    expect(code).toBe(3);
    expect(report.verdict).toBe('invalid');
    const kind = report.tasks.find(({ task }) => task === 'kind');
    expect(kind).toMatchObject({ n: 60, faulty: 4 });
    const told = report.findings.map(({ code: is, data }) => ({
      is,
      arm: data['arm'],
      signal: data['signal'],
    }));
    expect(told).toEqual(
      Array.from({ length: 4 }, () => ({ is: 'WORKER_CRASHED', arm: 'compressed', signal })),
    );
    expect(new Set(report.findings.map(({ data }) => data['sample'])).size).toBeGreaterThanOrEqual(4);
    expect(stdout).toContain('verdict: invalid');
  });
});
