import { copyFileSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { act } from '../../src/action/act.js';
import { merge, runShard } from '../../src/commands/merge.js';
import { record } from '../../src/commands/record.js';
import { run, writeForms } from '../../src/commands/run.js';
import { houseOf } from '../../src/house.js';
import { catchStep, type Step } from '../github/process.js';
import { project, rows } from '../gate/kit.js';

const house = houseOf(join(import.meta.dirname, '../../build/action.js'), {
  RUNNER_TOOL_CACHE: mkdtempSync(join(tmpdir(), 'tools-')),
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** One step of a job without a pull request. */
async function step(
  folder: string,
  inputs: Readonly<Record<string, string>>,
): Promise<Step & { readonly code: number }> {
  vi.restoreAllMocks();
  const caught = catchStep();
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const env = {
    GITHUB_WORKSPACE: folder,
    GITHUB_STEP_SUMMARY: caught.summaryPath,
    RUNNER_TEMP: caught.folder,
    ...(Object.fromEntries(given) as Record<string, string>), // entries of text
  };
  const code = await act({
    env,
    directory: folder,
    run: (request) => run(request, house),
    runShard: (request) => runShard(request, house),
    merge: (request) => merge(request, house),
    writeForms: (report, forms) => writeForms(report, { ...forms, house }),
    record: (request) => record(request, house),
    now: () => new Date('2026-11-23T23:59:00Z'),
  });
  return { ...caught, code };
}

describe('steps of a sharded workflow', { timeout: 120_000 }, () => {
  it('evaluate parts, judge them, and let the model through', async () => {
    const folder = project({ target: 'runtime: wasm, batch: 64', data: rows(600) });
    const shards = join(mkdtempSync(join(tmpdir(), 'artifacts-')), 'shards');
    for (const shard of ['2/2', '1/2']) {
      const { code, outputs } = await step(folder, { policy: 'gate.yml', shard });
      expect(code).toBe(0);
      const file = outputs()['report-json'] ?? '';
      mkdirSync(join(shards, shard.slice(0, 1)), { recursive: true });
      copyFileSync(file, join(shards, shard.slice(0, 1), basename(file))); // as actions/download-artifact does
    }
    const merged = await step(folder, { command: 'merge', shards });
    expect(merged.code).toBe(0);
    expect(merged.outputs()).toMatchObject({ verdict: 'pass', failed: '0' });
    const report = merged.outputs()['report-json'] ?? '';
    const fit = await step(folder, {
      command: 'verify',
      report,
      model: 'compressed.onnx',
      policy: 'gate.yml',
    });
    expect([fit.code, fit.outputs()['verdict']]).toEqual([0, 'pass']);
    const unfit = await step(folder, { command: 'verify', report, model: 'baseline.onnx' });
    expect([unfit.code, unfit.outputs()['verdict']]).toEqual([1, 'fail']);
  });

  it('record a model for another job', async () => {
    const folder = project({ target: 'runtime: wasm', data: rows(8) });
    const recording = { command: 'record', policy: 'gate.yml', target: 'here', out: 'recordings/here' };
    const done = await step(folder, { ...recording, model: 'compressed.onnx' });
    expect([done.code, done.outputs()['verdict'] ?? '']).toEqual([0, '']);
    expect(existsSync(join(folder, 'recordings/here/recording.json'))).toBe(true);
    const again = await step(folder, { ...recording, model: 'compressed.onnx' });
    expect([again.code, again.outputs()['verdict']]).toEqual([2, 'invalid']);
  });
});
