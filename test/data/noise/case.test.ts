import { expect, it } from 'vitest';
import { wrongCase } from '../../../src/data/noise/case.js';
import { corpus, differences, expectRate, noisy, sample } from './text/kit.js';

it('has its golden text', () => {
  expect(noisy(wrongCase, sample, { rate: 0.3 })).toMatchInlineSnapshot(
    `"The quick brown fOx, aged 12, sees https://example.org/Foxes anD <b>JuMps</b> ovEr 3 lazy dOgS."`,
  );
});

it.each([0.025, 0.2])('turns the share %d of the letters', (rate) => {
  const made = noisy(wrongCase, corpus, { rate });
  expectRate(differences(corpus, made).length, corpus.match(/[a-z]/gi)?.length ?? 0, rate);
  expect(made.toLowerCase()).toBe(corpus.toLowerCase());
});

it('knows cases of other alphabets, and letters that have none', () => {
  expect(noisy(wrongCase, 'aÉжΣ ßﬁİ 中1🦊', { rate: 1 })).toBe('AéЖσ ßﬁİ 中1🦊');
});
