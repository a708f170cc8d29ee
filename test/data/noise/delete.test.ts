import { expect, it } from 'vitest';
import { deletion } from '../../../src/data/noise/delete.js';
import { corpus, expectRate, noisy, sample } from './text/kit.js';

it('has its golden text', () => {
  expect(noisy(deletion, sample, { rate: 0.3 })).toMatchInlineSnapshot(
    `"The quick brown fox, age 12, sees https://example.org/Foxes and <b>jumps</b> ove 3 lz dogs."`,
  );
});

it('leaves out the share of letters, and never a word', () => {
  const made = noisy(deletion, corpus, { rate: 0.1 });
  const words = corpus.split(' ');
  expectRate(corpus.length - made.length, words.join('').length - words.length, 0.1);
  expect(made.split(' ')).toHaveLength(words.length);
});

it('leaves the first letters at a rate of 1', () => {
  expect(noisy(deletion, 'ab🦊cd, ÉÉ 12', { rate: 1 })).toBe('a🦊c, É 12');
});
