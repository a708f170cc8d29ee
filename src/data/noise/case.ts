import type { NoiseKind, TextSignal } from '../../core/noise.js';
import { scaled } from './level.js';
import { substituted, textSchema } from './text/edit.js';
import { otherCase } from './text/letters.js';

/** Letters in the wrong case; eligible are those that have another case of one code point. */
export const wrongCase: NoiseKind<TextSignal> = {
  name: 'case',
  options: textSchema('the letters that have two cases'),
  on: ['text'],
  needsRange: false,
  moves: [],
  milder: scaled('rate'),
  apply: (signal, options, stream) => substituted(signal, options, { stream, ways }),
};

function ways(point: string): readonly string[] | undefined {
  const other = otherCase(point);
  return other === undefined ? undefined : [other];
}
