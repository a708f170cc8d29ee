import { expect, it } from 'vitest';
import { stack } from '../../../src/data/preprocess/stack.js';
import { findingOf } from '../kit.js';

it('adds the batch axis', () => {
  const one = { type: 'float32', dims: [1, 2], data: Float32Array.from([1, 2]) } as const;
  const two = { type: 'float32', dims: [1, 2], data: Float32Array.from([3, 4]) } as const;
  expect(stack([one, two])).toEqual({
    type: 'float32',
    dims: [2, 1, 2],
    data: Float32Array.from([1, 2, 3, 4]),
  });
});

it('stacks int64, text and single values', () => {
  expect(stack([{ type: 'int64', dims: [], data: BigInt64Array.from([5n]) }])).toEqual({
    type: 'int64',
    dims: [1],
    data: BigInt64Array.from([5n]),
  });
  const words = (data: readonly string[]) => ({ type: 'string', dims: [2], data }) as const;
  expect(stack([words(['a', 'b']), words(['c', 'd'])])).toEqual({
    type: 'string',
    dims: [2, 2],
    data: ['a', 'b', 'c', 'd'],
  });
});

it('leaves the samples alone', () => {
  const one = { type: 'float32', dims: [1], data: Float32Array.from([1]) } as const;
  (stack([one]).data as Float32Array)[0] = 9; // float32 tensors hold a Float32Array
  expect(one.data[0]).toBe(1);
});

it('refuses samples of different shapes', async () => {
  const of = (length: number) =>
    ({ type: 'float32', dims: [length], data: new Float32Array(length) }) as const;
  const found = await findingOf(() => stack([of(3), of(3), of(4)]));
  expect(found).toEqual({ code: 'BATCH_UNEVEN', data: { first: 'float32 3', second: 'float32 4' } });
});
