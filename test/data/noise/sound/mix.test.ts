import { describe, expect, it } from 'vitest';
import { rng } from '../../../../src/core/rng.js';
import { deviates } from '../../../../src/data/noise/normal.js';
import { amplitude, atRatio, mixed } from '../../../../src/data/noise/sound/mix.js';
import { ratio, soundOf, tones } from './kit.js';

it.each([
  [0, 1],
  [20, 10],
  [-20, 0.1],
  [6, 1.9952623149688795],
  [-60, 0.001],
])('%d dB is a factor of %d', (decibels, factor) => {
  expect(amplitude(decibels) / factor).toBeCloseTo(1, 12);
});

it('scales noise of rms 2 to 10 dB below a sound of rms 1', () => {
  const [value] = atRatio(soundOf([1, -1, 1, -1]), Float64Array.from([2, -2, -2, 2]), 10);
  expect((value ?? 0) / 2).toBeCloseTo(0.158113883, 9);
});

describe('the ratio of powers', () => {
  it.each([30, 20, 15, 10, 5, 0, -5])('is %d dB to a billionth, over the valid length', (snr) => {
    const sound = tones(4000, { length: 3000 });
    const noise = deviates(3000, rng('ratio', snr));
    expect(Math.abs(ratio(sound.values, atRatio(sound, noise, snr), 3000) - snr)).toBeLessThan(1e-9);
  });

  it('holds for the values that come out, as far as 32 bits hold it', () => {
    const sound = tones();
    const noisy = mixed(sound, deviates(16000, rng('out')), 20);
    const noise = noisy.map((value, at) => value - (sound.values[at] ?? 0));
    expect(Math.abs(ratio(sound.values, noise, 16000) - 20)).toBeLessThan(1e-5);
  });
});

it('leaves padding and silence as they are', () => {
  const padded = soundOf([0.5, -0.5, 0, 0], { length: 2 });
  expect([...mixed(padded, Float64Array.from([1, 1]), 0).slice(2)]).toEqual([0, 0]);
  expect([...mixed(soundOf([0, 0]), Float64Array.from([1, 1]), 0)]).toEqual([0, 0]);
});

it('clips to the range where there is one', () => {
  const loud = { length: 2, range: [-1, 1] as const };
  expect([...mixed(soundOf([1, -1], loud), Float64Array.from([1, -1]), 0)]).toEqual([1, -1]);
  expect([...mixed(soundOf([1, -1]), Float64Array.from([1, -1]), 0)]).toEqual([2, -2]);
});
