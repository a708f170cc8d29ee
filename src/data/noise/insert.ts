import type { NoiseKind, TextSignal } from '../../core/noise.js';
import { scaled } from './level.js';
import { chosen, rewritten, textSchema } from './text/edit.js';
import { neighboursOf } from './text/keys.js';

/** Two keys hit at once: after a letter a…z comes another whose key touches its own. */
export const insert: NoiseKind<TextSignal> = {
  name: 'insert',
  options: textSchema('the letters a…z'),
  on: ['text'],
  needsRange: false,
  moves: ['characters'],
  milder: scaled('rate'),
  apply: (signal, options, stream) =>
    rewritten(signal, options, stream, ({ points, isFree, draw }) =>
      points.map((point, at) => {
        const keys = isFree(at) ? neighboursOf(point) : undefined;
        const pick = keys === undefined ? null : draw();
        return pick === null ? point : point + chosen(keys ?? [], pick);
      }),
    ),
};
