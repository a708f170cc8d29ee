import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kendallTauB } from '../../src/stats/kendall.js';
import fixture from '../tasks/fixtures/retrieval.json' with { type: 'json' };

describe('Kendall’s τ-b', () => {
  it.each([
    [[12, 2, 1, 12, 2], [1, 4, 7, 1, 0], -0.4714045207910316],
    [[1, 2, 3, 4, 5], [3, 4, 1, 2, 5], 0.2],
    [[1, 2, 3], [3, 2, 1], -1],
  ])('of %j and %j is %d', (left, right, tau) => {
    expect(kendallTauB(left, right)).toBeCloseTo(tau, 12);
  });

  it.each(fixture.taus.map(({ left, right, tau }) => [left.length, { left, right, tau }] as const))(
    'with ties, of %i numbers, is scipy’s',
    (_, { left, right, tau }) => {
      expect(kendallTauB(left, right)).toBeCloseTo(tau, 12);
    },
  );

  it('is the count of pairs, whatever the lists', () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 2, maxLength: 12 }), (pairs) => {
        let [sum, left, right] = [0, 0, 0];
        for (const [at, [a, b]] of pairs.entries())
          for (const [c, d] of pairs.slice(at + 1)) {
            sum += Math.sign(a - c) * Math.sign(b - d);
            left += Number(a !== c);
            right += Number(b !== d);
          }
        const made = kendallTauB(pairs.map(([a]) => a), pairs.map(([, b]) => b)); // prettier-ignore
        if (left * right === 0) expect(made).toBeNaN();
        else expect(made).toBeCloseTo(sum / Math.sqrt(left * right), 12);
      }),
    );
  });

  it.each([
    [[], []],
    [[1], [1]],
    [
      [1, 1],
      [1, 2],
    ],
    [
      [1, NaN],
      [1, 2],
    ],
    [[1, 2], [1]],
  ])('of %j and %j is none', (left, right) => {
    expect(kendallTauB(left, right)).toBeNaN();
  });
});
