import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isNumeric, splitRow } from '../../../src/data/formats/csv-row.js';

it('splits rows as csv-parse does', () => {
  const cell = fc.oneof(fc.constantFrom('', ' ', '"', '""', 'a,b', 'x\ny', 'x\r\n', '1.5', 'ü'), fc.string());
  const rows = fc.array(cell, { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(rows, fc.constantFrom(',', ';', '\t'), (cells, delimiter) => {
      const text = cells
        .map((value) => (/["\r\n,;\t]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
        .join(delimiter);
      const [theirs] = parse(`${text}\n`, { delimiter, record_delimiter: ['\r\n', '\n', '\r'] });
      expect(splitRow(`${text}\r\n`, delimiter)).toEqual(theirs);
    }),
  );
});

it.each(['0', '-1', '+2.', '.5', '1e-7', ' 3 ', '0.25', '9007199254740991'])(
  'takes %j as a number',
  (cell) => {
    expect(isNumeric(cell)).toBe(true);
  },
);

it.each(['', 'nan', 'inf', '0x10', '1,5', '007', '1e999', '9007199254740993', '--1', '1 2'])(
  'takes %j as text',
  (cell) => {
    expect(isNumeric(cell)).toBe(false);
  },
);
