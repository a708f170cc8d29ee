import type { AudioSignal, NoiseKind } from '../../core/noise.js';
import { deviates } from './normal.js';
import { mixed } from './sound/mix.js';
import { decibelsOf, ratioSchema } from './sound/ratio.js';

/** Normal noise with the same power at all frequencies, at an exact ratio of powers. */
export const white: NoiseKind<AudioSignal> = {
  name: 'white',
  options: ratioSchema,
  on: ['audio'],
  needsRange: false,
  moves: [],
  apply: (signal, options, stream) =>
    mixed(signal, deviates(signal.length, stream), decibelsOf(options, 'snr')),
};
