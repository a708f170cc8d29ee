import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { safetensors } from '../../../src/data/formats/safetensors.js';
import { columnOf, findingOf, fixture, folderOf, openWith } from '../kit.js';

const whole = readFileSync(fixture('arrays.safetensors'));

function opened(bytes: Uint8Array) {
  return openWith(safetensors, join(folderOf({ 'a.safetensors': bytes }), 'a.safetensors'));
}

function file(header: unknown, data: Uint8Array = new Uint8Array()): Uint8Array {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([size, text, data]);
}

it('reads the tensors of a file, whose first axis is the sample', async () => {
  const data = await openWith(safetensors, fixture('arrays.safetensors'));
  expect(data.size).toBe(5);
  expect([...data.fields].toSorted()).toEqual(['bytes', 'flag', 'half', 'kind', 'x']);
  expect(await columnOf(data, 'kind')).toEqual([3, 1, 4, 1, 5]);
  expect(await columnOf(data, 'flag')).toEqual([true, false, true, true, false]);
  expect(await columnOf(data, 'half')).toEqual([0.5, -2, 65504, 5.960464477539063e-8, Infinity]);
  const { fields } = await data.read(2, ['x', 'bytes']);
  expect(fields.get('x')).toEqual({ type: 'float32', dims: [4], data: Float32Array.of(8, 9, 10, 11) });
  expect(fields.get('bytes')).toEqual({ type: 'uint8', dims: [2], data: Uint8Array.of(4, 5) });
  await data.close();
});

it('widens bfloat16 to float32', async () => {
  const data = await openWith(safetensors, fixture('brain.safetensors'));
  expect(await columnOf(data, 's')).toEqual([-2.5, 3.140625]);
  expect((await data.read(1, ['b'])).fields.get('b')).toEqual({ type: 'float32', dims: [2], data: Float32Array.of(3.140625, 0.0078125) }); // prettier-ignore
});

it('says how far a truncated file goes', async () => {
  for (const length of [whole.length - 1, 200, 20, 5]) {
    const found = await findingOf(() => opened(whole.subarray(0, length)));
    expect(found).toMatchObject({ code: 'DATA_ENDS_EARLY', data: { bytes: length } });
  }
});

const one = { dtype: 'U8', shape: [2], data_offsets: [0, 2] };

it.each([
  ['no JSON', file('{"a"'), 'its header is no JSON object'],
  ['a list', file([1]), 'its header is no JSON object'],
  ['no offsets', file({ a: { dtype: 'U8', shape: [2] } }), 'its header does not describe a as a tensor'],
  ['negative offsets', file({ a: { ...one, data_offsets: [-2, 0] } }), 'its header does not describe a as a tensor'],
  ['a gap', file({ a: one, b: { ...one, data_offsets: [3, 5] } }, new Uint8Array(5)), 'b starts at byte 3 of the data, where 2 was expected'],
  ['an overlap', file({ a: one, b: { ...one, data_offsets: [1, 3] } }, new Uint8Array(3)), 'b starts at byte 1 of the data, where 2 was expected'],
  ['another length', file({ a: { ...one, shape: [3] } }, new Uint8Array(2)), 'a has 2 bytes, its shape and type make 3'],
  ['more than it describes', file({ a: one }, new Uint8Array(4)), '2 bytes at its end belong to no tensor'],
  ['nothing', file({ __metadata__: { a: 'b' } }), 'it holds no array'],
])('refuses a header with %s', async (_, bytes, reason) => {
  expect(await findingOf(() => opened(bytes))).toMatchObject({ code: 'DATA_UNREADABLE', data: { reason } });
}); // prettier-ignore

it('refuses a header longer than any real one before it reads it', async () => {
  const bytes = Buffer.alloc(16);
  bytes.writeBigUInt64LE(2n ** 63n);
  expect(await findingOf(() => opened(bytes))).toMatchObject({
    code: 'DATA_UNREADABLE',
    data: { reason: 'it gives its header 9223372036854775808 bytes; at most 100000000 are read' },
  });
});

it('refuses types it does not read, single values, and tensors of different lengths', async () => {
  const eight = file({ a: { dtype: 'F8_E4M3', shape: [2], data_offsets: [0, 2] } }, new Uint8Array(2));
  expect(await findingOf(() => opened(eight))).toMatchObject({ code: 'ARRAY_UNSUPPORTED', data: { holds: 'values of type F8_E4M3' } }); // prettier-ignore
  const single = file({ a: { dtype: 'U8', shape: [], data_offsets: [0, 1] } }, new Uint8Array(1));
  expect(await findingOf(() => opened(single))).toMatchObject({ code: 'ARRAY_UNSUPPORTED' });
  const uneven = file({ a: one, b: { dtype: 'U8', shape: [1], data_offsets: [2, 3] } }, new Uint8Array(3));
  expect(await findingOf(() => opened(uneven))).toMatchObject({ code: 'ARRAY_LENGTHS_DIFFER' });
});
