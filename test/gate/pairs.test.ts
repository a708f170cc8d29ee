import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validate } from '../../src/commands/validate.js';
import { request } from '../evaluate/kit.js';
import { kindTask, modelPath, project, runGate } from './kit.js';

const limited = (compressed: string): string =>
  `models: { baseline: { path: other.onnx }, compressed: { path: ${compressed} } }`;

/** A policy with a pair of its own and one of its task `other`, each with a limit on its size. */
function projectOfTwo(shared: string, own: string): string {
  const other = kindTask
    .replace('kind:', 'other:')
    .replace(
      '    data:',
      `    ${limited(`small.onnx, method: quantized, limits: { size: ${own} }`)}\n    data:`,
    );
  const folder = project({ tasks: kindTask + other });
  for (const name of ['other', 'small']) copyFileSync(modelPath('linear'), join(folder, `${name}.onnx`));
  const policy = readFileSync(join(folder, 'gate.yml'), 'utf8');
  const sized = policy.replace('method: other', `method: other, limits: { size: ${shared} }`);
  writeFileSync(join(folder, 'gate.yml'), sized);
  return folder;
}

const sizes = (report: Awaited<ReturnType<typeof runGate>>['report']): unknown[] =>
  report.checks
    .filter(({ limit }) => limit.name === 'size')
    .map(({ task, level, outcome, count }) => [task, level, outcome, count]);

const bytesIn = (folder: string, name: string): number => statSync(join(folder, name)).size;

describe('the size of a pair that a task names', () => {
  it('is held to the limit that stands beside it, whatever the policy’s own pair does', async () => {
    const folder = projectOfTwo('100%', '50%');
    const { code, report, stdout } = await runGate(folder);
    expect(sizes(report)).toEqual([
      [null, null, 'pass', bytesIn(folder, 'compressed.onnx')],
      ['other', null, 'fail', bytesIn(folder, 'small.onnx')],
    ]);
    expect([code, report.verdict]).toEqual([1, 'fail']);
    expect(stdout).toContain('the model of other: size');
  });

  it('passes within it, and is told by validate', async () => {
    const folder = projectOfTwo('100%', '100%');
    const { code, report } = await runGate(folder);
    expect([code, sizes(report).length]).toEqual([0, 2]);
    const { text } = await validate(request(folder));
    expect(text).toContain('gate.yml: 4 checks');
    expect(text).toContain("size of other's model: at most 100% of baseline's bytes");
  });

  it('has no result where the file can’t be read', async () => {
    const folder = projectOfTwo('100%', '100%');
    copyFileSync(modelPath('truncated'), join(folder, 'small.onnx'));
    const { code, report } = await runGate(folder);
    expect(sizes(report).map((each) => (each as unknown[])[2])).toEqual(['pass', 'invalid']);
    expect(code).toBe(3);
  });

  it('is the one that is judged where a run is narrowed to its task', async () => {
    const { report } = await runGate(projectOfTwo('1%', '100%'), ['--task', 'other']);
    expect(report.checks.map(({ outcome }) => outcome)).toEqual(['pass', 'pass']);
    expect(report.models.compressed).toMatchObject({ source: 'small.onnx', methods: ['quantized'] });
    expect([report.partial, report.taskModels]).toEqual([true, []]);
  });
});

describe('a pair that a task names', () => {
  it('is reported with its own methods and exemptions, and looked at for the runtime if it is quantized', async () => {
    const folder = projectOfTwo('100%', '100%');
    const policy = readFileSync(join(folder, 'gate.yml'), 'utf8');
    const exempt = 'method: { quantized: {}, pruned: { without: noise, reason: one lamp } }';
    writeFileSync(join(folder, 'gate.yml'), policy.replace('method: quantized', exempt));
    const { report } = await runGate(folder);
    expect(report.models.compressed.methods).toEqual(['other']);
    expect(report.taskModels).toMatchObject([{ task: 'other', compressed: { methods: ['quantized', 'pruned'] } }]);
    expect(report.policy.exemptions).toEqual([{ method: 'pruned', without: 'noise', reason: 'one lamp' }]);
  }); // prettier-ignore

  it('leaves the policy’s pair to some other task', async () => {
    const folder = projectOfTwo('100%', '100%');
    const policy = readFileSync(join(folder, 'gate.yml'), 'utf8');
    const all = `defaults:\n  ${limited('small.onnx, method: other')}\ntasks:`;
    writeFileSync(join(folder, 'gate.yml'), policy.replace('tasks:', all));
    await expect(validate(request(folder))).rejects.toMatchObject({
      findings: [{ code: 'MODELS_UNUSED', place: { line: 4 } }],
    });
  });
});
