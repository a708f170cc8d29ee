import { expect, it } from 'vitest';
import { wholeInput } from '../../../src/data/preprocess/untouched.js';
import { findingOf } from '../kit.js';
import { recipe, sample } from './kit.js';

const tokens = { type: 'int64', dims: [3], data: BigInt64Array.from([5n, 6n, 7n]) } as const;

it('passes whole numbers on, in the type the model wants', () => {
  expect(wholeInput('int64', recipe({ type: 'int64', dims: ['N', 's'] }), sample({ x: tokens }))).toEqual(
    tokens,
  );
  expect(
    wholeInput('int32', recipe({ type: 'int32', dims: ['N', 's'] }), sample({ x: tokens })).data,
  ).toEqual(Int32Array.from([5, 6, 7]));
  expect(wholeInput('bool', recipe({ type: 'bool', dims: ['N'] }), sample({ x: true }))).toEqual({
    type: 'bool',
    dims: [],
    data: Uint8Array.from([1]),
  });
});

it.each([
  [1.5, 'INPUT_VALUE'],
  [300, 'INPUT_VALUE'],
  [tokens, 'INPUT_SHAPE'],
])('refuses what is not one int8 value (%#)', async (x, code) => {
  const wish = recipe({ type: 'int8', dims: ['N'] });
  expect(await findingOf(() => wholeInput('int8', wish, sample({ x })))).toMatchObject({ code });
});
