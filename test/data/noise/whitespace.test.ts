import { expect, it } from 'vitest';
import { whitespace } from '../../../src/data/noise/whitespace.js';
import { corpus, expectRate, noisy, sample } from './text/kit.js';

it('has its golden text', () => {
  expect(noisy(whitespace, sample, { rate: 0.7 })).toMatchInlineSnapshot(
    `"The quick brown fox, aged1 2, sees https://example.org/Foxes and <b>jumps</b> over 3laz y dogs."`,
  );
});

it('joins or splits at the share of the gaps, one as often as the other', () => {
  const text = 'abc def '.repeat(3000);
  const lost = (rate: number) => 6001 - noisy(whitespace, text, { rate }).split(' ').length;
  expectRate(lost(0.2), 5999, 0.1);
  expectRate(lost(1), 5999, 0.5);
  expect(noisy(whitespace, 'abc def', { rate: 1 }, 'split')).toMatch(/^abc(d ef|de f|def)$/);
});

it('changes only spaces between words, and joins where a word is too short to be split', () => {
  expect(noisy(whitespace, ' a  b , c d ', { rate: 1 })).toBe(' a  b , cd ');
  expect(noisy(whitespace, corpus, { rate: 1 }).replaceAll(' ', '')).toBe(corpus.replaceAll(' ', ''));
});
