import { expect } from 'vitest';
import type { NoiseKind, TextSignal } from '../../../../src/core/noise.js';
import { rng } from '../../../../src/core/rng.js';

type Level = Parameters<NoiseKind['apply']>[1];

export function textOf(...texts: readonly string[]): TextSignal {
  return { is: 'text', texts, dims: texts.length === 1 ? [] : [texts.length] };
}

/** What a kind makes of one text. */
export function noisy(kind: NoiseKind<TextSignal>, text: string, level: Level, name = 'golden'): string {
  return kind.apply(textOf(text), level, rng(name))[0] ?? '';
}

/** Words of 1 to 9 letters, 40,000 of them, the same each time. */
export const corpus = Array.from({ length: 8000 }, (_, at) => {
  const sentence = ['the', 'quick', 'Brown', 'foxes', 'jumped', 'over', 'a', 'lazy', 'sleeping', 'dogs'];
  return sentence[(at * 7 + Math.floor(at / 10)) % sentence.length] ?? '';
}).join(' ');

export const sample =
  'The quick brown fox, aged 12, sees https://example.org/Foxes and <b>jumps</b> over 3 lazy dogs.';

/** That `hits` of `eligible` is the rate, to within four deviations of the binomial distribution. */
export function expectRate(hits: number, eligible: number, rate: number): void {
  expect(eligible).toBeGreaterThan(1000);
  expect(Math.abs(hits - eligible * rate)).toBeLessThan(4 * Math.sqrt(eligible * rate * (1 - rate)));
}

/** Positions at which two texts of as many code points differ. */
export function differences(left: string, right: string): readonly number[] {
  const others = Array.from(right);
  expect(others).toHaveLength(Array.from(left).length);
  return Array.from(left).flatMap((point, at) => (point === others[at] ? [] : [at]));
}
