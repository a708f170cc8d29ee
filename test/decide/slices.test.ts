import { describe, expect, test } from 'vitest';
import type { Check } from '../../src/core/report.js';
import { a, b, broken, check, inPopulation, many, onlyA, world, type Row, type WorldOptions } from './kit.js'; // prettier-ignore

const of = (value: string, more: Row = {}): Row => ({
  label: 0,
  slices: new Map([['kind', value]]),
  ...more,
});
/** `changed` of n samples of a value. */
const part = (value: string, changed: number, n: number): Row[] => [
  ...many(changed, a, b, of(value)),
  ...many(n - changed, a, a, of(value)),
];
const sliced = (limit: string, numerator: number, denominator: number, minSamples = 30) => ({
  ...inPopulation(check(limit, numerator, denominator)),
  slice: { field: 'kind', minSamples },
});
const fivePercent = sliced('disagreement', 5, 100);

function judged(rows: Row[], planned = fivePercent, more: Partial<WorldOptions> = {}): Check[] {
  return world({ rows, slices: ['kind'], checks: [planned], ...more }).decide();
}

const told = (checks: readonly Check[]): Record<string, string> =>
  Object.fromEntries(checks.map((one) => [one.slice?.value ?? '-', `${one.outcome} ${one.finding.code}`]));

describe('the failing side', () => {
  test('5 of 5 lost at 5 % is evidence, 1 of 2 is not', () => {
    const found = told(judged([...part('five', 5, 5), ...part('two', 1, 2), ...part('rest', 0, 100)]));
    expect(found).toMatchObject({
      five: 'fail LIMIT_EXCEEDED',
      two: 'pass SLICE_UNDECIDED',
      rest: 'pass WITHIN_LIMIT',
    });
  });

  test('a value over its limit without evidence is listed, not judged', () => {
    const [found] = judged(part('some', 3, 40)); // 7.5 %, p = 0.323
    expect(found).toMatchObject({ outcome: 'pass', judged: false, finding: { code: 'SLICE_UNDECIDED' }, count: 3, n: 40 }); // prettier-ignore
  });

  test('a value within its limit is judged, unless it has few samples', () => {
    const found = judged([...part('enough', 0, 30), ...part('few', 0, 29)]);
    expect(told(found)).toEqual({ enough: 'pass WITHIN_LIMIT', few: 'pass SLICE_SMALL' });
    expect(found.map((one) => one.judged)).toEqual([true, false]);
  });

  test('the evidence holds over all values of the field (Holm)', () => {
    const three = part('bad', 3, 16); // P(X ≥ 3; 16, 5 %) = 0.0429
    expect(told(judged(three)).bad).toBe('fail LIMIT_EXCEEDED');
    expect(told(judged([...three, ...part('good', 0, 100)])).bad).toBe('pass SLICE_UNDECIDED');
  });

  test('the order of values makes no difference', () => {
    const rows = [...part('bad', 8, 16), ...part('good', 0, 100), ...part('small', 1, 3)];
    expect(told(judged(rows.toReversed()))).toEqual(told(judged(rows)));
  });

  test('a net loss is held against the limit as a pair: 20 lost and 20 won are none', () => {
    const drop = sliced('score-drop', 5, 100);
    const even = [
      ...many(20, a, b, of('even')),
      ...many(20, b, a, of('even')),
      ...many(60, a, a, of('even')),
    ];
    const worse = [...many(20, a, b, of('worse')), ...many(80, a, a, of('worse'))];
    expect(told(judged([...even, ...worse], drop))).toEqual({ even: 'pass WITHIN_LIMIT', worse: 'fail LIMIT_EXCEEDED' }); // prettier-ignore
  });

  test('a number that single samples do not decide never fails by chance: it is listed', () => {
    const shift = sliced('calibration-shift', 1, 100);
    expect(told(judged([...many(30, a, b, of('all')), ...many(70, a, a, of('all'))], shift))).toEqual({ all: 'pass SLICE_UNDECIDED' }); // prettier-ignore
  });

  test('an infinite divergence fails all the same', () => {
    const far = sliced('divergence', 1, 1);
    expect(told(judged([...many(1, a, onlyA, of('all')), ...many(99, a, a, of('all'))], far)).all).toBe('fail LIMIT_EXCEEDED'); // prettier-ignore
  });
});

describe('(small)', () => {
  const tiny = (name: string, changed: number): Row[] => part(name, changed, 4);

  test('values with few samples are also judged together', () => {
    const rows = ['k', 'l', 'm', 'n', 'o'].flatMap((name) => tiny(name, 1)); // 1 of 4 each, 5 of 20 in all
    const found = judged(rows);
    expect(told(found)).toMatchObject({ k: 'pass SLICE_UNDECIDED', '(small)': 'fail LIMIT_EXCEEDED' });
    expect(found.at(-1)).toMatchObject({ slice: { field: 'kind', value: '(small)' }, count: 5, n: 20 });
  });

  test('one such value is not pooled with itself', () => {
    expect(told(judged([...tiny('k', 0), ...part('rest', 0, 100)]))).not.toHaveProperty('(small)');
  });

  test('is a family member of its own: Holm counts it', () => {
    // P(X ≥ 2; 8, 5 %) = 0.0572 alone; 5 of 8 would do even for three
    expect(told(judged([...tiny('k', 1), ...tiny('l', 1)]))['(small)']).toBe('pass SLICE_UNDECIDED');
    expect(told(judged([...tiny('k', 3), ...tiny('l', 2)]))['(small)']).toBe('fail LIMIT_EXCEEDED');
  });

  test('a value without an answer is no part of it', () => {
    const rows = [...tiny('k', 0), ...tiny('l', 0), ...many(1, a, null, of('lost'))];
    const found = judged(rows);
    expect(told(found).lost).toBe('invalid NOT_MEASURED');
    expect(found.at(-1)).toMatchObject({ slice: { value: '(small)' }, n: 8 });
  });
});

