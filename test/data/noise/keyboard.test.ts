import { expect, it } from 'vitest';
import { keyboard } from '../../../src/data/noise/keyboard.js';
import { corpus, differences, expectRate, noisy, sample } from './text/kit.js';

it('has its golden text', () => {
  expect(noisy(keyboard, sample, { rate: 0.3 })).toMatchInlineSnapshot(
    `"The quick brown fkx, aged 12, sees https://example.org/Foxes ans <b>kukps</b> ovwr 3 lazy digz."`,
  );
});

it.each([0.01, 0.2])('hits the share %d of the letters, each of them for a key that touches it', (rate) => {
  const made = noisy(keyboard, corpus, { rate });
  const at = differences(corpus, made);
  expectRate(at.length, corpus.match(/[a-z]/gi)?.length ?? 0, rate);
  expect(at.every((place) => corpus[place] !== 'q' || 'wa'.includes(made[place] ?? ''))).toBe(true);
});

it('keeps the case, and leaves other characters as they are', () => {
  expect(noisy(keyboard, 'Q', { rate: 1 })).toMatch(/^[WA]$/);
  expect(noisy(keyboard, 'é 12 ж 🦊!', { rate: 1 })).toBe('é 12 ж 🦊!');
});

it('chooses neighbours equally often', () => {
  const made = noisy(keyboard, 'p'.repeat(4000), { rate: 1 });
  expectRate(made.split('o').length - 1, 4000, 0.5);
});
