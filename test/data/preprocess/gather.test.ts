import { expect, it } from 'vitest';
import { gatherNumbers, gatherTexts } from '../../../src/data/preprocess/gather.js';
import { findingOf } from '../kit.js';
import { bytes, recipe, sample } from './kit.js';

const both = recipe({ from: { fields: ['y', 'x'] } });

it('takes one field as it is', () => {
  expect(gatherNumbers(recipe(), sample({ x: 2.5 }))).toEqual({ dims: [], items: [2.5] });
  expect(gatherNumbers(recipe(), sample({ x: bytes(2, 2) })).dims).toEqual([2, 2]);
});

it('joins several fields in their order', () => {
  const joined = gatherNumbers(both, sample({ x: bytes(3), y: true }));
  expect(joined).toEqual({ dims: [4], items: [1, 0, 1, 2] });
  expect(gatherTexts(both, sample({ x: 'a', y: ['b', 'c'] }))).toEqual({ dims: [3], texts: ['b', 'c', 'a'] });
});

it('reads float16 as numbers', () => {
  const half = { type: 'float16', dims: [2], data: Uint16Array.from([0x3c00, 0xc000]) } as const;
  expect([...Array.from(gatherNumbers(recipe(), sample({ x: half })).items)]).toEqual([1, -2]);
});

it.each([[null], ['a'], [['a']], [{ type: 'string', dims: [1], data: ['a'] } as const]])(
  'refuses %j as numbers',
  async (x) => {
    expect(await findingOf(() => gatherNumbers(recipe(), sample({ x })))).toMatchObject({
      code: 'INPUT_VALUE',
      data: { expected: 'numbers' },
    });
  },
);

it('refuses to join tables, and numbers as text', async () => {
  expect(await findingOf(() => gatherNumbers(both, sample({ x: bytes(2, 2), y: 1 })))).toMatchObject({
    data: { field: 'x' },
  });
  expect(await findingOf(() => gatherTexts(recipe(), sample({ x: 1 })))).toMatchObject({
    data: { expected: 'text' },
  });
});
