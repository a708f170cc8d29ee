import type { NoiseKind, TextSignal } from '../../core/noise.js';
import { scaled } from './level.js';
import { rewritten, textSchema } from './text/edit.js';
import { isLetter } from './text/letters.js';

/** Letters left out; the first character of a word stays, so that no word is lost. */
export const deletion: NoiseKind<TextSignal> = {
  name: 'delete',
  options: textSchema('the letters that do not begin a word'),
  on: ['text'],
  needsRange: false,
  moves: ['characters'],
  milder: scaled('rate'),
  apply: (signal, options, stream) =>
    rewritten(signal, options, stream, ({ points, first, isFree, draw }) =>
      points.map((point, at) => {
        const eligible = isFree(at) && first[at] === false && isLetter(point);
        return eligible && draw() !== null ? '' : point;
      }),
    ),
};
