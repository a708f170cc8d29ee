import type { NoiseKind, TextSignal } from '../../core/noise.js';
import { scaled } from './level.js';
import { rewritten, textSchema, type Draft } from './text/edit.js';
import { isSpace } from './text/letters.js';

/** Words joined and split: a space that is hit is left out, or moves into the word after it, one as likely as the other. */
export const whitespace: NoiseKind<TextSignal> = {
  name: 'whitespace',
  options: textSchema('the spaces between words'),
  on: ['text'],
  needsRange: false,
  moves: ['characters', 'words'],
  milder: scaled('rate'),
  apply: (signal, options, stream) => rewritten(signal, options, stream, spaced),
};

function spaced({ points, first, wordLength, isFree, draw }: Draft): readonly string[] {
  const out = [...points];
  for (const [at, point] of points.entries()) {
    const next = at + 1;
    const isGap = isSpace(point) && first[next] === true && (wordLength[at - 1] ?? 0) > 0;
    const pick = isGap && isFree(at) && isFree(next) && isFree(at - 1) ? draw() : null;
    if (pick === null) continue;
    out[at] = '';
    const inside = (wordLength[next] ?? 0) - 1; // places in the word where the space may go
    if (pick % 2 === 0 || inside === 0) continue;
    const after = next + Math.floor((pick / 4294967296) * inside);
    out[after] = `${out[after] ?? ''}${point}`;
  }
  return out;
}
