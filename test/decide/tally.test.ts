import { describe, expect, test } from 'vitest';
import { PairedTally, RateTally, SumTally } from '../../src/decide/tally.js';

describe('a rate', () => {
  test('counts hits, and leaves null out of n', () => {
    const tally = new RateTally();
    for (const hit of [true, false, null, true]) tally.add(0, hit);
    expect(tally.get()).toEqual({ count: 2, n: 3 });
  });

  test('of nothing is 0 of 0', () => {
    expect(new RateTally().get()).toEqual({ count: 0, n: 0 });
  });

  test('counts a unit as often as it is drawn', () => {
    const tally = new RateTally();
    tally.add(0, true);
    tally.add(1, false);
    tally.add(2, true);
    expect(tally.get(Uint32Array.of(2, 3, 0))).toEqual({ count: 2, n: 5 });
  });

  test('knows the units with hits and the samples of the largest', () => {
    const tally = new RateTally();
    tally.add(0, false);
    for (const hit of [true, false, true]) tally.add(4, hit);
    expect([...tally.differing()]).toEqual([4]);
    expect(tally.heaviest()).toBe(3);
  });

  test('adds another one unit by unit', () => {
    const [one, other] = [new RateTally(), new RateTally()];
    one.add(0, true);
    other.add(0, false);
    other.add(1, true);
    one.addAll(other);
    expect(one.get(Uint32Array.of(1, 0))).toEqual({ count: 1, n: 2 });
    expect(one.get()).toEqual({ count: 2, n: 3 });
    expect(other.get()).toEqual({ count: 1, n: 2 });
  });
});

describe('two arms on the same samples', () => {
  test('are counted as pairs: lost is left right and right wrong', () => {
    const tally = new PairedTally();
    tally.add(0, true, true);
    tally.add(0, true, false);
    tally.add(1, true, false);
    tally.add(1, false, true);
    tally.add(2, false, false);
    expect(tally.get()).toEqual({ n: 5, left: 3, right: 2, lost: 2, won: 1 });
  });

  test('a sample without a label on either side is in no count', () => {
    const tally = new PairedTally();
    tally.add(0, null, true);
    tally.add(0, true, null);
    expect(tally.get()).toEqual({ n: 0, left: 0, right: 0, lost: 0, won: 0 });
  });

  test('a unit that loses one and wins one differs, though its difference is 0', () => {
    const tally = new PairedTally();
    tally.add(3, true, false);
    tally.add(3, false, true);
    tally.add(4, false, false);
    expect([...tally.differing()]).toEqual([3]);
    expect([...tally.wrong()]).toEqual([3, 4]);
  });
});

describe('sums', () => {
  test('have no total where nothing was added', () => {
    expect(new SumTally().get()).toBeUndefined();
  });

  test('are added per place', () => {
    const tally = new SumTally();
    tally.add(0, [1, 0.5]);
    tally.add(1, [1, 0.25]);
    expect(tally.get()).toEqual([2, 0.75]);
    expect(tally.get(Uint32Array.of(0, 4))).toEqual([4, 1]);
  });

  test('of another length are a bug, not a shorter total', () => {
    const tally = new SumTally();
    tally.add(0, [1, 2]);
    expect(() => tally.add(0, [1])).toThrow('length');
  });

  test('of two arms differ where any place does, or where one arm has none', () => {
    const [left, right] = [new SumTally(), new SumTally()];
    for (const [unit, sums] of [[0, [1, 2]], [1, [1, 2]]] as const) left.add(unit, sums); // prettier-ignore
    for (const [unit, sums] of [[0, [1, 2]], [1, [1, 3]], [2, [0, 0]]] as const) right.add(unit, sums); // prettier-ignore
    expect([...right.differing(left)]).toEqual([1, 2]);
  });
});

test('a part of many sums is added from its first place on, and never beyond the last', () => {
  const tally = new SumTally();
  tally.add(0, [1, 2, 3, 4]);
  tally.add(0, { of: 4, first: 2, part: [10, 20] });
  expect(tally.get()).toEqual([1, 2, 13, 24]);
  expect(() => { tally.add(0, { of: 4, first: 3, part: [1, 1] }); }).toThrow('beyond'); // prettier-ignore
  expect(() => { tally.add(0, { of: 5, first: 0, part: [1] }); }).toThrow('length'); // prettier-ignore
});
