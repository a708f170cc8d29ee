import type { AudioSignal, NoiseKind } from '../../core/noise.js';
import { levelOf } from './level.js';
import { sounding } from './sound/mix.js';
import { bandTaps, filtered } from './sound/taps.js';

/** Only frequencies of a band are left, as on a telephone (300 to 3400 Hz): a filter of 511 taps that moves nothing in time. */
export const bandLimit: NoiseKind<AudioSignal> = {
  name: 'band-limit',
  options: {
    high: { type: 'number', exclusiveMinimum: 0, description: 'Frequencies above are taken away; in hertz.' },
    low: {
      type: 'number',
      minimum: 0,
      default: 0,
      description: 'Frequencies below are taken away; in hertz.',
    },
  },
  on: ['audio'],
  needsRange: false,
  moves: [],
  fixed: true,
  apply: (signal, options) => {
    const half = signal.rate / 2;
    const low = 'low' in options ? levelOf(options, 'low') / half : 0;
    const high = levelOf(options, 'high') / half;
    if (low === 0 && high >= 1) return Float32Array.from(signal.values); // all that there is
    const band = filtered(signal.values, signal.length, bandTaps(Math.min(low, 1), Math.min(high, 1)));
    return sounding(signal, (_, at) => band[at] ?? Number.NaN);
  },
};
