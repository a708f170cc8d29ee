import { expect, it } from 'vitest';
import { unfit } from '../../../src/data/preprocess/recipe.js';
import { findingOf, folderOf } from '../kit.js';
import { bytes, recipe, sample } from './kit.js';

it('takes all fields but some, and never label, id or group', () => {
  const made = recipe({ from: { allBut: ['a'] }, fields: ['b', 'a', 'label', 'c'] });
  expect([made.fields, made.joins]).toEqual([['b', 'c'], true]);
  expect(recipe({ from: { fields: ['label'] }, fields: ['label'] }).fields).toEqual(['label']);
});

it('drops the batch axis of what the model declares', () => {
  expect(recipe({ dims: ['N', 3, 8, 8] }).declared).toEqual([3, 8, 8]);
  expect(recipe({ dims: null }).declared).toBeNull();
});

it('reads the reference', () => {
  const directory = folderOf({ 'std.csv': '1,2' });
  expect(recipe({ steps: { reference: 'std.csv' }, directory }).deviations).toEqual(
    Float32Array.from([1, 2]),
  );
});

it.each([
  [{ from: { fields: ['z'] } }, { code: 'INPUT_FIELD_MISSING', data: { field: 'z', known: 'x, y' } }],
  [{ from: { allBut: ['z'] } }, { code: 'INPUT_FIELD_MISSING', data: { field: 'z' } }],
  [{ from: { allBut: ['x', 'y'] } }, { code: 'INPUT_STEP_INVALID', data: { step: 'from' } }],
  [{ dims: [] }, { code: 'INPUT_STEP_INVALID', data: { step: 'from' } }],
  [{ steps: { cast: 'float16' } }, { code: 'INPUT_STEP_INVALID', data: { step: 'cast' } }],
] as const)('refuses %j, with the place', async (wish, finding) => {
  const found = await findingOf(() => recipe(wish));
  expect(found).toMatchObject({ ...finding, place: { file: 'policy.yml' } });
});

it.each([
  [null, 'missing'],
  ['a', 'text'],
  [true, 'the boolean true'],
  [['a', 'b'], 'a list of 2 texts'],
  [bytes(2, 3), 'uint8 of shape 2 × 3'],
  [
    { width: 4, height: 3, channels: 1, pixels: new Uint8Array(12) },
    'a picture of 4 × 3 pixels with 1 channels',
  ],
])('says of %j that it is %s', async (value, got) => {
  const found = await findingOf(() => Promise.reject(unfit(recipe(), sample({ x: value }), 'x', 'numbers')));
  expect(found.data).toEqual({ input: 'in', field: 'x', sample: 's1', expected: 'numbers', got });
});
