import { expect, it } from 'vitest';
import { reverberation } from '../../../src/data/noise/reverberation.js';
import { energy } from '../../../src/data/noise/sound/mix.js';
import { heard, reference, soundOf, tones } from './sound/kit.js';

const room = { mix: 1, path: 'room.wav' };

it('equals scipy’s convolution with what follows the peak of the response, as loud as the dry sound', async () => {
  const made = await heard(reverberation, soundOf(reference.x), room);
  for (const [at, value] of reference.wet.entries()) expect(made[at * 37]).toBeCloseTo(value, 6);
  const dry = energy(Float32Array.from(reference.x), 2000);
  expect(energy(made, 2000) / dry).toBeCloseTo(1, 6);
});

it('is the sound itself at a mix of 0, and in between in between', async () => {
  const sound = tones(500, { length: 400 });
  const [dry, half, wet] = await Promise.all(
    [0, 0.5, 1].map((mix) => heard(reverberation, sound, { ...room, mix })),
  );
  expect(dry).toEqual(sound.values);
  for (const [at, value] of half?.entries() ?? [])
    expect(value).toBeCloseTo(((dry?.[at] ?? 0) + (wet?.[at] ?? 0)) / 2, 6);
});

it('leaves silence silent', async () => {
  expect(await heard(reverberation, soundOf(new Float32Array(64)), room)).toEqual(new Float32Array(64));
});
