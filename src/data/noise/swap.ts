import type { NoiseKind, TextSignal } from '../../core/noise.js';
import { scaled } from './level.js';
import { rewritten, textSchema, type Draft } from './text/edit.js';
import { isLetter } from './text/letters.js';

/**
 * Two neighbouring letters in the wrong order. Letters of a word are paired from its first or second one on, and a pair
 * is hit as one: no letter moves by more than one place, and of the letters in pairs the share `rate` moves.
 */
export const swap: NoiseKind<TextSignal> = {
  name: 'swap',
  options: textSchema('the pairs of neighbouring letters in a word'),
  on: ['text'],
  needsRange: false,
  moves: [],
  milder: scaled('rate'),
  apply: (signal, options, stream) =>
    rewritten(signal, options, stream, (draft) => swapped(draft, () => (stream.int32() & 1) === 1)),
};

function swapped(draft: Draft, coin: () => boolean): readonly string[] {
  const { points, first, draw } = draft;
  const out = [...points];
  for (let at = 0; at < points.length;) {
    if (first[at] && coin()) {
      at += 1; // pairs begin at the second letter
      continue;
    }
    if (!isPair(draft, at)) {
      at += 1;
      continue;
    }
    if (draw() !== null) [out[at], out[at + 1]] = [points[at + 1] ?? '', points[at] ?? ''];
    at += 2;
  }
  return out;
}

function isPair({ points, first, isFree }: Draft, at: number): boolean {
  const next = at + 1;
  const both = isLetter(points[at] ?? '') && isLetter(points[next] ?? '');
  return both && !first[next] && isFree(at) && isFree(next);
}
