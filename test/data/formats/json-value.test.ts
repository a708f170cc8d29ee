import { expect, it } from 'vitest';
import { jsonValue } from '../../../src/data/formats/json-value.js';

it('makes tensors of regular lists: int64 of whole numbers, else float64, bool', () => {
  expect(jsonValue([[1, 2, 3], [4, 5, 6]])).toEqual({ type: 'int64', dims: [2, 3], data: BigInt64Array.from([1n, 2n, 3n, 4n, 5n, 6n]) }); // prettier-ignore
  expect(jsonValue([1, 0.5])).toEqual({ type: 'float64', dims: [2], data: Float64Array.from([1, 0.5]) });
  expect(jsonValue([true, false])).toEqual({ type: 'bool', dims: [2], data: Uint8Array.from([1, 0]) });
  expect(jsonValue([])).toEqual({ type: 'int64', dims: [0], data: new BigInt64Array(0) });
});

it('keeps lists of text', () => {
  expect(jsonValue(['a', 'b'])).toEqual(['a', 'b']);
});

it.each([
  [{ a: 1 }, 'an object'],
  [[1, 'a'], 'a list that mixes kinds of values'],
  [[1, null], 'a list that mixes kinds of values'],
  [[[1], 2], 'a list whose rows have different lengths'],
  [[1, [2]], 'a list whose rows have different lengths'],
  [[['a'], ['b']], 'a list that mixes kinds of values'],
])('refuses %j', (json, refused) => {
  expect(jsonValue(json)).toEqual({ refused });
});
