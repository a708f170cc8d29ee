import type { NoiseKind, TextSignal } from '../../core/noise.js';
import { scaled } from './level.js';
import { substituted, textSchema } from './text/edit.js';
import { neighboursOf } from './text/keys.js';

/** The neighbouring key was hit: letters a…z become letters whose keys touch theirs on QWERTY, in their own case. */
export const keyboard: NoiseKind<TextSignal> = {
  name: 'keyboard',
  options: textSchema('the letters a…z'),
  on: ['text'],
  needsRange: false,
  moves: [],
  milder: scaled('rate'),
  apply: (signal, options, stream) => substituted(signal, options, { stream, ways: neighboursOf }),
};
