import { expect, test } from 'vitest';
import { closest, worstFirst } from '../../src/report/order.js';
import { check, limit, passing } from './make.js';

const names = (checks: readonly { readonly level: string | null }[]): readonly (string | null)[] =>
  checks.map(({ level }) => level);

test('orders by outcome: over, no result, undecided, within', () => {
  const finding = { code: 'NOT_FINITE', data: {} } as const;
  const mixed = [
    passing({ level: 'within' }),
    check({ level: 'undecided', outcome: 'inconclusive' }),
    check({ level: 'no result', outcome: 'invalid', measured: null, finding }),
    check({ level: 'over' }),
  ];
  expect(names(worstFirst(mixed))).toEqual(['over', 'no result', 'undecided', 'within']);
});

test('orders by how far over the limit, all samples before slices', () => {
  const slice = { field: 'kind', value: 'Coat' };
  const over = [
    check({ level: 'slice', slice, measured: 0.9 }),
    check({ level: 'little', measured: 0.051 }),
    check({ level: 'much', measured: 0.2 }),
  ];
  expect(names(worstFirst(over))).toEqual(['much', 'little', 'slice']);
});

test('a limit of 0 that is exceeded is the worst, one that holds is never close', () => {
  const zero = limit({ value: 0 });
  expect(
    names(worstFirst([check({ level: 'double', measured: 0.1 }), check({ level: 'zero', limit: zero })])),
  ).toEqual(['zero', 'double']);
  expect(
    closest([passing({ level: 'zero', limit: zero, measured: 0 }), passing({ level: 'close' })])?.level,
  ).toBe('close');
});

test('NaN counts as the worst of its outcome', () => {
  expect(
    names(worstFirst([check({ level: 'over', measured: 9 }), check({ level: 'nan', measured: NaN })])),
  ).toEqual(['nan', 'over']);
});

test('leaves out what is not judged', () => {
  expect(worstFirst([passing({ judged: false })])).toEqual([]);
});

test('the closest check is a task’s before the size of the file', () => {
  const size = passing({
    task: null,
    level: null,
    limit: limit({ name: 'size', value: 0.3 }),
    measured: 0.299,
  });
  expect(closest([size, passing({ level: 'high' })])?.level).toBe('high');
  expect(closest([size])).toBe(size);
  expect(closest([check()])).toBeNull();
});

test('closeness looks at the upper bound where the decision does', () => {
  const interval = { lower: 0.005, upper: 0.049, method: 'clopper-pearson' } as const;
  const sure = passing({ level: 'measured', measured: 0.02 });
  expect(closest([sure, passing({ level: 'bound', interval })])?.level).toBe('bound');
});
