import { describe, expect, test } from 'vitest';
import { mostAllowed, unresolvable } from '../../src/plan/resolve.js';
import { check, limit } from './kit.js';

const inPopulation = { scope: 'population' } as const;
const wouldDo = (...given: Parameters<typeof unresolvable>): unknown => unresolvable(...given)?.data.wouldDo;

describe('the largest count that passes', () => {
  test.each([
    [2, 100, 4000, 80],
    [2, 100, 1050, 21],
    [1, 100, 99, 0],
  ])('of %i/%i in %i is %i in dataset scope', (numerator, denominator, n, most) => {
    expect(mostAllowed(check('disagreement', numerator, denominator), n)).toBe(most);
  });

  test.each([
    [1, 200, 1000, 1],
    [1, 100, 5000, 38],
    [2, 100, 1000, 12],
    [10, 100, 10_000, 950],
    [1, 100, 200, -1],
  ])('of %i/%i in %i is %i in population scope (methods §2.2)', (numerator, denominator, n, most) => {
    expect(mostAllowed(check('disagreement', numerator, denominator, inPopulation), n)).toBe(most);
  });

  test('of exceedances is that of their share, in either scope', () => {
    const p99 = check('divergence-p99', 5, 1);
    expect(mostAllowed(p99, 1000)).toBe(10);
    expect(mostAllowed({ ...p99, ...inPopulation }, 1000)).toBe(4);
  });

  test('is none for measured values', () => {
    expect(mostAllowed(check('divergence', 1, 100, { form: 'value' }), 1000)).toBeNull();
    expect(mostAllowed(check('error', 1, 100, { form: 'value' }), 1000)).toBeNull();
  });
});

describe('dataset scope', () => {
  test.each([
    [1, 1000, 1000, undefined],
    [1, 1000, 999, 1000],
    [3, 1000, 300, 334],
    [15, 100, 6, 7],
  ])('%i/%i with %i samples: %s would do', (numerator, denominator, n, would) => {
    expect(wouldDo(check('disagreement', numerator, denominator), n)).toBe(would);
  });

  test('0 is about these samples and always resolved', () => {
    expect(unresolvable(check('disagreement', 0, 1), 1)).toBeUndefined();
  });

  test('a drift limit, written once for tasks of every size, is exempt', () => {
    const drift = { contrast: 'drift' } as const;
    expect(unresolvable(check('disagreement', 5, 1000, drift), 120)).toBeUndefined();
    expect(mostAllowed(check('disagreement', 5, 1000, drift), 120)).toBe(0);
  });

  test('measured values need no number of samples', () => {
    expect(unresolvable(check('divergence', 1, 1000, { form: 'value' }), 10)).toBeUndefined();
    expect(unresolvable(check('score-drop', 1, 1000, { form: 'difference' }), 10)).toBeUndefined();
  });
});

describe('population scope', () => {
  test.each([
    [1, 1000, 2995],
    [1, 200, 598],
    [1, 100, 299],
    [2, 100, 149],
    [5, 100, 59],
    [10, 100, 29],
  ])('%i/%i takes %i samples without a change (methods §2.3)', (numerator, denominator, enough) => {
    const planned = check('disagreement', numerator, denominator, inPopulation);
    expect(unresolvable(planned, enough)).toBeUndefined();
    expect(wouldDo(planned, enough - 1)).toBe(enough);
  });

  test('99 % confidence takes more: 459 for 1 %', () => {
    const planned = check('disagreement', 1, 100, { ...inPopulation, confidence: 0.99 });
    expect(unresolvable(planned, 459)).toBeUndefined();
    expect(wouldDo(planned, 458)).toBe(459);
  });

  test('a p99 takes 299, whatever its value', () => {
    expect(unresolvable(check('divergence-p99', 5, 1, inPopulation), 299)).toBeUndefined();
    expect(wouldDo(check('divergence-p99', 5, 1, inPopulation), 298)).toBe(299);
  });

  test("a difference takes what Tango's bound takes: z²(1 − δ)/δ samples without a flip", () => {
    const drop = check('score-drop', 1, 100, { ...inPopulation, form: 'difference' });
    const enough = Math.ceil((1.6448536269514722 ** 2 * 0.99) / 0.01);
    expect(enough).toBe(268);
    expect(unresolvable(drop, enough)).toBeUndefined();
    expect(wouldDo(drop, enough - 1)).toBe(enough);
    expect(wouldDo(drop, 10)).toBe(enough);
  });

  test('a score that is no rate is not held against a bound of rates', () => {
    expect(unresolvable(check('calibration-shift', 1, 1000, { ...inPopulation, form: 'value' }), 100)).toBeUndefined(); // prettier-ignore
  });
});

test('slices are exempt: nobody knows their sizes yet', () => {
  const sliced = { slice: { field: 'kind', minSamples: 30 } };
  expect(unresolvable(check('disagreement', 1, 1000, sliced), 10)).toBeUndefined();
});

test('the finding tells what, where and how many', () => {
  expect(unresolvable(check('disagreement', 1, 1000), 10)).toEqual({
    code: 'LIMIT_UNRESOLVABLE',
    data: { task: 'garment', level: 'clean', limit: 'disagreement', n: 10, wouldDo: 1000, scope: 'dataset' },
    place: limit('disagreement', 1, 1000).place,
  });
});