describe('broken evidence', () => {
  test('a chunk that never arrived may have held any value: nothing passes, evidence still fails', () => {
    const rows = [...part('bad', 30, 60), ...part('good', 0, 60), ...part('few', 0, 5), ...part('lost', 0, 25)];
    const found = told(judged(rows, fivePercent, { chunk: 125, lost: [1] }));
    expect(found).toEqual({ bad: 'fail LIMIT_EXCEEDED', good: 'invalid MISSING_SAMPLES', few: 'invalid MISSING_SAMPLES' });
  }); // prettier-ignore

  test('no answer of compressed fails its value, at any limit', () => {
    const rows = [...part('bad', 0, 100), ...many(1, a, broken, of('bad')), ...part('good', 0, 100)];
    const found = told(judged(rows, sliced('disagreement', 1, 1)));
    expect(found).toEqual({ bad: 'fail DEGENERATE_ANSWERS', good: 'pass WITHIN_LIMIT' });
  });

  test('no answer of baseline, or a missing one, makes its value invalid', () => {
    const rows = [...part('broken', 0, 100), ...many(1, broken, a, of('broken')), ...part('lost', 0, 100), ...many(1, a, null, of('lost'))]; // prettier-ignore
    expect(told(judged(rows))).toEqual({ broken: 'invalid BASELINE_DEGENERATE', lost: 'invalid MISSING_SAMPLES' }); // prettier-ignore
  });

  test('a field that no sample was seen with is invalid', () => {
    expect(told(judged(part('all', 0, 10), fivePercent, { lost: [0] }))).toEqual({ '-': 'invalid MISSING_SAMPLES' }); // prettier-ignore
  });
});

describe('scope: dataset', () => {
  const exact = { ...fivePercent, scope: 'dataset' as const };

  test('counts each value exactly, however few samples it has', () => {
    const found = judged([...part('over', 3, 40), ...part('at', 2, 40), ...part('one', 1, 1)], exact);
    expect(told(found)).toEqual({ over: 'fail LIMIT_EXCEEDED', at: 'pass WITHIN_LIMIT', one: 'fail LIMIT_EXCEEDED' }); // prettier-ignore
    expect(found.every((one) => one.judged)).toBe(true);
  });

  test('is invalid where a sample could not be read: it may have had any value', () => {
    const rows = [...part('all', 0, 40), { fault: { code: 'FIELD_UNKNOWN', data: {} } } as const];
    expect(told(judged(rows, exact))).toEqual({ all: 'invalid MISSING_SAMPLES' });
  });
});

describe("users' names", () => {
  const hostile = ['__proto__', 'constructor', '","clean","', '["kind","x"]', 'a', 'A', '', 'null'];

  test('are kept apart, whatever they look like', () => {
    const rows = hostile.flatMap((name, at) => part(name, at, 40));
    const found = judged(rows, { ...fivePercent, scope: 'dataset' as const });
    const counts = new Map(found.map((one) => [one.slice?.value, one.count]));
    expect(counts).toEqual(new Map(hostile.map((name, at) => [name, at])));
  });

  test('of a field and a value do not run into each other', () => {
    const slices = new Map([['kind', 'x'], ['kind","x', 'y']]); // prettier-ignore
    const rows = [...many(2, a, b, { slices }), ...many(3, a, a, { slices: new Map([['kind', 'x'], ['kind","x', 'z']]) })]; // prettier-ignore
    const found = judged(
      rows,
      { ...fivePercent, scope: 'dataset' as const },
      { slices: ['kind', 'kind","x'] },
    );
    expect(found.map((one) => [one.slice?.value, one.count, one.n])).toEqual([['x', 2, 5]]);
  });
});

describe('groups', () => {
  const grouped = (changed: readonly number[], size: number): Row[] =>
    changed.flatMap((count, group) => [
      ...many(count, a, b, of('all', { group })),
      ...many(size - count, a, a, of('all', { group })),
    ]);

  test('one bad group of many samples is no evidence, where as many single samples are', () => {
    const rows = grouped([20, ...Array<number>(39).fill(0)], 20); // 20 of 800 at 1 %: all in one group
    const onePercent = sliced('disagreement', 1, 100);
    expect(told(judged(rows, onePercent)).all).toBe('pass SLICE_UNDECIDED');
    const single = rows.map((row): Row => ({ answers: row.answers ?? {}, ...of('all') }));
    expect(told(judged(single, onePercent)).all).toBe('fail LIMIT_EXCEEDED');
  });

  test('that are bad all over are evidence', () => {
    const rows = grouped(Array<number>(40).fill(2), 20); // 10 % in each
    expect(told(judged(rows)).all).toBe('fail LIMIT_EXCEEDED');
  });
});
