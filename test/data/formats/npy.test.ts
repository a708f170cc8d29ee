import { expect, it } from 'vitest';
import { openColumn } from '../../../src/data/formats/npy.js';
import { findingOf, fixture } from '../kit.js';

it('reads samples by position', () => {
  const column = openColumn({ path: fixture('plain.npy'), part: null, shown: 'plain.npy' }, 'v');
  expect(column.size).toBe(5);
  expect(column.value(3)).toEqual({ type: 'float32', dims: [2], data: Float32Array.from([12, 19]) });
  expect(column.value(0)).toEqual({ type: 'float32', dims: [2], data: Float32Array.from([-30, -23]) });
  column.close();
});

it('refuses what is no array', async () => {
  const found = await findingOf(() =>
    openColumn({ path: fixture('grey.png'), part: null, shown: 'grey.png' }, 'v'),
  );
  expect(found).toMatchObject({ code: 'DATA_UNREADABLE', data: { path: 'grey.png' } });
});

it('refuses Fortran order where nothing can be written anew', async () => {
  const file = { path: fixture('fortran.npy'), part: null, shown: 'fortran.npy' };
  const found = await findingOf(() => openColumn(file, 'v'));
  expect(found).toMatchObject({ code: 'ARRAY_UNSUPPORTED', data: { holds: 'an array in Fortran order' } });
});
