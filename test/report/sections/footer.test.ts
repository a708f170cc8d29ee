import { expect, test } from 'vitest';
import { footer } from '../../../src/report/sections/footer.js';
import { report } from '../make.js';
import { view } from './view.js';

test('says what ran: version, commit, policy, models, engine, CPU features, seed', () => {
  expect(footer(view())).toBe(
    '<sub>compression-gate 1.4.0 · commit 8f3e2a1 · policy 3c1f09ab · models 77aa01… 9b2e4c… · onnxruntime-node 1.30.0, avx2 · seed 7</sub>',
  );
});

test('names an engine once, however many targets use it', () => {
  const [native] = Object.values(report().targets);
  if (native === undefined) throw new Error('the fixture has a target');
  expect(footer(view({ targets: { a: native, b: native } }))?.match(/onnxruntime/g)).toHaveLength(1);
});
