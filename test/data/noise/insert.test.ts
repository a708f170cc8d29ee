import { expect, it } from 'vitest';
import { insert } from '../../../src/data/noise/insert.js';
import { corpus, expectRate, noisy, sample } from './text/kit.js';

it('has its golden text', () => {
  expect(noisy(insert, sample, { rate: 0.3 })).toMatchInlineSnapshot(
    `"The quick brown fokx, aged 12, sees https://example.org/Foxes ands <b>jkumkps</b> ovewr 3 lazy doigsz."`,
  );
});

it('adds a letter after the share of letters', () => {
  const made = noisy(insert, corpus, { rate: 0.05 });
  expectRate(made.length - corpus.length, corpus.match(/[a-z]/gi)?.length ?? 0, 0.05);
  expect(noisy(insert, 'P', { rate: 1 })).toMatch(/^P[OL]$/);
});
