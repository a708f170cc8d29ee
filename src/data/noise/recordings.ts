import { unopened, type AudioSignal, type NoiseKind, type NoiseOptions } from '../../core/noise.js';
import { below, type Stream } from '../../core/rng.js';
import { levelOf, textOf } from './level.js';
import { readRecordings, type Recording } from './sound/files.js';
import { energy, mixed } from './sound/mix.js';
import { decibelsOf, ratioSchema } from './sound/ratio.js';

/** Recordings mixed in at an exact ratio of powers: one drawn from a folder, from a drawn place on, or several voices at once (babble). */
export const recordings: NoiseKind<AudioSignal> = {
  name: 'recordings',
  options: {
    ...ratioSchema,
    path: { type: 'string', minLength: 1, description: 'A WAV or FLAC file, or a folder of them.' },
    voices: {
      type: 'integer',
      minimum: 1,
      maximum: 100,
      default: 1,
      description: 'Recordings heard at once, each as loud as the others; 6 or more are babble.',
    },
  },
  on: ['audio'],
  needsRange: false,
  moves: [],
  open: async (options, directory) => {
    const read = await readRecordings(directory, textOf(options, 'path'), 'path');
    return {
      files: read.map(({ sha256 }) => sha256),
      apply: (signal: AudioSignal, level: NoiseOptions, stream: Stream) => {
        const voices = 'voices' in level ? levelOf(level, 'voices') : 1;
        return mixed(signal, heard(signal, { read, voices, stream }), decibelsOf(level, 'snr'));
      },
    };
  },
  apply: unopened,
};

interface Hearing {
  readonly read: readonly Recording[];
  readonly voices: number;
  readonly stream: Stream;
}

/** As long as the sound; a recording that ends begins again. */
function heard({ rate, length }: AudioSignal, { read, voices, stream }: Hearing): Float64Array {
  const sum = new Float64Array(length);
  for (let voice = 0; voice < voices; voice += 1) {
    const values = read[below(read.length, stream)]?.at(rate) ?? new Float32Array(1);
    const from = below(values.length, stream);
    const loudness = Math.sqrt(energy(values, values.length) / values.length);
    for (let at = 0, place = from; at < length; at += 1, place += 1) {
      if (place === values.length) place = 0;
      sum[at] = (sum[at] ?? 0) + (values[place] ?? 0) / loudness;
    }
  }
  return sum;
}
