import { expect, test } from 'vitest';
import { heading, opening } from '../../../src/report/sections/heading.js';
import { noLinks } from '../fixtures.js';
import { check, limit, passing, report } from '../make.js';
import { view } from './view.js';

test('the heading is the verdict in words with its icon', () => {
  expect(heading(view({ verdict: 'fail', checks: [check()] }))).toBe(
    '### ❌ Compression gate failed: 1 of 1 check over its limit',
  );
});

test('a pass opens with what came closest and what was won', () => {
  const checks = [passing({ level: 'far', measured: 0.01 }), passing({ level: 'near', measured: 0.04 })];
  expect(opening(view({ verdict: 'pass', checks }, {}, noLinks))).toBe(
    'Closest to its limit: <code>garment</code> at <code>near</code>, 4.00% (limit 5.00%). 27% of the size, 1.6× faster.',
  );
});

test('the closest check names its limit unless it is on changed answers, and its bound where one decides', () => {
  const drop = passing({
    limit: limit({ name: 'score-drop', unit: 'points', value: 0.01 }),
    measured: 0.008,
  });
  expect(opening(view({ verdict: 'pass', checks: [drop] }, {}, noLinks))).toContain(
    '<code>score&#45;drop</code> 0.80 points (limit 1.00 points).',
  );
  const sure = passing({ interval: { lower: 0.005, upper: 0.016, method: 'clopper-pearson' } });
  expect(opening(view({ verdict: 'pass', checks: [sure] }, {}, noLinks))).toContain(
    '1.00%, at most 1.60% for inputs like these (limit 5.00%).',
  );
});

test('anything else opens with what was compared with what', () => {
  expect(opening(view({ verdict: 'fail', checks: [check()] }, {}, noLinks))).toBe(
    '<code>garments&#46;int8&#46;onnx</code> (58.6 kB, 27% of baseline, 1.6× faster) against <code>garments&#46;fp32&#46;onnx</code>',
  );
});

test('models of the same file name are told apart by their paths', () => {
  const { baseline, compressed } = report().models;
  const models = {
    baseline: { ...baseline, source: 'a/m.onnx' },
    compressed: { ...compressed, source: 'b/m.onnx' },
  };
  expect(opening(view({ verdict: 'fail', models }))).toContain('<code>b&#47;m&#46;onnx</code>');
});
