import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Report } from '../../src/core/report.js';
import { explained } from '../../src/gate/explain.js';
import type { Prepared } from '../../src/gate/prepare.js';
import { kinds } from '../../src/kinds.js';
import { kindTask, project } from '../gate/kit.js';
import { say } from './kit.js';

it('diagnose of what passes has nothing to say, and writes no model', async () => {
  const folder = project();
  const args = ['diagnose', '--policy', 'gate.yml', '--out', 'mended.onnx'];
  const { code, stdout, stderr } = await say(folder, args);
  expect(stdout).toContain('no check fails: there is nothing to diagnose');
  expect(stderr).toContain('no corrected model was written');
  expect(code).toBe(0);
  expect(existsSync(join(folder, 'mended.onnx'))).toBe(false);
}, 60_000);

it('diagnose names the layer, writes the model without its fault, and ends with the verdict', async () => {
  const folder = project({ tasks: kindTask.replace('50%', '0') });
  const args = ['diagnose', '--policy', 'gate.yml', '--json', 'r.json', '--out', 'mended.onnx'];
  const { code, stdout } = await say(folder, args);
  expect(stdout).toContain('put back to float');
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('verdict: fail');
  expect(code).toBe(1);
  const { diagnosis } = JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8')) as Report; // the gate wrote it
  expect(diagnosis?.remedy).toMatchObject({ measured: 0, outcome: 'pass', n: 64 });
  expect(diagnosis?.inferences).toBeLessThanOrEqual(diagnosis?.budget ?? NaN);
  expect(existsSync(join(folder, 'mended.onnx'))).toBe(true);
}, 60_000);

it('what can not be explained is said, and changes no verdict', async () => {
  const check = { task: 'kind', level: 'clean', slice: null, target: 'native', contrast: 'compression', limit: { name: 'disagreement', value: 0 }, measured: 0.1, judged: true, outcome: 'fail' }; // prettier-ignore
  const judged = { verdict: 'fail', checks: [check], findings: [], diagnosis: null, models: { compressed: { methods: [] } } }; // prettier-ignore
  const models = { baseline: { recorded: true }, compressed: {} };
  const pass = { tasks: [{ name: 'kind' }], levels: [{ name: 'clean' }], models };
  const plan = { work: { passes: [pass] }, checks: [{ ...check, slice: undefined, judge: { by: 'rate' } }] };
  const prepared = { plan, policy: { reference: 'native', targets: [] }, child: {} } as unknown as Prepared; // what is read of it
  const request = { kinds, progress: () => undefined, diagnose: { corrected: () => undefined } };
  const report = judged as unknown as Report; // what is read of it
  const told = await explained(request, prepared, { report, changes: { at: () => new Map() } });
  expect(told).toMatchObject({ verdict: 'fail', diagnosis: null, findings: [{ code: 'NOT_EXPLAINED' }] });
});
