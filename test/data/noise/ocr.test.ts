import { expect, it } from 'vitest';
import { ocr } from '../../../src/data/noise/ocr.js';
import { corpus, expectRate, noisy, sample } from './text/kit.js';

it('has its golden text', () => {
  expect(noisy(ocr, sample, { rate: 0.3 })).toMatchInlineSnapshot(
    `"The quick brown fox, eged 12, sees https://example.org/Foxes ancl <b>iunnps</b> ovet 3 lazy d0gS."`,
  );
});

it('misreads the share of the characters that scanners confuse', () => {
  const zeros = '0'.repeat(5000);
  const made = noisy(ocr, zeros, { rate: 0.2 });
  expect(made).toMatch(/^[0OoD]*$/);
  expectRate(made.length - (made.split('0').length - 1), 5000, 0.2);
});

it('reads some characters as two', () => {
  expect(noisy(ocr, 'm', { rate: 1 })).toMatch(/^(rn|nn)$/);
  expect(noisy(ocr, corpus, { rate: 0.2 }).length).toBeGreaterThan(corpus.length);
});

it('leaves numbers alone when they are protected', () => {
  expect(noisy(ocr, '100 105,50', { rate: 1, protect: ['numbers'] })).toBe('100 105,50');
});
