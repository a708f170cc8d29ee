import { expect, test } from 'vitest';
import { grids, mainCheck } from '../../src/report/grid.js';
import { check, limit, passing, report, row } from './make.js';

test('there is a grid for each target and for drift', () => {
  const checks = [passing(), passing({ target: 'wasm' }), passing({ target: 'wasm', contrast: 'drift' })];
  expect(grids(report({ checks })).map(({ target, contrast }) => [target, contrast])).toEqual([
    ['native', 'compression'],
    ['wasm', 'compression'],
    ['wasm', 'drift'],
  ]);
});

test('tasks that do not pass come first, levels keep their order', () => {
  const checks = [
    passing({ task: 'a', level: 'clean' }),
    passing({ task: 'a', level: 'high' }),
    check({ task: 'b', level: 'clean' }),
  ];
  const [grid] = grids(report({ checks }));
  expect(grid?.tasks).toEqual(['b', 'a']);
  expect(grid?.levels).toEqual(['clean', 'high']);
  expect(grid?.cell('b', 'high')).toBeUndefined();
});

test('a cell is as bad as its worst judged check', () => {
  const slice = { field: 'kind', value: 'Coat' };
  const checks = [
    passing(),
    check({ outcome: 'inconclusive' }),
    check({ slice }),
    check({ slice, outcome: 'invalid', judged: false }),
  ];
  const [grid] = grids(report({ checks }));
  expect(grid?.cell('garment', 'high')?.outcome).toBe('fail');
});

test('a cell in which nothing is judged has no outcome', () => {
  const [grid] = grids(report({ checks: [passing({ judged: false })] }));
  expect(grid?.cell('garment', 'high')?.outcome).toBeNull();
});

test('limits without a task are in no grid', () => {
  expect(grids(report({ checks: [passing({ task: null, level: null })] }))).toEqual([]);
});

test('a guardrail’s number is its flips, another task’s only its changed answers', () => {
  const flips = passing({ limit: limit({ name: 'negative-flips', value: 0 }) });
  const cellOf = (role: 'guardrail' | 'primary') => {
    const [grid] = grids(report({ checks: [flips], tasks: [row({ role })] }));
    const cell = grid?.cell('garment', 'high');
    return cell === undefined ? null : mainCheck(cell);
  };
  expect(cellOf('guardrail')).toBe(flips);
  expect(cellOf('primary')).toBeUndefined();
});
