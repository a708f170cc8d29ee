import { describe, expect, test } from 'vitest';
import { guess, requireProbabilities, yes } from '../../src/tasks/guess.js';
import { classesOf } from '../../src/tasks/labels.js';
import { codesOf, floats, reading } from './arrange.js';

const settings = { threshold: 0.5, classes: classesOf([]) };

describe('what can be probabilities', () => {
  const refused = (row: readonly number[]): readonly string[] =>
    codesOf(() => requireProbabilities([Float64Array.of(0.5), Float64Array.from(row)], 'y'));
  test.each([[[0, 1]], [[-0.001, 1.001]], [[NaN, 0.5]], [[Infinity]]])('%j', (row) => {
    expect(refused(row)).toEqual([]);
  });
  test.each([[[-0.002, 1]], [[0.5, 1.002]], [[9, NaN]]])('not %j', (row) => {
    expect(refused(row)).toEqual(['OUTPUT_NOT_PROBABILITIES']);
  });
});

test('the probability of yes is the sigmoid of a logit, without overflow', () => {
  expect([-1000, 0, 1000].map((logit) => yes(logit, 'logits'))).toEqual([0, 0.5, 1]);
});

test('a guess has at most five classes in order, and logarithms that sum to 1', () => {
  const [one] = guess(
    { outputs: floats([3, 1, 4, 1, 5, 9]), reading: reading('logits'), count: 1 },
    settings,
  );
  expect(one?.top5).toEqual([5, 4, 2, 0, 1]);
  expect([...(one?.logP ?? [])].reduce((sum, log) => sum + Math.exp(log), 0)).toBeCloseTo(1, 12);
});

test('a slightly negative probability, as dequantizing brings, counts as 0', () => {
  const from = { outputs: floats([-0.0005, 1]), reading: reading('probabilities'), count: 1 };
  const [one] = guess(from, settings);
  expect([...(one?.logP ?? [])]).toEqual([-Infinity, 0]);
  expect(one?.floored).toBe(1);
});

test('probabilities that are all 0 have an answer, but no divergence', () => {
  const from = { outputs: floats([0, 0]), reading: reading('probabilities'), count: 1 };
  expect(guess(from, settings)).toMatchObject([{ label: 0, degenerate: false, confidence: 0 }]);
  expect(guess(from, settings)[0]?.logQ?.every(Number.isNaN)).toBe(true);
});
