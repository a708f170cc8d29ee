import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { gate } from '../../src/gate.js';
import { request } from '../evaluate/kit.js';
import { deepModel } from '../onnx/deep.js';
import { kindTask, project } from './kit.js';

const limited = kindTask.replace('disagreement: 50%', 'disagreement: 100%, similarity-loss: 0.5');
const declared = limited.replace('output:', 'similarity: { tensors: [{ baseline: first, compressed: frist }] }\n    output:'); // prettier-ignore

async function judged(folder: string): Promise<readonly string[]> {
  const { verdict, checks, findings } = await gate(request(folder));
  const said = checks.map(({ limit, outcome, finding: { code } }) => `${limit.name} ${outcome} ${code}`);
  return [verdict, ...said, ...findings.map(({ code }) => code)];
}

it('a limit on inner features without inner features, or with a misspelt one, is invalid and never passes', async () => {
  const nothing = ['invalid', 'disagreement pass WITHIN_LIMIT'];
  expect(await judged(project({ tasks: limited }))).toEqual([
    ...nothing,
    'similarity-loss invalid SIMILARITY_NO_TENSORS',
    'SIMILARITY_NO_TENSORS',
  ]);
  const folder = project({ tasks: declared });
  for (const side of ['baseline', 'compressed']) writeFileSync(join(folder, `${side}.onnx`), deepModel(1));
  expect(await judged(folder)).toEqual([
    ...nothing,
    'similarity-loss invalid TENSOR_UNKNOWN',
    'TENSOR_UNKNOWN',
  ]);
});
