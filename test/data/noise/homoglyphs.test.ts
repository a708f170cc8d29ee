import { expect, it } from 'vitest';
import { homoglyphs } from '../../../src/data/noise/homoglyphs.js';
import { corpus, differences, expectRate, noisy, sample } from './text/kit.js';

it('has its golden text', () => {
  expect(noisy(homoglyphs, sample, { rate: 0.3 })).toMatchInlineSnapshot(
    `"The quick brown fox, aged 12, sеes https://example.org/Foxes and <b>jumps</b> over 3 lаzу dοgs."`,
  );
});

it('replaces the share of the letters that have one, by letters that are no Latin ones', () => {
  const made = noisy(homoglyphs, corpus, { rate: 0.1 });
  const at = differences(corpus, made);
  expectRate(at.length, corpus.match(/[acdehijlopqsvwxyBM]/g)?.length ?? 0, 0.1);
  expect(at.every((place) => /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(made[place] ?? ''))).toBe(true);
});

it('has look-alikes of one character each', () => {
  expect(differences('coApT', noisy(homoglyphs, 'coApT', { rate: 1 }))).toHaveLength(5);
});
