import type { NoiseKind, TextSignal } from '../../core/noise.js';
import { scaled } from './level.js';
import { rewritten, textSchema } from './text/edit.js';

const signs = new Set(
  '!"#%&\'()*,-./:;?@[\\]_{}¡§«¶·»¿‐‑‒–—―‘’‚“”„†‡•…‰′″‹›、。〈〉《》「」『』【】！（），．：；？',
);

/** Punctuation left out; a sign that stands alone is a word lost. */
export const punctuation: NoiseKind<TextSignal> = {
  name: 'punctuation',
  options: textSchema('the punctuation'),
  on: ['text'],
  needsRange: false,
  moves: ['characters', 'words'],
  milder: scaled('rate'),
  apply: (signal, options, stream) =>
    rewritten(signal, options, stream, ({ points, isFree, draw }) =>
      points.map((point, at) => (signs.has(point) && isFree(at) && draw() !== null ? '' : point)),
    ),
};
