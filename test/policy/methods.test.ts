import { expect, it } from 'vitest';
import { told } from './arrange.js';

const digest = 'a'.repeat(64);

/** Two distilled models of tasks; the first alone is tried on novel inputs. */
const policy = (first: string, second: string): string => `version: 1
models:
  baseline: { path: base.onnx }
  compressed: { path: small.onnx, method: quantized }
tasks:
  boots:
    kind: classification
    data: { path: boots.npz }
    levels: { clean: { disagreement: 1% } }
  shoes:
    kind: classification
    data: { path: shoes.npz, label: kind }
    models: { baseline: { path: base.onnx }, compressed: { ${first}, method: distilled } }
    levels: { clean: { disagreement: 1% } }
  sketches:
    kind: classification
    role: novel
    data: { path: sketches.npz }
    models: { baseline: { path: base.onnx }, compressed: { ${first}, method: distilled } }
    levels: { clean: { disagreement: 5% } }
  hats:
    kind: classification
    data: { path: hats.npz, label: kind }
    models: { baseline: { path: base.onnx }, compressed: { ${second}, method: distilled } }
    levels: { clean: { disagreement: 1% } }
`;

it.each([
  ['path: a.onnx', 'path: b.onnx'],
  ['git: main:a.onnx', 'git: main:b.onnx'],
  [`url: https://a.org/a, sha256: ${digest}`, `url: https://a.org/b, sha256: ${digest}`],
  ['hub: acme/shoes/a.onnx@v1', 'hub: acme/shoes/b.onnx@v1'],
])('a distilled model of one task is not excused by novel inputs of another: %s, %s', (first, second) => {
  expect(told(policy(first, second))).toEqual([expect.stringMatching(/^DISTILLED_WITHOUT_NOVEL 24:/)]);
  expect(told(policy(first, first))).toEqual([]);
});
