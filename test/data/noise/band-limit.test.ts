import { expect, it } from 'vitest';
import { bandLimit } from '../../../src/data/noise/band-limit.js';
import { findingOf } from '../kit.js';
import { heard, ratio, reference, soundOf, tones } from './sound/kit.js';

it.each(reference.bands.map((band) => [band.low, band.high, band] as const))(
  'equals scipy’s filter, %d to %d Hz',
  async (low, high, { y }) => {
    const made = await heard(bandLimit, soundOf(reference.x), { low, high });
    for (const [at, value] of y.entries()) expect(made[at * 37]).toBeCloseTo(value, 7);
  },
);

it('takes away what is outside of the band, and keeps what is in it', async () => {
  const sound = tones(); // 220 Hz at 0.3 and 1500 Hz at 0.2
  const low = await heard(bandLimit, sound, { high: 700 });
  const left = sound.values.map((_, at) => 0.3 * Math.sin((2 * Math.PI * 220 * at) / 16000));
  const rest = low.map((value, at) => value - (left[at] ?? 0)).slice(500, -500);
  expect(ratio(left.slice(500, -500), rest, rest.length)).toBeGreaterThan(60);
});

it('does nothing to a sound that has no other frequencies', async () => {
  const sound = tones(1000);
  expect(await heard(bandLimit, sound, { low: 0, high: 8000 })).toEqual(sound.values);
});

it('leaves silence of a sound whose frequencies are all below the band', async () => {
  expect(await heard(bandLimit, soundOf([1, -1]), { low: 9000, high: 10000 })).toEqual(new Float32Array(2));
});

it('refuses a band that is none', async () => {
  const found = await findingOf(() => heard(bandLimit, soundOf([1]), { low: 300, high: 300 }));
  expect(found).toMatchObject({ code: 'BAND_EMPTY' });
});
