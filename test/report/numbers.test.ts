import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytes,
  count,
  figure,
  figureAbove,
  figures,
  plural,
  speed,
  withUnit,
} from '../../src/report/numbers.js';

describe('figures', () => {
  test('prints shares with two digits', () => {
    expect(figures([0.053, 0.05], 'share')).toEqual(['5.30%', '5.00%']);
  });

  test('takes as many digits as tell two values apart', () => {
    expect(figures([0.05004, 0.05], 'share')).toEqual(['5.004%', '5.000%']);
  });

  test('tells neighbouring doubles apart', () => {
    expect(figures([0.05000000000000001, 0.05], 'share')).toEqual(['5.000000000000001%', '5%']);
  });

  test('prints nothing but zero as zero', () => {
    expect(figures([0.00001], 'share')).toEqual(['0.001%']);
    expect(figures([0, -0], 'points')).toEqual(['0.00', '0.00']);
  });

  test('never prints a minus before zero or a rounding of it', () => {
    expect(figures([-0.00000001], 'points')).toEqual(['-0.000001']);
  });

  test('prints what is no number as words', () => {
    expect(figures([NaN, Infinity], 'share')).toEqual(['not a number', '∞']);
  });

  test('keeps the order and difference of any two values', () => {
    const value = fc.double({ min: -2, max: 2, noNaN: true });
    const unit = fc.constantFrom('share' as const, 'points' as const, 'nats' as const, 'number' as const);
    fc.assert(
      fc.property(value, value, unit, (left, right, of) => {
        const [a = '', b = ''] = figures([left, right], of);
        if (left === right) expect(a).toBe(b);
        else {
          expect(a).not.toBe(b);
          const printed = Math.sign(Number.parseFloat(a) - Number.parseFloat(b));
          const sameDouble = (a < b ? -1 : 1) * Math.sign(left); // 199.99999999999976 and …78 are read as one number
          expect(printed === 0 ? sameDouble : printed).toBe(Math.sign(left - right));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('keeps a count over its limit apart from the limit, whatever the limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 9999 }),
        (n, basisPoints) => {
          const limit = basisPoints / 10_000;
          const over = (Math.floor((basisPoints * n) / 10_000) + 1) / n;
          const [measured, bound] = figures([over, limit], 'share');
          expect(Number.parseFloat(measured ?? '')).toBeGreaterThan(Number.parseFloat(bound ?? ''));
        },
      ),
    );
  });
});

describe('figureAbove', () => {
  test('prints what is exact as it is', () => {
    expect(figureAbove(0.053, 'share')).toBe('5.30%');
    expect(figureAbove(0.007, 'share')).toBe('0.70%');
  });

  test('rounds up, so that the printed limit would pass', () => {
    expect(figureAbove(0.05301, 'share')).toBe('5.31%');
    expect(figureAbove(0.0235001, 'points')).toBe('2.36');
    expect(figureAbove(0.5001, 'nats')).toBe('0.501');
  });

  test('is never below the value', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (value) => {
        expect(Number(`${figureAbove(value, 'share').slice(0, -1)}e-2`)).toBeGreaterThanOrEqual(value);
      }),
    );
  });
});

test('count separates thousands', () => {
  expect([0, 999, 1000, 4000, 1234567].map(count)).toEqual(['0', '999', '1,000', '4,000', '1,234,567']);
});

test('bytes are decimal, with three digits', () => {
  expect([0, 999, 1000, 58618, 219874, 1_500_000_000].map(bytes)).toEqual([
    '0 B',
    '999 B',
    '1.00 kB',
    '58.6 kB',
    '220 kB',
    '1.50 GB',
  ]);
  expect(bytes(NaN)).toBe('unknown size');
});

test('speed is a ratio of times', () => {
  expect([0.62, 1.31, 1, 0.99].map(speed)).toEqual(['1.6× faster', '1.3× slower', 'as fast', 'as fast']);
  expect([0, NaN].map(speed)).toEqual(['speed unknown', 'speed unknown']);
});

test('units are words behind points and nats only', () => {
  expect([withUnit('1.20', 'points'), withUnit('0.031', 'nats'), withUnit('5.00%', 'share')]).toEqual([
    '1.20 points',
    '0.031 nats',
    '5.00%',
  ]);
});

test('figure is the one-value form, plural the word for a number', () => {
  expect(figure(0.2666, 'share', 0)).toBe('27%');
  expect([plural(1, 'check', 'checks'), plural(2, 'check', 'checks')]).toEqual(['check', 'checks']);
});
