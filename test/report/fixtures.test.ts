import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/core/report.js';
import { fixture, names } from './fixtures.js';

const worst: readonly Outcome[] = ['fail', 'invalid', 'inconclusive', 'pass'];

describe.each(names)('the committed report %s is consistent', (name) => {
  const report = fixture(name);

  test('counts and shares agree', () => {
    const counted = report.checks.filter((check) => check.count !== null && check.limit.unit === 'share');
    expect(counted.map((check) => check.measured)).toEqual(
      counted.map((check) => (check.count ?? NaN) / check.n),
    );
    const rows = report.tasks.flatMap((row) =>
      row.disagreement === null ? [] : [{ row, changes: row.disagreement }],
    );
    expect(rows.map(({ changes }) => changes.rate)).toEqual(
      rows.map(({ row, changes }) => changes.count / row.n),
    );
    const split = rows.filter(({ changes }) => changes.negativeFlips !== null);
    expect(
      split.map(
        ({ changes }) =>
          (changes.negativeFlips ?? 0) + (changes.positiveFlips ?? 0) + (changes.otherFlips ?? 0),
      ),
    ).toEqual(split.map(({ changes }) => changes.count));
  });

  test('a judged dataset check over its limit fails, one within it passes', () => {
    const plain = report.checks.filter(
      (check) =>
        check.judged &&
        check.scope === 'dataset' &&
        check.measured !== null &&
        check.limit.unit !== 'nats' &&
        check.finding.code !== 'DEGENERATE_ANSWERS',
    );
    expect(plain.map((check) => check.outcome)).toEqual(
      plain.map((check) => ((check.measured ?? NaN) <= check.limit.value ? 'pass' : 'fail')),
    );
  });

  test('its verdict is the worst of its checks', () => {
    const lets = report.policy.onInconclusive === 'allow';
    const outcomes = report.checks
      .filter((check) => check.judged && !(lets && check.outcome === 'inconclusive'))
      .map((check) => check.outcome);
    expect(report.verdict).toBe(worst.find((outcome) => outcomes.includes(outcome)) ?? 'invalid');
  });
});
