import { expect, it } from 'vitest';
import { punctuation } from '../../../src/data/noise/punctuation.js';
import { expectRate, noisy, sample } from './text/kit.js';

it('has its golden text', () => {
  expect(noisy(punctuation, sample, { rate: 0.7 }, 'other')).toMatchInlineSnapshot(
    `"The quick brown fox aged 12, sees https://example.org/Foxes and <b>jumps</b> over 3 lazy dogs"`,
  );
});

it('leaves out the share of the signs', () => {
  const text = 'Well, no; '.repeat(2000);
  expectRate(text.length - noisy(punctuation, text, { rate: 0.1 }).length, 4000, 0.1);
  expect(noisy(punctuation, '«A—b», “c”: 中。', { rate: 1 })).toBe('Ab c 中');
});
