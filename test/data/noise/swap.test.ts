import { expect, it } from 'vitest';
import { swap } from '../../../src/data/noise/swap.js';
import { corpus, differences, expectRate, noisy, sample } from './text/kit.js';

it('has its golden text', () => {
  expect(noisy(swap, sample, { rate: 0.3 })).toMatchInlineSnapshot(
    `"Teh quick rbown fox, aged 12, sees https://example.org/Foxes and <b>jumps</b> over 3 lazy odgs."`,
  );
});

it('keeps the letters of every word, and moves none by more than one place', () => {
  const words = corpus.split(' ');
  for (const [at, word] of noisy(swap, corpus, { rate: 1 }).split(' ').entries()) {
    const clean = Array.from(words[at] ?? '');
    expect(Array.from(word).toSorted()).toEqual(clean.toSorted());
    for (const [place, letter] of Array.from(word).entries())
      expect(clean.slice(Math.max(0, place - 1), place + 2)).toContain(letter);
  }
});

it.each([0.05, 0.2])('moves the share %d of the letters in pairs', (rate) => {
  const text = 'abcd '.repeat(3000); // pairs ab and cd, or bc: two or one, equally often
  const pairs = differences(text, noisy(swap, text, { rate: 1 })).length / 2;
  expect(Math.abs(pairs - 4500)).toBeLessThan(4 * Math.sqrt(3000 / 4));
  expectRate(differences(text, noisy(swap, text, { rate })).length / 2, pairs, rate);
});

it('pairs letters only: not across marks, digits or other planes', () => {
  expect(noisy(swap, 'a1b 🦊🐶 a', { rate: 1 })).toBe('a1b 🦊🐶 a');
});
