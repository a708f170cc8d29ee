import type { NoiseKind, TextSignal } from '../../core/noise.js';
import { scaled } from './level.js';
import { substituted, textSchema } from './text/edit.js';

/** Latin letters, and the Cyrillic and Greek ones that look like them. */
const alike: { readonly [letter: string]: string } = {
  a: 'а', c: 'сϲ', d: 'ԁ', e: 'е', h: 'һ', i: 'і', j: 'јϳ', l: 'ӏ', o: 'оο', p: 'рρ', q: 'ԛ', s: 'ѕ', v: 'ѵν', w: 'ԝ',
  x: 'х', y: 'у', A: 'АΑ', B: 'ВΒ', C: 'СϹ', E: 'ЕΕ', H: 'НΗ', I: 'ІΙ', J: 'ЈͿ', K: 'КΚ', M: 'МΜ', N: 'Ν', O: 'ОΟ',
  P: 'РΡ', S: 'Ѕ', T: 'ТΤ', V: 'Ѵ', W: 'Ԝ', X: 'ХΧ', Y: 'ҮΥ', Z: 'Ζ',
}; // prettier-ignore

const table: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(alike).map(([letter, others]) => [letter, Array.from(others)]),
);

/** Latin letters replaced by Cyrillic and Greek ones that look the same and are other characters. */
export const homoglyphs: NoiseKind<TextSignal> = {
  name: 'homoglyphs',
  options: textSchema('the Latin letters that others look like'),
  on: ['text'],
  needsRange: false,
  moves: [],
  milder: scaled('rate'),
  apply: (signal, options, stream) =>
    substituted(signal, options, { stream, ways: (point) => table.get(point) }),
};
