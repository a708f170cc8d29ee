import { describe, expect, it } from 'vitest';
import { mcnemarExact, mcnemarMidP, mcnemarWorse } from '../../src/stats/mcnemar.js';
import { expectNear } from './near.js';

describe('McNemar', () => {
  it('has the printed exact p-values', () => {
    expect(mcnemarExact(1, 7)).toBe(0.0703125);
    expectNear(mcnemarExact(121, 59), 4.434449e-6, 1e-6);
    expectNear(mcnemarExact(86, 150), 3.715936e-5, 1e-6);
    expect(mcnemarExact(10, 2)).toBeCloseTo(0.03857421875, 13);
    expect([mcnemarExact(5, 0), mcnemarExact(6, 0), mcnemarExact(46, 46)]).toEqual([0.0625, 0.03125, 1]);
  });

  it('has the printed mid-p-values', () => {
    expect(mcnemarMidP(1, 7)).toBeCloseTo(0.0390625, 13);
    expect(mcnemarMidP(10, 2)).toBeCloseTo(0.0224609375, 13);
    expect(mcnemarMidP(46, 46)).toBeCloseTo(0.9585202598, 10);
  });

  it('tests one side for more lost than won', () => {
    expect([mcnemarWorse(5, 0), mcnemarWorse(6, 0)]).toEqual([0.03125, 0.015625]);
    expect(mcnemarWorse(0, 6)).toBe(1);
  });

  it('can not reach 5 % with four changes', () => {
    expect(mcnemarWorse(4, 0)).toBeGreaterThan(0.05);
  });

  it('does not care which model is named first, on two sides', () => {
    expect(mcnemarExact(3, 11)).toBe(mcnemarExact(11, 3));
    expect(mcnemarMidP(3, 11)).toBe(mcnemarMidP(11, 3));
  });

  it('is no evidence when nothing changed', () => {
    expect([mcnemarExact(0, 0), mcnemarMidP(0, 0), mcnemarWorse(0, 0)]).toEqual([1, 1, 1]);
  });

  it('is NaN for what is no count', () => {
    for (const test of [mcnemarExact, mcnemarMidP, mcnemarWorse]) {
      expect([test(-1, 3), test(3, NaN), test(0.5, 3)]).toEqual([NaN, NaN, NaN]);
    }
  });
});
