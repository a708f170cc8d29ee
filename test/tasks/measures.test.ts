import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/core/json.js';
import { mean, pairShare, rate, sums, each } from '../../src/tasks/measures.js';
import { measured, totalOf } from './arrange.js';

const value = mean<{ [v: string]: number | null }>(pairShare, (kept) => kept['v']);

describe('a mean', () => {
  test('is over the samples that are in n', () => {
    expect(measured(value, [{ v: 1 }, {}, { v: 4 }])).toBe(2.5);
  });
  test('is NaN when one value is undefined, not the mean of the others', () => {
    expect(measured(value, [{ v: 1 }, { v: null }])).toBeNaN();
    expect(measured(value, [{ v: 1 }, { v: NaN }])).toBeNaN();
    expect(measured(value, [{ v: Infinity }, { v: null }])).toBeNaN();
  });
  test('is Infinity when one value is', () => {
    expect(measured(value, [{ v: 1 }, { v: Infinity }])).toBe(Infinity);
  });
  test('keeps its sums finite, so that files can hold them', () => {
    const { form } = value;
    if (form.is !== 'sums') throw new Error('not sums');
    for (const v of [NaN, Infinity, -Infinity, null])
      expect(totalOf(form, [{ v }]).every(Number.isFinite)).toBe(true);
  });
  test('is NaN over nothing', () => {
    expect(measured(value, [{}])).toBeNaN();
    expect(value.form.is === 'sums' ? value.form.value([0, 0, 0, 0]) : 0).toBeNaN();
    expect(value.form.is === 'sums' ? value.form.value([]) : 0).toBeNaN();
  });
  test('is finished after averaging', () => {
    const root = mean<number>(pairShare, (kept) => kept * kept, Math.sqrt);
    expect(measured(root, [3, 4])).toBeCloseTo(Math.sqrt(12.5), 15);
  });
});

test('the other forms carry what they are about and their own functions', () => {
  const all: readonly Json[] = [true, false, true, null];
  expect(
    measured(
      rate<boolean | null>(pairShare, (kept) => kept),
      all,
    ),
  ).toBeCloseTo(2 / 3, 15);
  expect(
    measured(
      sums<boolean | null>(
        pairShare,
        (kept) => [kept ? 1 : 0],
        ([n = NaN]) => n,
      ),
      all,
    ),
  ).toBe(2);
  expect(each<number | null>(pairShare, (kept) => kept)).toMatchObject({
    of: 'pair',
    better: 'lower',
    unit: 'share',
  });
});

test('a value that is undefined is NaN, which no limit lets pass', () => {
  const { form } = each<number | null>(pairShare, (kept) => kept);
  expect(form.is === 'each' ? [form.value(null), form.value(2)] : []).toEqual([NaN, 2]);
});
