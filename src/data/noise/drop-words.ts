import type { NoiseKind, TextSignal } from '../../core/noise.js';
import { scaled } from './level.js';
import { rewritten, textSchema, type Draft } from './text/edit.js';
import { isSpace } from './text/letters.js';

/** Whole words left out, each with the space after it; a word here is what stands between spaces. */
export const dropWords: NoiseKind<TextSignal> = {
  name: 'drop-words',
  options: textSchema('the words between spaces'),
  on: ['text'],
  needsRange: false,
  moves: ['characters', 'words'],
  milder: scaled('rate'),
  apply: (signal, options, stream) => rewritten(signal, options, stream, dropped),
};

function dropped({ points, isFree, draw }: Draft): readonly string[] {
  const out = [...points];
  for (let from = 0; from < points.length;) {
    let to = from;
    let isWhole = true;
    for (; to < points.length && !isSpace(points[to] ?? ''); to += 1) isWhole &&= isFree(to);
    if (to > from && isWhole && draw() !== null) out.fill('', from, to + 1);
    from = to + 1;
  }
  return out;
}
