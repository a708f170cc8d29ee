import { expect, it } from 'vitest';
import { otherFlips } from '../../src/report/other-flips.js';
import type { TaskRow } from '../../src/core/report.js';

type Row = Parameters<typeof otherFlips>[0][number];

function row(others: number | null, neither: number | null): Row {
  const none = {
    count: 9,
    rate: 0.1,
    interval: [0, 1] as const,
    negativeFlips: 1,
    positiveFlips: 1,
    confidentFlips: null,
  };
  const rightness: TaskRow['rightness'] = neither === null ? null : { both: 80, lost: 1, won: 1, neither };
  return { disagreement: { ...none, otherFlips: others }, rightness };
}

it('answers that are wrong in both models are called so', () => {
  expect(otherFlips([row(7, 8), row(8, 8)])).toBe('wrong → wrong');
  expect(otherFlips([row(null, 8), row(7, null)])).toBe('wrong → wrong');
});

it('where more changed than are wrong in both, some are other answers and right', () => {
  expect(otherFlips([row(7, 8), row(9, 8)])).toBe('right or wrong as before');
});
