import { describe, expect, test } from 'vitest';
import { flipMeasures, flips, severity } from '../../src/tasks/flips.js';
import { measured } from './arrange.js';

describe('flips', () => {
  test.each([
    { changed: true, left: true, right: false, is: 'negative' },
    { changed: true, left: false, right: true, is: 'positive' },
    { changed: true, left: false, right: false, is: 'other' },
    { changed: false, left: true, right: true, is: 'none' },
    { changed: false, left: false, right: false, is: 'none' },
  ])('changed $changed, right before $left, after $right: $is', ({ changed, left, right, is }) => {
    const found = flips(changed, left, right);
    expect([found.negative, found.positive, found.other]).toEqual([
      is === 'negative',
      is === 'positive',
      is === 'other',
    ]);
  });
  test('are unknown without a label, which is not the same as none', () => {
    expect(flips(true, null, null)).toEqual({ changed: true, negative: null, positive: null, other: null });
  });
});

test('flip identities of 975 answers: 46 lost, 46 won, 42 otherwise changed (methods §5)', () => {
  const pairs = [
    ...Array.from({ length: 46 }, () => flips(true, true, false)),
    ...Array.from({ length: 46 }, () => flips(true, false, true)),
    ...Array.from({ length: 42 }, () => flips(true, false, false)),
    ...Array.from({ length: 975 - 134 }, () => flips(false, true, true)),
  ];
  const [d, lost, won, other] = ['disagreement', 'negative-flips', 'positive-flips', 'other-flips'].map(
    (name) => measured(flipMeasures[name], pairs),
  );
  expect(d).toBeCloseTo(0.137436, 6);
  expect((lost ?? NaN) + (won ?? NaN)).toBeCloseTo(0.094359, 6);
  expect((won ?? NaN) - (lost ?? NaN)).toBe(0);
  expect(other).toBe(42 / 975);
});

test('a flip without a label is in no rate, and a rate of nothing is no rate', () => {
  expect(measured(flipMeasures['negative-flips'], [flips(true, null, null)])).toBeNaN();
});

test('severity puts no answer before lost answers before the rest, and NaN first within', () => {
  const of = (degenerate: boolean, negative: boolean | null, weight: number): number =>
    severity({ degenerate, negative, weight });
  const order = [
    of(true, false, 0),
    of(false, true, NaN),
    of(false, true, 0.4),
    of(false, null, 1),
    of(false, false, 0.2),
  ];
  expect(order).toEqual([...order].sort((one, other) => other - one));
  expect(new Set(order).size).toBe(5);
});
