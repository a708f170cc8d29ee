import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rng } from '../../src/core/rng.js';
import { tangoBounds, tangoExceeds, tangoWithin } from '../../src/stats/tango.js';
import { reference } from './fixtures/reference.js';

const flips = fc
  .record({ lost: fc.nat(60), won: fc.nat(60), same: fc.nat(800) })
  .map(({ lost, won, same }) => ({ lost, won, n: lost + won + same }))
  .filter(({ n }) => n > 0);

describe('tangoBounds', () => {
  it('has the printed 95 % intervals, each side at 97.5 %', () => {
    const first = tangoBounds({ lost: 12, won: 2, n: 44, confidence: 0.975 });
    expect(first.lower).toBeCloseTo(0.0691662, 7);
    expect(first.upper).toBeCloseTo(0.3860038, 7);
    const second = tangoBounds({ lost: 68, won: 18, n: 1000, confidence: 0.975 });
    expect(second.lower).toBeCloseTo(0.0326599, 7);
    expect(second.upper).toBeCloseTo(0.0689847, 7);
    const even = tangoBounds({ lost: 46, won: 46, n: 975, confidence: 0.975 });
    expect(even.upper).toBeCloseTo(0.0196025, 7);
    expect(even.lower).toBe(-even.upper);
  });

  it('agrees with the constrained likelihood maximized numerically', () => {
    for (const [lost, won, n, confidence, lower, upper] of reference.tango) {
      const bounds = tangoBounds({ lost, won, n, confidence });
      expect(bounds.lower).toBeCloseTo(lower, 7);
      expect(bounds.upper).toBeCloseTo(upper, 7);
    }
  });

  it('is z² / (n + z²) wide when nothing changed, not of zero width', () => {
    const { lower, upper } = tangoBounds({ lost: 0, won: 0, n: 100, confidence: 0.95 });
    expect(upper).toBeCloseTo(2.705543454095404 / 102.705543454095404, 12);
    expect(lower).toBe(-upper);
  });

  it('knows the ends of the scale', () => {
    expect(tangoBounds({ lost: 0, won: 0, n: 0, confidence: 0.95 })).toEqual({ lower: -1, upper: 1 });
    const all = tangoBounds({ lost: 5, won: 0, n: 5, confidence: 0.95 });
    expect(all.upper).toBe(1);
    expect(all.lower).toBeGreaterThan(0);
    expect(all.lower).toBeLessThan(1);
    expect(tangoBounds({ lost: 1, won: 0, n: 1, confidence: 0.95 }).lower).toBeLessThan(0.5);
  });

  it('is NaN for counts and confidences that can not be', () => {
    for (const wrong of [
      { lost: 3 },
      { lost: NaN },
      { won: -1 },
      { n: 2.5 },
      { confidence: NaN },
      { confidence: 1 },
    ]) {
      // prettier-ignore
      const bounds = tangoBounds({ lost: 1, won: 1, n: 3, confidence: 0.95, ...wrong });
      expect(bounds).toEqual({ lower: NaN, upper: NaN });
    }
  });

  it('brackets the measured difference and swaps ends with the models', () => {
    fc.assert(
      fc.property(flips, ({ lost, won, n }) => {
        const { lower, upper } = tangoBounds({ lost, won, n, confidence: 0.95 });
        expect(lower).toBeLessThanOrEqual((lost - won) / n);
        expect(upper).toBeGreaterThanOrEqual((lost - won) / n);
        expect(lower).toBeGreaterThanOrEqual(-1);
        expect(upper).toBeLessThanOrEqual(1);
        const swapped = tangoBounds({ lost: won, won: lost, n, confidence: 0.95 });
        expect(swapped).toEqual({ lower: -upper, upper: -lower });
      }),
    );
  });

  it('covers the truth about as often as it says', () => {
    const [n, lost, won, draws] = [150, 0.08, 0.03, 4000];
    const slack = 4 * Math.sqrt((0.05 * 0.95) / draws); // four binomial standard errors, 1.4 points
    const stream = rng('test', 'tango coverage');
    let above = 0;
    let below = 0;
    for (let draw = 0; draw < draws; draw += 1) {
      const counts = { lost: 0, won: 0, n };
      for (let sample = 0; sample < n; sample += 1) {
        const u = stream.uniform();
        if (u < lost) counts.lost += 1;
        else if (u < lost + won) counts.won += 1;
      }
      const bounds = tangoBounds({ ...counts, confidence: 0.95 });
      if (bounds.upper >= lost - won) above += 1;
      if (bounds.lower <= lost - won) below += 1;
    }
    expect(Math.abs(above / draws - 0.95)).toBeLessThan(slack);
    expect(Math.abs(below / draws - 0.95)).toBeLessThan(slack);
  });
});

describe('tangoExceeds and tangoWithin', () => {
  it('decide as the bounds do', () => {
    fc.assert(
      fc.property(flips, fc.double({ min: -0.5, max: 0.99, noNaN: true }), (counts, delta) => {
        const { lower, upper } = tangoBounds({ ...counts, confidence: 0.95 });
        expect(tangoExceeds({ ...counts, delta }) <= 1 - 0.95).toBe(lower >= delta);
        expect(tangoWithin({ ...counts, delta }) <= 1 - 0.95).toBe(upper <= delta);
      }),
      { numRuns: 500 },
    );
  });

  it('are the uncorrected McNemar statistic at 0: (121 − 59)² / 180 = 21.3556', () => {
    const twoSided = 2 * tangoExceeds({ lost: 121, won: 59, n: 314, delta: 0 });
    expect(twoSided).toBeCloseTo(3.815136e-6, 11);
    expect(2 * tangoExceeds({ lost: 7, won: 1, n: 30, delta: 0 })).toBeCloseTo(0.03389485, 8);
  });

  it('find no evidence in no samples or no changes', () => {
    expect(tangoExceeds({ lost: 0, won: 0, n: 0, delta: 0.01 })).toBe(1);
    expect(tangoWithin({ lost: 0, won: 0, n: 0, delta: 0.01 })).toBe(1);
    expect(tangoExceeds({ lost: 0, won: 0, n: 50, delta: 0 })).toBe(0.5);
  });

  it('take a difference of 1 as certain to hold', () => {
    expect(tangoExceeds({ lost: 9, won: 0, n: 9, delta: 1 })).toBe(1);
    expect(tangoWithin({ lost: 9, won: 0, n: 9, delta: 1 })).toBe(0);
  });

  it('are NaN for a limit or counts that can not be', () => {
    for (const test of [tangoExceeds, tangoWithin]) {
      expect(test({ lost: 1, won: 1, n: 9, delta: NaN })).toBeNaN();
      expect(test({ lost: 1, won: 1, n: 9, delta: -1 })).toBeNaN();
      expect(test({ lost: 8, won: 2, n: 9, delta: 0.1 })).toBeNaN();
    }
  });
});
