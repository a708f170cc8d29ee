import { expect, test } from 'vitest';
import { sizeShare, speeds } from '../../src/report/cost.js';
import { check, limit, report } from './make.js';

test('the size is a whole percentage unless that would print its limit', () => {
  const cost = { size: 0.304, latency: {} };
  const sized = check({
    task: null,
    level: null,
    limit: limit({ name: 'size', value: 0.3 }),
    measured: 0.304,
  });
  expect(sizeShare(report({ cost, checks: [] }))).toBe('30%');
  expect(sizeShare(report({ cost, checks: [sized] }))).toBe('30.4%');
});

test('targets are named when there are several', () => {
  expect(speeds(report({ cost: { size: 1, latency: { native: 0.5 } } }), String)).toEqual(['2.0× faster']);
  expect(speeds(report({ cost: { size: 1, latency: { native: 0.5, wasm: 2 } } }), String)).toEqual([
    '2.0× faster on native',
    '2.0× slower on wasm',
  ]);
});
