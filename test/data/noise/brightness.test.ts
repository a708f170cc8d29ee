import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { brightness } from '../../../src/data/noise/brightness.js';
import { digest, distances } from './fixtures.js';
import { picture3 } from './kit.js';

it('is what the benchmarks’ formula makes, at every severity', () => {
  expect(distances(brightness).largest).toBeLessThan(1e-6);
});

it('has its golden bytes', () => {
  expect(digest(brightness)).toBe('36a818456e852cbe');
});

it('keeps hue and saturation: channels grow by one factor, and black becomes grey', () => {
  const signal = picture3(0.2, 0.4, 0.1, 0, 0, 0);
  const bright = brightness.apply(signal, { amount: 0.2 }, rng('b'));
  expect([...bright]).toEqual(
    [0.3, 0.6, 0.15, 0.2, 0.2, 0.2].map((value) => expect.closeTo(value, 6) as number),
  );
});

it('adds to grey pictures', () => {
  const signal = {
    values: Float32Array.of(0.1, 0.95),
    dims: [1, 2, 1],
    range: [0, 1],
    is: 'picture',
  } as const;
  expect([...brightness.apply(signal, { amount: 0.25 }, rng('b'))]).toEqual([Math.fround(0.35), 1]);
});

it('refuses four channels: nobody says what the fourth means', () => {
  const signal = { values: new Float32Array(4), dims: [1, 1, 4], range: [0, 1], is: 'picture' } as const;
  expect(() => brightness.apply(signal, { amount: 0.1 }, rng('b'))).toThrow('pictures of 1 or 3 channels');
});
