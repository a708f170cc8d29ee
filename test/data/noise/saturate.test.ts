import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { saturate } from '../../../src/data/noise/saturate.js';
import { digest, distances } from './fixtures.js';
import { picture, picture3 } from './kit.js';

it('is what the benchmarks’ formula makes, at every severity', () => {
  expect(distances(saturate).largest).toBeLessThan(1e-6);
});

it('has its golden bytes', () => {
  expect(digest(saturate)).toBe('94b8edf901325f7e');
});

it('makes grey of a factor of 0, and reddens grey by the shift, as the benchmark does', () => {
  expect([...saturate.apply(picture3(0.2, 0.4, 0.1), { factor: 0, shift: 0 }, rng('s'))]).toEqual(
    [0.4, 0.4, 0.4].map(Math.fround),
  );
  const red = saturate.apply(picture3(0.5, 0.5, 0.5), { factor: 1, shift: 0.2 }, rng('s'));
  expect([...red]).toEqual([0.5, 0.4, 0.4].map((value) => expect.closeTo(value, 6) as number));
});

it('refuses grey pictures: they would be clean under another name', () => {
  expect(() => saturate.apply(picture(0.5), { factor: 2, shift: 0 }, rng('s'))).toThrow(
    'pictures of 3 channels',
  );
});
