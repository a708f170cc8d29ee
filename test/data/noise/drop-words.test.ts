import { expect, it } from 'vitest';
import { dropWords } from '../../../src/data/noise/drop-words.js';
import { corpus, expectRate, noisy, sample } from './text/kit.js';

it('has its golden text', () => {
  expect(noisy(dropWords, sample, { rate: 0.7 })).toMatchInlineSnapshot(
    `"The quick brown aged sees https://example.org/Foxes <b>jumps</b> over "`,
  );
});

it('leaves out the share of the words, each with a space', () => {
  const made = noisy(dropWords, corpus, { rate: 0.1 });
  const words = corpus.split(' ').length;
  expectRate(words - made.split(' ').length, words, 0.1);
  expect(noisy(dropWords, 'all of it', { rate: 1 })).toBe('');
});

it('keeps words with something protected in them', () => {
  expect(noisy(dropWords, 'see (www.a.org) now', { rate: 1 })).toBe('(www.a.org) ');
  expect(noisy(dropWords, 'a good day', { rate: 1, 'min-word': 4 })).toBe('a good day'.replace('good ', ''));
});
