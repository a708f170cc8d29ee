import { describe, expect, test } from 'vitest';
import { classification } from '../../src/tasks/classification.js';
import type { Parting } from '../../src/tasks/parting.js';
import { measured, predicted, taskOf } from './arrange.js';

const task = taskOf(classification);

function part(left: readonly number[], right: readonly number[]): Parting {
  const [one, other] = [left, right].map((row) => predicted(task, row, 'probabilities'));
  return task.compare(one, other, undefined) as unknown as Parting; // classification's pairs are partings too
}

describe('two soft answers', () => {
  test('that are equal part in nothing', () => {
    expect(part([0.5, 0.3, 0.2], [0.5, 0.3, 0.2])).toMatchObject({ js: 0, topLoss: 0, silent: false, leftConfidence: null }); // prettier-ignore
  });

  test('have the Jensen–Shannon divergence that scipy gives', () => {
    // scipy.spatial.distance.jensenshannon([.7, .2, .1], [.1, .2, .7]) ** 2
    expect(part([0.7, 0.2, 0.1], [0.1, 0.2, 0.7]).js).toBeCloseTo(0.2531016154428069, 12);
  });

  test('part silently where both are confident, and not where one hesitates', () => {
    expect(part([0.95, 0.05, 0], [0.05, 0.95, 0])).toMatchObject({ silent: true, leftConfidence: 0.95 });
    expect(part([0.95, 0.05, 0], [0.4, 0.6, 0])).toMatchObject({ silent: false, rightConfidence: 0.6 });
  });

  test('lose classes from the better half, at most five', () => {
    const ten = (first: number): number[] =>
      Array.from({ length: 10 }, (_, at) => (at === first ? 0.55 : 0.05));
    expect(part([0.4, 0.3, 0.2, 0.1], [0.4, 0.1, 0.3, 0.2]).topLoss).toBe(0.5);
    expect(part(ten(0), ten(9)).topLoss).toBe(0.2);
  });

  test('without scores have nothing to part in', () => {
    const labels = { type: 'int64', dims: [1], data: BigInt64Array.of(1n) } as const;
    const [one] = task.predict(new Map([['y', labels]]), { output: 'y', meaning: 'labels' }, 1);
    expect(task.compare(one, one, undefined)).toMatchObject({ js: null, topLoss: null, silent: null });
  });
});

test('the mean confidence where answers part leaves out those that agree', () => {
  const pairs = [part([0.9, 0.1, 0], [0.2, 0.8, 0]), part([0.99, 0.01, 0], [0.9, 0.1, 0])].map((pair) => ({ ...pair })); // prettier-ignore
  expect(measured(task.measures['parted-confidence-baseline'], pairs)).toBe(0.9);
  expect(measured(task.measures['silent-disagreement'], pairs)).toBe(0);
});
