import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floorOf } from '../../src/core/fraction.js';
import type { Unit } from '../../src/core/task.js';
import { isQuantity, printLimit, readQuantity } from '../../src/policy/quantity.js';

describe('readQuantity', () => {
  it.each([
    ['0.5%', 'share', 5, 1000],
    ['1%', 'share', 1, 100],
    ['100%', 'share', 100, 100],
    ['.5 %', 'share', 5, 1000],
    ['2.50%', 'share', 250, 10000],
    ['1pp', 'points', 1, 100],
    [0, 'share', 0, 1],
    [0, 'points', 0, 1],
    [0.02, 'nats', 2, 100],
    [1.02, 'ratio', 102, 100],
    [5, 'number', 5, 1],
    [1e-7, 'nats', 1, 10000000],
  ] as const)('%s as %s is %i/%i', (written, unit, numerator, denominator) => {
    const exact = { numerator, denominator };
    expect(readQuantity(written, unit)).toEqual({ value: numerator / denominator, exact });
  });

  it.each([
    [5, 'share', 'UNIT_MISSING'],
    ['5', 'share', 'UNIT_MISSING'],
    [1, 'points', 'UNIT_MISSING'],
    ['1pp', 'share', 'UNIT_WRONG'],
    ['1%', 'points', 'UNIT_WRONG'],
    ['1%', 'nats', 'UNIT_WRONG'],
    ['0.02', 'nats', 'UNIT_WRONG'],
    ['100.1%', 'share', 'LIMIT_ABOVE_ALL'],
    ['-1%', 'share', 'LIMIT_NEGATIVE'],
    [-1, 'nats', 'LIMIT_NEGATIVE'],
    [NaN, 'nats', 'LIMIT_NOT_FINITE'],
    [Infinity, 'share', 'LIMIT_NOT_FINITE'],
    ['+1%', 'share', 'LIMIT_UNREADABLE'],
    ['1e-2%', 'share', 'LIMIT_UNREADABLE'],
    ['1%%', 'share', 'LIMIT_UNREADABLE'],
    [null, 'share', 'LIMIT_UNREADABLE'],
    ['0.1234567890123456%', 'share', 'LIMIT_TOO_PRECISE'],
    [1e300, 'nats', 'LIMIT_TOO_PRECISE'],
  ] as const)('%s as %s is refused: %s', (written, unit, code) => {
    expect(readQuantity(written, unit)).toMatchObject({ code });
  });

  it.each([
    [0.05, '0.05% or 5%, whichever is meant'],
    [1, '1% or 100%, whichever is meant'],
    [5, '5%'],
    [500, ''],
  ])('offers the readings of a bare %s that a limit can have', (written, readings) => {
    expect(readQuantity(written, 'share')).toMatchObject({ code: 'UNIT_MISSING', data: { readings } });
  });

  it('is never 100 times too loose: whatever is accepted without unit is 0', () => {
    const units: readonly Unit[] = ['share', 'points'];
    fc.assert(
      fc.property(fc.double(), fc.constantFrom(...units), (number, unit) => {
        const read = readQuantity(number, unit);
        return !isQuantity(read) || read.value === 0;
      }),
    );
  });

  it('allows exactly 21 of 1050 at 2%', () => {
    const read = readQuantity('2%', 'share');
    expect(isQuantity(read) && floorOf(read.exact, 1050)).toBe(21);
  });
});

describe('printLimit', () => {
  it.each([
    [0.01, 'share', '1%'],
    [0.07, 'share', '7%'],
    [0.005, 'points', '0.5pp'],
    [0.02, 'nats', '0.02'],
    [0, 'share', '0%'],
  ] as const)('prints %s %s as %s', (value, unit, printed) => {
    expect(printLimit({ value, unit })).toBe(printed);
  });
});
