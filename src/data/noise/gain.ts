import type { AudioSignal, NoiseKind } from '../../core/noise.js';
import { amplitude, sounding } from './sound/mix.js';
import { decibelsOf } from './sound/ratio.js';

/** Louder or softer by a number of decibels; what is too loud for the range is clipped. */
export const gain: NoiseKind<AudioSignal> = {
  name: 'gain',
  options: {
    decibels: { type: 'number', minimum: -60, maximum: 60, description: 'Above 0 is louder.' },
  },
  on: ['audio'],
  needsRange: false,
  moves: [],
  fixed: true,
  apply: (signal, options) => {
    const factor = amplitude(decibelsOf(options, 'decibels'));
    return sounding(signal, (value) => value * factor);
  },
};
