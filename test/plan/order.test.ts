import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderRows, type Ordering } from '../../src/plan/order.js';

const thousand: Ordering = { size: 1000, digest: 'd1', seed: 7, groups: null, take: undefined };
const orderOf = (more: Partial<Ordering> = {}): number[] =>
  Array.from(orderRows({ ...thousand, ...more }).order);
const unitsOf = (more: Partial<Ordering> = {}): number[] =>
  Array.from(orderRows({ ...thousand, ...more }).units);
const ascending = (list: readonly number[]): number[] => list.toSorted((one, other) => one - other);

describe('the order', () => {
  test('is the same for the same seed and data', () => {
    expect(orderOf()).toEqual(orderOf());
  });

  test('is pinned: the first of a thousand', () => {
    expect(orderOf().slice(0, 5)).toEqual([793, 52, 925, 971, 942]);
  });

  test('is another one for another seed or other data', () => {
    expect(orderOf({ seed: 8 })).not.toEqual(orderOf());
    expect(orderOf({ digest: 'd2' })).not.toEqual(orderOf());
  });

  test('has every row once', () => {
    expect(ascending(orderOf())).toEqual(Array.from({ length: 1000 }, (_, row) => row));
  });

  test('of `take` is the first of the whole order, and all where there are fewer', () => {
    expect(orderOf({ take: 50 })).toEqual(orderOf().slice(0, 50));
    expect(orderOf({ take: 5000 })).toEqual(orderOf());
  });

  test('of no rows is empty', () => {
    expect(orderRows({ ...thousand, size: 0 })).toEqual({
      order: new Uint32Array(),
      units: new Uint16Array(),
    });
  });
});

describe('units', () => {
  test('are samples, up to 1,000 of them', () => {
    expect(unitsOf()).toEqual(Array.from({ length: 1000 }, (_, unit) => unit));
  });

  test('are 1,000 runs of nearly equal length beyond that', () => {
    const units = unitsOf({ size: 70_001 });
    const sizes = new Map<number, number>();
    for (const unit of units) sizes.set(unit, (sizes.get(unit) ?? 0) + 1);
    expect(sizes.size).toBe(1000);
    expect(new Set(sizes.values())).toEqual(new Set([70, 71]));
  });

  test('never decrease, start at 0, leave none out, and are at most 1,000', () => {
    const drawn = fc.record({ size: fc.integer({ min: 1, max: 3000 }), width: fc.integer({ min: 1, max: 40 }), take: fc.option(fc.integer({ min: 1, max: 3000 }), { nil: undefined }) }); // prettier-ignore
    fc.assert(
      fc.property(drawn, fc.boolean(), ({ size, width, take }, grouped) => {
        const groups = grouped ? Uint32Array.from({ length: size }, (_, row) => row % width) : null;
        const units = unitsOf({ size, groups, take });
        expect(units[0]).toBe(0);
        expect(units.at(-1)).toBeLessThan(1000);
        for (const [at, unit] of units.entries()) expect(unit - (units[at - 1] ?? unit)).toBeOneOf([0, 1]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('groups', () => {
  const groups = Uint32Array.from({ length: 1000 }, (_, row) => row % 37);

  test('stay together, each in one unit of its own', () => {
    const { order, units } = orderRows({ ...thousand, groups });
    const pairs = new Set(Array.from(order, (row, at) => `${groups[row]} in ${units[at]}`));
    expect(pairs.size).toBe(37);
    expect(units.at(-1)).toBe(36);
  });

  test('beyond 1,000 share units, and none is in two', () => {
    const many = Uint32Array.from({ length: 6000 }, (_, row) => row % 2500);
    const { order, units } = orderRows({ ...thousand, size: 6000, groups: many });
    const unitOf = new Map<number, number>();
    for (const [at, row] of order.entries()) {
      const group = many[row] ?? -1;
      expect(unitOf.get(group) ?? units[at]).toBe(units[at]);
      unitOf.set(group, units[at] ?? -1);
    }
    expect(units.at(-1)).toBe(999);
  });

  test('come in the order of their first row in the shuffle', () => {
    const { order } = orderRows({ ...thousand, groups });
    const firstOf = (rows: Iterable<number>): number[] => [...new Set(Array.from(rows, (row) => groups[row] ?? -1))]; // prettier-ignore
    expect(firstOf(order)).toEqual(firstOf(orderOf()));
  });

  test('lose no row', () => {
    expect(ascending(orderOf({ groups }))).toEqual(Array.from({ length: 1000 }, (_, row) => row));
  });
});
