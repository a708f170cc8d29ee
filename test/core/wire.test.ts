import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromWire, toWire } from '../../src/core/wire.js';

describe('wire', () => {
  it.each([
    ['NaN', NaN],
    ['infinities', [Infinity, -Infinity]],
    ['the sign of zero', [-0, 0]],
    ['maps', new Map([['__proto__', 1]])],
    [
      'typed arrays',
      { order: Uint32Array.of(3, 1, 2), units: new Uint16Array(0), sums: Float64Array.of(0.1, NaN) },
    ],
    ['a key that looks like a tag', { $number: 'NaN' }],
    ['a nested key that looks like a tag', { a: [{ $map: [] }] }],
    ['undefined in a list', [undefined, 1]],
  ])('keeps %s', (_, value) => {
    expect(fromWire(toWire(value))).toEqual(value);
  });

  it('keeps any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(fromWire(toWire(value))).toEqual(value);
      }),
    );
  });

  it('refuses a tag it does not know', () => {
    expect(() => fromWire('{"$eval":"1"}')).toThrow('unknown tag $eval');
  });
});
