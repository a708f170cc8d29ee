import { describe, expect, it } from 'vitest';
import { reach } from '../../src/github/reach.js';

describe('reach', () => {
  it.each([
    ['a nested value', { a: { b: 7 } }, ['a', 'b'], 7],
    ['null', { a: null }, ['a'], null],
    ['a place in a list', { a: ['x'] }, ['a', '0'], 'x'],
    ['nothing beyond null', { a: null }, ['a', 'b'], undefined],
    ['nothing beyond text', { a: 'text' }, ['a', 'length'], undefined],
    ['nothing that is inherited', {}, ['toString'], undefined],
    ['nothing from the prototype', {}, ['__proto__', 'toString'], undefined],
    ['nothing in undefined', undefined, ['a'], undefined],
  ])('finds %s', (_, value, path, expected) => {
    expect(reach(value, ...path)).toBe(expected);
  });

  it('finds the value itself at the empty path', () => {
    expect(reach(7)).toBe(7);
  });
});
