import { expect, it } from 'vitest';
import { openColumn } from '../../../src/data/formats/npy.js';
import { findingOf, fixture } from '../kit.js';

it('reads samples by position', () => {
  const column = openColumn(fixture('plain.npy'), 'v', null, 'plain.npy');
  expect(column.size).toBe(5);
  expect(column.value(3)).toEqual({ type: 'float32', dims: [2], data: Float32Array.from([12, 19]) });
  expect(column.value(0)).toEqual({ type: 'float32', dims: [2], data: Float32Array.from([-30, -23]) });
  column.close();
});

it('refuses what is no array', async () => {
  const found = await findingOf(() => openColumn(fixture('grey.png'), 'v', null, 'grey.png'));
  expect(found).toMatchObject({ code: 'DATA_UNREADABLE', data: { path: 'grey.png' } });
});
