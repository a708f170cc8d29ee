import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/core/report.js';
import { taskRows } from '../../src/decide/rows.js';
import { a, b, c, check, decideOne, inPopulation, many, maybeA, world, type Logits, type Row } from './kit.js'; // prettier-ignore

const answer = fc.constantFrom<Logits>(a, b, c, maybeA);
const row = fc.record({ label: fc.integer({ min: 0, max: 2 }), left: answer, right: answer, group: fc.integer({ min: 0, max: 4 }) }); // prettier-ignore
const rows = fc.array(row, { minLength: 1, maxLength: 60 });
type Drawn = { label: number; left: Logits; right: Logits; group: number };

const plain = (drawn: readonly Drawn[]): Row[] =>
  drawn.map(({ label, left, right }) => ({ label, answers: { clean: [left, right] } }));

describe('for any answers and labels', () => {
  test('disagreement = negative + positive + other flips, and Δscore = (positive − negative) ÷ n', () => {
    fc.assert(
      fc.property(rows, (drawn) => {
        const { plan, totals } = world({ rows: plain(drawn) });
        const [found] = taskRows(plan.work, totals, () => 'primary');
        const { count, negativeFlips, positiveFlips, otherFlips } = found?.disagreement ?? {};
        const [negative, positive, other] = [negativeFlips ?? NaN, positiveFlips ?? NaN, otherFlips ?? NaN];
        const { baseline, compressed } = found?.score ?? { baseline: NaN, compressed: NaN };
        expect(negative + positive + other).toBe(count);
        expect(compressed - baseline).toBeCloseTo((positive - negative) / drawn.length, 12);
        expect(Math.abs(compressed - baseline)).toBeLessThanOrEqual((count ?? NaN) / drawn.length + 1e-12);
      }),
    );
  });

  test('a limit is kept exactly where count · denominator ≤ numerator · n', () => {
    const share = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 1000 }));
    fc.assert(
      fc.property(rows, share, (drawn, [numerator, denominator]) => {
        const checks = [check('disagreement', numerator, denominator)];
        const { outcome, count, n } = decideOne({ rows: plain(drawn), checks });
        expect(outcome).toBe((count ?? NaN) * denominator <= numerator * n ? 'pass' : 'fail');
      }),
    );
  });

  test('the order of samples makes no difference to counted checks', () => {
    const checks = ['disagreement', 'negative-flips', 'score-drop', 'error'].map((limit) =>
      check(limit, 1, 10),
    );
    fc.assert(
      fc.property(rows, (drawn) => {
        const decided = (list: readonly Drawn[]) => world({ rows: plain(list), checks }).decide();
        expect(decided(drawn.toReversed())).toEqual(decided(drawn));
      }),
    );
  });

  test('the order of samples within their groups makes no difference to what is resampled', () => {
    const checks = [inPopulation(check('disagreement', 1, 10))];
    const grouped = (list: readonly Drawn[]): Row[] =>
      list
        .toSorted((one, other) => one.group - other.group)
        .map(({ label, left, right, group }) => ({ label, group, answers: { clean: [left, right] } }));
    const many_ = fc.array(row, { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(many_, (drawn) => {
        const decided = (list: readonly Drawn[]) => world({ rows: grouped(list), checks }).decide();
        expect(decided(drawn.toReversed())).toEqual(decided(drawn));
      }),
      { numRuns: 50 },
    );
  });
});

describe('one more changed sample', () => {
  const better: readonly Outcome[] = ['fail', 'inconclusive', 'pass'];

  test.each(['dataset', 'population'] as const)('never makes things better in %s scope', (scope) => {
    const drawn = fc.record({ changed: fc.integer({ min: 0, max: 60 }), same: fc.integer({ min: 0, max: 200 }), percent: fc.integer({ min: 1, max: 40 }) }); // prettier-ignore
    fc.assert(
      fc.property(drawn, ({ changed, same, percent }) => {
        fc.pre(changed + same > 0);
        for (const limit of ['disagreement', 'negative-flips', 'score-drop', 'error']) {
          const checks = [{ ...check(limit, percent, 100), scope }];
          const rank = (lost: number): number => {
            const list = [...many(lost, a, b, { label: 0 }), ...many(same, a, a, { label: 0 })];
            return better.indexOf(decideOne({ rows: list, checks }).outcome);
          };
          expect(rank(changed + 1), limit).toBeLessThanOrEqual(rank(changed));
        }
      }),
      { numRuns: 60 },
    );
  });
});
