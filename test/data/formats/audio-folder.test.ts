import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { audioFolder } from '../../../src/data/formats/audio-folder.js';
import type { Sound } from '../../../src/core/sample.js';
import { apart } from '../audio/kit.js';
import { columnOf, findingOf, fixture, folderOf, openWith } from '../kit.js';

const wav = readFileSync(fixture('sound-pcm_16.wav'));
const flac = readFileSync(fixture('sound-pcm_16.flac'));

it('reads sounds, with the first folder as class and the path as id', async () => {
  const data = await openWith(audioFolder, folderOf({ 'yes/1.wav': wav, 'no/2.flac': flac }));
  expect(data.fields).toEqual(['audio', 'path', 'class']);
  expect([data.id(0), data.id(1)]).toEqual(['no/2.flac', 'yes/1.wav']);
  const [first, second] = await columnOf(data, 'audio');
  expect(first).toMatchObject({ rate: 16000 });
  const [one, other] = [first, second].map((sound) => (sound as Sound).channels[0] ?? new Float32Array(0));
  expect(one).toHaveLength(800);
  expect(apart(one ?? [], other ?? [])).toBeLessThan(1 / 30000); // the two were rounded apart when they were written
});

it('takes further fields from a labels file of JSON lines, and files by globs', async () => {
  const root = folderOf({
    'clips/a.wav': wav,
    'clips/b.wav': wav,
    'clips/c.flac': flac,
    'l.jsonl': '{"path":"b.wav","word":"yes","n":[1,2]}\n{"path":"a.wav","word":"no"}\n',
  });
  const options = { labels: 'l.jsonl', files: '*.wav' };
  const data = await openWith(audioFolder, join(root, 'clips'), { shown: 'clips', options });
  expect(data.fields).toEqual(['audio', 'path', 'word', 'n']);
  expect(await columnOf(data, 'word')).toEqual(['no', 'yes']);
});

it('names the sound that can not be read, and the file that is none', async () => {
  const data = await openWith(audioFolder, folderOf({ 'a/1.wav': wav.subarray(0, 1000) }));
  expect(await findingOf(() => data.read(0, ['audio']))).toEqual({
    code: 'SOUND_UNREADABLE',
    data: { path: 'data/a/1.wav', reason: 'it ends at byte 1000, its samples would end at 3244' },
  });
  const other = folderOf({ 'a/1.wav': wav, 'a/2.mp3': wav });
  expect(await findingOf(() => openWith(audioFolder, other))).toMatchObject({ code: 'NOT_A_SOUND', data: { path: 'data/a/2.mp3' } }); // prettier-ignore
});
