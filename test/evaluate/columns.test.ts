import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromWire, toWire } from '../../src/core/wire.js';
import { fromColumns, toColumns, type Columns } from '../../src/evaluate/columns.js';

const back = (values: readonly unknown[]): readonly unknown[] =>
  fromColumns(fromWire(toWire(toColumns(values))) as Columns); // what was packed a moment ago

const leaf = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.string(),
  fc.constantFrom('Coat', 'Shirt'),
);

const record = fc.record(
  { id: fc.string(), right: fc.boolean(), kept: fc.tuple(leaf, leaf) },
  { noNullPrototype: true },
);

/** Values that mostly have one form, with some that do not. */
const alike = fc.array(fc.oneof({ weight: 9, arbitrary: record }, { weight: 1, arbitrary: leaf }));

describe('columns', () => {
  it.each([
    ['nothing', []],
    ['numbers, NaN and −0 among them', [1, NaN, -0, Infinity, 0.1]],
    ['few values', ['Coat', 'Shirt', 'Coat', 'Coat', 'Shirt', 'Coat']],
    ['zeros of both signs', [0, -0, 0, 0, 0, -0, 0, 0]],
    [
      'records of one form',
      [
        { a: 1, b: [null, { c: 'x' }] },
        { a: 2, b: [null, { c: 'y' }] },
      ],
    ],
    ['records of several forms', [{ a: 1 }, { a: 1, b: 2 }, { b: 2, a: 1 }]],
    ['lists of several lengths', [[1], [1, NaN], [], [-0]]],
    ['lists of several lengths and kinds', [[1], [1, 'x'], []]],
    ['empty records', [{}, {}, {}]],
    ['maps', [new Map([['kind', 'Coat']]), new Map([['kind', 'Shirt']])]],
    ['maps of several fields', [new Map([['kind', 'Coat']]), new Map([['other', 'Shirt']])]],
    ['maps, records and lists with the same fields', [new Map([['0', 1]]), { 0: 1 }, [1]]],
    ['null among records', [{ a: 1 }, null, { a: 2 }]],
  ])('keep %s', (_, values) => {
    expect(back(values)).toEqual(values);
  });

  it('keep whatever they are given', () => {
    for (const lists of [fc.array(fc.jsonValue()), alike]) {
      fc.assert(
        fc.property(lists, (values) => {
          expect(back(values)).toStrictEqual(values);
        }),
      );
    }
  });

  it('keep more values than a byte can number', () => {
    const values = Array.from({ length: 1000 }, (_, row) => `name ${row % 300}`);
    expect(back(values)).toEqual(values);
  });

  it('say a name once', () => {
    const rows = Array.from({ length: 256 }, (_, row) => ({ right: row % 3 === 0, loss: row / 7 }));
    const text = toWire(toColumns(rows));
    expect(text.match(/loss/g)).toHaveLength(1);
    expect(text.length).toBeLessThan(16 * rows.length);
  });
});
