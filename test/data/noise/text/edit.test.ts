import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NoiseKind, TextSignal } from '../../../../src/core/noise.js';
import { rng } from '../../../../src/core/rng.js';
import { noiseKinds } from '../../../../src/data/noise.js';
import { insert } from '../../../../src/data/noise/insert.js';
import { keyboard } from '../../../../src/data/noise/keyboard.js';
import { corpus, differences, noisy, sample, textOf } from './kit.js';

const kinds = noiseKinds.filter(({ on }) => on.includes('text')) as readonly NoiseKind<TextSignal>[]; // those for text

/** 1 for a text without lone surrogates. */
function isWhole(text: string): number {
  return Number(!/\p{Surrogate}/u.test(text));
}

describe.each(kinds.map((kind) => [kind.name, kind] as const))('every noise of texts: %s', (_, kind) => {
  it('gives as many texts, and well-formed ones for well-formed ones', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (texts, rate) => {
          const made = kind.apply(textOf(...texts), { rate, protect: [] }, rng('well'));
          expect(made).toHaveLength(texts.length);
          expect(made.every((text, at) => isWhole(texts[at] ?? '') <= isWhole(text))).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('keeps lone surrogates as they are', () => {
    expect(noisy(kind, '\ud800 \udc00', { rate: 0.5, protect: ['x'] }, 'lone')).toMatch(/^[\ud800\udc00 ]*$/);
  });

  it('leaves texts as they are at a rate of 0', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => noisy(kind, text, { rate: 0 }) === text),
      { numRuns: 30 },
    );
  });

  it('leaves what is protected', () => {
    const level = { rate: 1, protect: ['urls', 'tags', 'numbers', 'Fox', '/l[ae]zy +dogs/'] };
    const made = noisy(kind, sample, level);
    for (const kept of ['12', 'https://example.org/Foxes', '<b>', '</b>', '3', 'lazy dogs'])
      expect(made).toContain(kept);
    expect(noisy(kind, 'a Fox. foxes', { ...level, rate: 1 })).toContain('Fox');
  });

  it('leaves words that are too short', () => {
    if (kind.name === 'punctuation') return; // words keep their letters anyway
    expect(noisy(kind, 'an old man sees it', { rate: 1, 'min-word': 5 })).toBe('an old man sees it');
  });

  it('keeps the number of characters where it says so', () => {
    if (kind.moves.length > 0) return;
    expect(differences(corpus, noisy(kind, corpus, { rate: 0.5 })).length).toBeGreaterThan(0);
  });

  it('draws texts one after the other, whatever the rate', () => {
    const made = (rate: number) => kind.apply(textOf(corpus.slice(0, 200), ''), { rate }, rng('pair'));
    const [first] = made(0.3);
    expect(kind.apply(textOf(corpus.slice(0, 200)), { rate: 0.3 }, rng('pair'))).toEqual([first]);
  });
});

it('is milder at a lower rate', () => {
  for (const { milder } of kinds)
    expect(milder?.({ rate: 0.2, 'min-word': 3 }, 0.5)).toEqual({ rate: 0.1, 'min-word': 3 });
});

it('hits the same places, and more, at a larger rate', () => {
  const low = differences(corpus, noisy(keyboard, corpus, { rate: 0.05 }));
  const high = new Set(differences(corpus, noisy(keyboard, corpus, { rate: 0.1 })));
  expect(low.every((at) => high.has(at))).toBe(true);
  expect(high.size).toBeGreaterThan(low.length * 1.8);
});

it('protects a word as a whole word only', () => {
  const made = noisy(insert, 'yes yesterday eyes', { rate: 1, protect: ['yes'] });
  expect(made.startsWith('yes y')).toBe(true);
  expect(made).toHaveLength(3 + 1 + 18 + 1 + 8);
});
