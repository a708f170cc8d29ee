import { expect, it } from 'vitest';
import { openNoise } from '../../src/evaluate/noises.js';
import { kinds } from '../../src/kinds.js';
import { findingOf } from '../data/kit.js';
import { fixtures } from '../data/noise/sound/kit.js';

const place = { file: 'p.yml', line: 4, column: 3 };

function levelOf(kind: string, options: { readonly [name: string]: string | number }) {
  return { name: 'l', noise: { name: 'l', entry: 'l', steps: [{ kind, options }], repeats: 1, place } };
}

it('is nothing for clean, and the kind itself where it needs no files', async () => {
  expect(await openNoise(kinds, { name: 'clean', noise: null }, fixtures)).toEqual([]);
  const [ready] = await openNoise(kinds, levelOf('white', { snr: 10 }), fixtures);
  expect([ready?.name, ready?.files]).toEqual(['white', []]);
});

it('knows the files that were read', async () => {
  const [ready] = await openNoise(kinds, levelOf('recordings', { snr: 10, path: 'voices' }), fixtures);
  expect(ready?.files).toHaveLength(3);
});

it('tells what is wrong at the place of the level', async () => {
  const level = levelOf('reverberation', { mix: 1, path: 'none.wav' });
  expect(await findingOf(() => openNoise(kinds, level, fixtures))).toMatchObject({
    code: 'FILE_MISSING',
    place,
  });
});
