import { expect, it } from 'vitest';
import { cast, isWhole, wholes } from '../../../src/data/preprocess/cast.js';
import { findingOf } from '../kit.js';

const values = Float32Array.from([-1.5, 0.5, 1.5, 300]);

it.each([
  ['float32', values],
  ['float64', Float64Array.from([-1.5, 0.5, 1.5, 300])],
  ['float16', Uint16Array.from([0xbe00, 0x3800, 0x3e00, 0x5cb0])],
  ['int8', Int8Array.from([-2, 0, 2, 127])],
  ['uint8', Uint8Array.from([0, 0, 2, 255])],
  ['int16', Int16Array.from([-2, 0, 2, 300])],
  ['uint32', Uint32Array.from([0, 0, 2, 300])],
  ['int64', BigInt64Array.from([-2n, 0n, 2n, 300n])],
  ['uint64', BigUint64Array.from([0n, 0n, 2n, 300n])],
  ['bool', Uint8Array.from([0, 0, 1, 1])],
] as const)('casts to %s: rounded half to even and kept within limits', (type, expected) => {
  expect(cast(values, type, 'x')).toEqual(expected);
});

it('refuses NaN where whole numbers are wanted', async () => {
  const found = await findingOf(() => cast(Float32Array.from([Number.NaN]), 'uint8', 'x'));
  expect(found).toEqual({ code: 'INPUT_NOT_A_NUMBER', data: { input: 'x', type: 'uint8' } });
});

it('knows which numbers a type holds unchanged', () => {
  expect([isWhole('int8', -128), isWhole('int8', 128), isWhole('int64', 1.5), isWhole('bool', 2), isWhole('int32', Number.NaN)]).toEqual([true, false, false, false, false]); // prettier-ignore
});

it('fills arrays of a whole type', () => {
  expect(wholes('int64', [1, 2], (value) => value + 1)).toEqual(BigInt64Array.from([2n, 3n]));
});
