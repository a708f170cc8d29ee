import { expect, test } from 'vitest';
import { sizeCheck } from '../../src/decide/size.js';
import { limitOf } from './kit.js';

const third = limitOf('size', { numerator: 3, denominator: 10 });
const judged = (baseline: number, compressed: number) => sizeCheck(third, { baseline, compressed }, 'native');

test.each([
  [1000, 300, 'pass', 300],
  [1000, 301, 'fail', 300],
  [1003, 301, 'fail', 300], // ⌊300.9⌋
  [1004, 301, 'pass', 301],
])('of %i bytes %i %s at 30 %%', (baseline, compressed, outcome, allowed) => {
  expect(judged(baseline, compressed)).toMatchObject({ outcome, allowed, count: compressed, n: baseline });
});

test.each([
  [0, 10],
  [10, 0],
  [0, 0],
])('a model of no bytes was not read: %i and %i are invalid', (baseline, compressed) => {
  expect(judged(baseline, compressed)).toMatchObject({ outcome: 'invalid', measured: null });
});

test('is about no task, on the target it is told', () => {
  expect(judged(10, 1)).toMatchObject({
    task: null,
    level: null,
    target: 'native',
    measured: 0.1,
    judged: true,
  });
});
