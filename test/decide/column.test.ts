import { expect, test } from 'vitest';
import { Column } from '../../src/decide/column.js';

test('keeps every number in order, far beyond its first room', () => {
  const column = new Column();
  for (let value = 0; value < 1000; value += 1) column.push(value / 2);
  expect(column.length).toBe(1000);
  expect(Array.from(column.view())).toEqual(Array.from({ length: 1000 }, (_, value) => value / 2));
});

test('keeps NaN and infinite values as they are', () => {
  const column = new Column();
  for (const value of [NaN, Infinity, -0]) column.push(value);
  expect(Array.from(column.view())).toEqual([NaN, Infinity, -0]);
});

test('takes over the numbers of another column behind its own', () => {
  const [one, other] = [new Column(), new Column()];
  one.push(1);
  other.push(2);
  other.push(3);
  one.pushAll(other);
  expect(Array.from(one.view())).toEqual([1, 2, 3]);
  expect(other.length).toBe(2);
});
