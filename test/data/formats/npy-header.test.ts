import { expect, it } from 'vitest';
import { npyHeader, npyHeaderLength } from '../../../src/data/formats/npy-header.js';

function head(text: string): Buffer {
  const bytes = Buffer.from(`\x93NUMPY\x01\x00\x00\x00${text}`, 'latin1');
  bytes.writeUInt16LE(text.length, 8);
  return bytes;
}

it('reads type, shape and where the data start', () => {
  const bytes = head("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }");
  expect(npyHeaderLength(bytes)).toBe(bytes.length);
  expect(npyHeader(bytes)).toEqual({
    type: 'float32',
    width: 4,
    dims: [3, 4],
    bigEndian: false,
    columnMajor: false,
    offset: bytes.length,
  });
});

it('knows no head where the magic or the version is another', () => {
  expect(npyHeaderLength(Buffer.from('PK\x03\x04aaaaaaaaaa'))).toBeUndefined();
  expect(npyHeaderLength(Buffer.from('\x93NUMPY\x09\x00aaaaaaaa', 'latin1'))).toBeUndefined();
});

it.each([
  ["{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (3,), }", 'holds', 'dates'],
  ["{'descr': '<f16', 'fortran_order': False, 'shape': (3,), }", 'holds', 'values of type f16'],
  ["{'descr': '<f4', 'shape': (3,), }", 'broken', 'its .npy head is damaged'],
])('says what is wrong with %s', (text, problem, reason) => {
  expect(npyHeader(head(text))).toEqual({ problem, reason });
});
