import { expect, it } from 'vitest';
import { recordings } from '../../../src/data/noise/recordings.js';
import { findingOf } from '../kit.js';
import { fixtures, heard, ratio, soundOf, tones } from './sound/kit.js';

const folder = { snr: 10, path: 'voices' };

it('has the golden first 8 values', async () => {
  const made = await heard(recordings, soundOf([1, -1, 1, -1, 1, -1, 1, -1]), folder);
  expect([...made]).toMatchInlineSnapshot(`
    [
      1.253781795501709,
      -0.7183433771133423,
      1.3046835660934448,
      -0.677561342716217,
      1.3347399234771729,
      -0.6586549878120422,
      1.342193365097046,
      -0.6626543998718262,
    ]
  `);
});

it.each([1, 7])('adds %i voices at once, as loud as the ratio says', async (voices) => {
  const sound = tones(4000, { length: 3000 });
  const noisy = await heard(recordings, sound, { ...folder, snr: 5, voices });
  const noise = noisy.map((value, at) => value - (sound.values[at] ?? 0));
  expect(ratio(sound.values, noise, 3000)).toBeCloseTo(5, 4);
  expect([...noise.slice(3000)].every((value) => value === 0)).toBe(true);
});

it('draws one of the folder, from a drawn place on, and begins again at its end', async () => {
  const sound = soundOf(Array.from({ length: 3200 }, () => 0.5)); // twice as long as a recording
  const noiseOf = async (name: string) =>
    (await heard(recordings, sound, { snr: 0, path: 'voices' }, name)).map((value) => value - 0.5);
  const noise = await noiseOf('first');
  for (let at = 0; at < 1600; at += 100) expect(noise[at + 1600]).toBeCloseTo(noise[at] ?? Number.NaN, 6);
  const others = await Promise.all(Array.from({ length: 20 }, (_, at) => noiseOf(`other ${at}`)));
  expect(new Set(others.map((other) => other.slice(0, 4).join())).size).toBe(20);
});

it('hears recordings at the rate of the sound', async () => {
  const sound = tones(1000, { rate: 8000 });
  const noisy = await heard(recordings, sound, { snr: 0, path: 'voices/a.wav' });
  const noise = noisy.map((value, at) => value - (sound.values[at] ?? 0));
  const turns = noise.filter((value, at) => value < 0 && (noise[at + 1] ?? 0) >= 0).length;
  expect(Math.abs(turns - 27.5)).toBeLessThan(2); // 220 Hz for an eighth of a second
});

it('tells the digest of every file', async () => {
  const opened = await recordings.open?.(folder, fixtures);
  expect(opened?.files).toHaveLength(3);
  expect(new Set(opened?.files).size).toBe(3);
});

it.each([
  ['silence.wav', 'DATA_UNREADABLE'],
  ['make.py', 'DATA_UNREADABLE'],
  ['nothing.wav', 'FILE_MISSING'],
  ['../..', 'PATH_OUTSIDE'],
])('refuses %s', async (path, code) => {
  expect(await findingOf(() => heard(recordings, tones(10), { ...folder, path }))).toMatchObject({ code });
});
