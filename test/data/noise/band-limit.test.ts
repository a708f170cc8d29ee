import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { bandLimit } from '../../../src/data/noise/band-limit.js';
import { ratio, reference, soundOf, tones } from './sound/kit.js';

it.each(reference.bands.map((band) => [band.low, band.high, band] as const))(
  'equals scipy’s filter, %d to %d Hz',
  (low, high, { y }) => {
    const made = bandLimit.apply(soundOf(reference.x), { low, high }, rng('band'));
    for (const [at, value] of y.entries()) expect(made[at * 37]).toBeCloseTo(value, 7);
  },
);

it('takes away what is outside of the band, and keeps what is in it', () => {
  const sound = tones(); // 220 Hz at 0.3 and 1500 Hz at 0.2
  const low = bandLimit.apply(sound, { high: 700 }, rng('low'));
  const left = sound.values.map((_, at) => 0.3 * Math.sin((2 * Math.PI * 220 * at) / 16000));
  const rest = low.map((value, at) => value - (left[at] ?? 0)).slice(500, -500);
  expect(ratio(left.slice(500, -500), rest, rest.length)).toBeGreaterThan(60);
});

it('does nothing to a sound that has no other frequencies', () => {
  const sound = tones(1000);
  expect(bandLimit.apply(sound, { low: 0, high: 8000 }, rng('all'))).toEqual(sound.values);
});
