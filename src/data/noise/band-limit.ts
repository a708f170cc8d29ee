import { fault } from '../../core/fault.js';
import { unopened, type AudioSignal, type NoiseKind, type NoiseOptions } from '../../core/noise.js';
import { levelOf } from './level.js';
import { convolver } from './sound/convolve.js';
import { sounding } from './sound/mix.js';
import { bandTaps, middle } from './sound/taps.js';

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
  open: (options) => Promise.resolve({ files: [], apply: limiter(options) }),
  apply: unopened,
};

/** The filter of each rate is made once. */
function limiter(options: NoiseOptions): (signal: AudioSignal) => Float32Array {
  const high = levelOf(options, 'high');
  const low = 'low' in options ? levelOf(options, 'low') : 0;
  if (low >= high) throw fault('BAND_EMPTY', { low, high });
  const known = new Map<number, ReturnType<typeof convolver>>();
  return (signal) => {
    const half = signal.rate / 2;
    if (low === 0 && high >= half) return Float32Array.from(signal.values); // all that there is
    if (low >= half) return sounding(signal, () => 0);
    const convolve =
      known.get(signal.rate) ?? convolver(bandTaps(low / half, Math.min(high / half, 1)), middle);
    known.set(signal.rate, convolve);
    const band = convolve(signal.values, signal.length);
    return sounding(signal, (_, at) => band[at] ?? Number.NaN);
  };
}
