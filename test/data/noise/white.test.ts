import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { white } from '../../../src/data/noise/white.js';
import { ratio, soundOf, tones } from './sound/kit.js';

it('has the golden first 8 values', () => {
  const made = white.apply(soundOf([1, -1, 1, -1, 1, -1, 1, -1]), { snr: 10 }, rng('golden'));
  expect([...made]).toMatchInlineSnapshot(`
    [
      0.8121864795684814,
      -0.9891389608383179,
      0.6366328597068787,
      -0.7962562441825867,
      0.4467352330684662,
      -1.5048558712005615,
      0.9387075901031494,
      -1.1622432470321655,
    ]
  `);
});

it('is as loud as the ratio says, and not alike from one value to the next', () => {
  const sound = tones();
  const noisy = white.apply(sound, { snr: 5 }, rng('white'));
  const noise = noisy.map((value, at) => value - (sound.values[at] ?? 0));
  expect(ratio(sound.values, noise, 16000)).toBeCloseTo(5, 5);
  const power = noise.reduce((sum, value) => sum + value * value, 0);
  const next = noise.reduce((sum, value, at) => sum + value * (noise[at + 1] ?? 0), 0);
  expect(Math.abs(next / power)).toBeLessThan(4 / Math.sqrt(16000));
});

it('makes of two ratios the same draw, scaled', () => {
  const sound = tones(100);
  const noise = (snr: number) =>
    white.apply(sound, { snr }, rng('scale')).map((value, at) => value - (sound.values[at] ?? 0));
  for (const [at, value] of noise(0).entries()) expect(noise(20)[at]).toBeCloseTo(value / 10, 5);
});
