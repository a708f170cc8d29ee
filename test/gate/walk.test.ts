import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Report } from '../../src/core/report.js';
import { rng } from '../../src/core/rng.js';
import { gate } from '../../src/gate.js';
import { request } from '../evaluate/kit.js';
import { deepModel } from '../onnx/deep.js';
import { project } from './kit.js';

const random = rng('walk', 1);
const data = Array.from({ length: 64 }, (_, at) => ({ id: `s${at}`, x: Array.from({ length: 4 }, () => random.uniform()) })); // prettier-ignore

/** A primary and a novel task on the same data, which the gate says of them. */
const tasks = ['primary', 'novel']
  .map(
    (role) => `  ${role}-kind:
    kind: classification
    role: ${role}
    data: { path: data.jsonl, id: id }
    output: logits
    levels: { clean: { disagreement: 2% } }
`,
  )
  .join('');

async function judged(isDiagnosed: boolean, change = (policy: string) => policy): Promise<Report> {
  const folder = project({ tasks, data });
  writeFileSync(join(folder, 'baseline.onnx'), deepModel(1));
  writeFileSync(join(folder, 'compressed.onnx'), deepModel(4));
  const policy = join(folder, 'gate.yml');
  writeFileSync(policy, change(readFileSync(policy, 'utf8').replace('method: other', 'method: distilled')));
  return gate(request(folder, isDiagnosed ? { diagnose: { corrected: () => undefined } } : {}));
}

it('a diagnosis of a distilled model says where it departs, on primary and novel inputs, and changes nothing else', async () => {
  const [plain, told] = [await judged(false), await judged(true)];
  expect(told.verdict).toBe('fail');
  expect(told.diagnosis).toBeNull();
  expect(told.studies?.map(({ task }) => task)).toEqual(['primary-kind', 'novel-kind']);
  for (const [at, study] of (told.studies ?? []).entries()) {
    const first = study.similarity?.pairs.find(({ baseline }) => baseline === 'first')?.cka ?? NaN;
    expect(first).toBeLessThan(1);
    expect(study.walk).toEqual({
      n: 64,
      steps: [{ baseline: 'first', compressed: 'first', by: 'name', cka: first, fall: 1 - first }],
      problems: [],
    });
    const { walk: _, ...rest } = study;
    expect(rest).toEqual(plain.studies?.[at]);
  }
});

it('the places are the policy’s where it names some, in the order of the graph', async () => {
  const tensors = '[{ baseline: hidden, compressed: hidden }, { baseline: first, compressed: first }]';
  const named = (policy: string): string => policy.replaceAll('output:', `similarity: { tensors: ${tensors} }\n    output:`); // prettier-ignore
  const { studies = [] } = await judged(true, named);
  expect(studies[0]?.walk?.steps.map(({ baseline, by }) => [baseline, by])).toEqual([
    ['first', 'policy'],
    ['hidden', 'policy'],
  ]);
});
