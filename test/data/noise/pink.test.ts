import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { fourier } from '../../../src/data/audio/fourier.js';
import { pink, pinkNoise } from '../../../src/data/noise/pink.js';
import { ratio, soundOf, tones } from './sound/kit.js';

it('has the golden first 8 values', () => {
  const made = pink.apply(soundOf([1, -1, 1, -1, 1, -1, 1, -1]), { snr: 10 }, rng('golden'));
  expect([...made]).toMatchInlineSnapshot(`
    [
      1.4353477954864502,
      -0.7334996461868286,
      1.1619149446487427,
      -0.6224528551101685,
      1.328653335571289,
      -0.7980681657791138,
      1.3605176210403442,
      -0.6968017220497131,
    ]
  `);
});

it('is as loud as the ratio says', () => {
  const sound = tones();
  const noisy = pink.apply(sound, { snr: 5 }, rng('pink'));
  const noise = noisy.map((value, at) => value - (sound.values[at] ?? 0));
  expect(ratio(sound.values, noise, 16000)).toBeCloseTo(5, 5);
});

it('has as much power in every octave', () => {
  const size = 4096;
  const transform = fourier(size);
  const octaves = new Float64Array(11);
  for (let part = 0; part < 64; part += 1) {
    const output = { re: new Float64Array(size), im: new Float64Array(size) };
    transform({ re: pinkNoise(size, rng('octaves', part)), im: new Float64Array(size) }, output);
    for (let bin = 16; bin < size / 2; bin += 1) {
      const octave = Math.floor(Math.log2(bin));
      octaves[octave] = (octaves[octave] ?? 0) + (output.re[bin] ?? 0) ** 2 + (output.im[bin] ?? 0) ** 2;
    }
  }
  // Octaves of 16 bins and more, 64 times: 1,024 terms of one degree of freedom each have a deviation of 0.2 dB.
  const decibels = [...octaves.slice(4)].map((power) => 10 * Math.log10(power / (octaves[8] ?? 0)));
  for (const difference of decibels) expect(Math.abs(difference)).toBeLessThan(0.9);
});
