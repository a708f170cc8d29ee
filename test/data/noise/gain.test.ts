import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { gain } from '../../../src/data/noise/gain.js';
import { soundOf } from './sound/kit.js';

it('multiplies by 10^(decibels ÷ 20), and clips to the range', () => {
  const sound = soundOf([0.5, -0.25, 0.01], { range: [-1, 1] });
  const made = (decibels: number) => gain.apply(sound, { decibels }, rng('gain'));
  expect([...made(20)]).toEqual([1, -1, Math.fround(Math.fround(0.01) * 10)]);
  expect(made(-6)[0]).toBeCloseTo(0.5 * 0.5011872336272722, 7);
  expect(made(0)).toEqual(sound.values);
});

it('leaves padding', () => {
  expect([...gain.apply(soundOf([0.5, 0.5], { length: 1 }), { decibels: 6 }, rng('pad'))][1]).toBe(0.5);
});
