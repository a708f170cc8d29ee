import { expect, test } from 'vitest';
import { cellKey, distinct, rowOf } from '../../src/report/view.js';
import { check, report, row } from './make.js';

test('a check finds the row of its own slice', () => {
  const coat = { field: 'kind', value: 'Coat' };
  const rows = [row(), row({ slice: coat, n: 400 })];
  expect(rowOf(report({ tasks: rows }), check({ slice: coat }))?.n).toBe(400);
  expect(rowOf(report({ tasks: rows }), check())?.n).toBe(4000);
  expect(rowOf(report({ tasks: rows }), check({ target: 'wasm' }))).toBeUndefined();
});

test('cells differ by task, level, target and contrast, however they are spelled', () => {
  const keys = [
    row(),
    row({ task: 'a,b', level: 'c' }),
    row({ task: 'a', level: 'b,c' }),
    row({ contrast: 'drift' }),
    row({ target: 'wasm' }),
  ];
  expect(new Set(keys.map(cellKey)).size).toBe(5);
});

test('distinct keeps the order of first appearance', () => {
  expect(distinct(['b', 'a', 'b'])).toEqual(['b', 'a']);
});
