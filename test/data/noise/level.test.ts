import { expect, it } from 'vitest';
import { clipped, levelOf, levelSchema, rangeOf } from '../../../src/data/noise/level.js';
import { findingOf } from '../kit.js';
import { constant, picture } from './kit.js';

it('keeps values in the range and leaves NaN', () => {
  expect([...clipped(Float32Array.from([-1, 0.5, 2, NaN]), picture(0))]).toEqual([0, 0.5, 1, NaN]);
  expect([...clipped(Float32Array.from([-1, 2]), constant(0, 2))]).toEqual([-1, 2]);
});

it.each([['a'], [-1], [Number.NaN], [undefined], [null]])('refuses the level %j', (value) => {
  expect(() => levelOf(value === undefined ? {} : { sigma: value }, 'sigma')).toThrow(TypeError);
});

it('wants a range where a kind does', async () => {
  expect(rangeOf(picture(0), 'shot')).toEqual([0, 1]);
  const found = await findingOf(() => rangeOf(constant(0, 1), 'shot'));
  expect(found).toEqual({ code: 'NOISE_NEEDS_RANGE', data: { kind: 'shot' } });
});

it('is a schema of one number', () => {
  expect(levelSchema('sigma', 'Width.', { minimum: 0 })).toEqual({
    sigma: { type: 'number', description: 'Width.', minimum: 0 },
  });
});
