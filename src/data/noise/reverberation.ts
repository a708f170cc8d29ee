import { unopened, type AudioSignal, type NoiseKind, type NoiseOptions } from '../../core/noise.js';
import { levelOf, scaled, textOf } from './level.js';
import { convolver } from './sound/convolve.js';
import { readRecordings, type Recording } from './sound/files.js';
import { energy, sounding } from './sound/mix.js';

/**
 * The sound as it is heard in a room, given the room's impulse response. What comes before the response's highest peak is
 * dropped, so that nothing moves in time; the room's sound is as loud as the dry one, and its tail beyond the end is cut.
 */
export const reverberation: NoiseKind<AudioSignal> = {
  name: 'reverberation',
  options: {
    mix: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      description: 'Share of the room: 0 is dry, 1 the room alone.',
    },
    path: { type: 'string', minLength: 1, description: 'A WAV or FLAC file with an impulse response.' },
  },
  on: ['audio'],
  needsRange: false,
  moves: [],
  milder: scaled('mix'),
  fixed: true,
  open: async (options, directory) => {
    const [response] = await readRecordings(directory, textOf(options, 'path'), 'path');
    if (response === undefined) throw new Error('a path leads to a recording');
    const known = new Map<number, ReturnType<typeof convolver>>();
    return {
      files: [response.sha256],
      apply: (signal: AudioSignal, level: NoiseOptions) => {
        const convolve = known.get(signal.rate) ?? convolver(fromPeak(response, signal.rate));
        known.set(signal.rate, convolve);
        return inRoom(signal, convolve(signal.values, signal.length), levelOf(level, 'mix'));
      },
    };
  },
  apply: unopened,
};

function fromPeak(response: Recording, rate: number): Float32Array {
  const values = response.at(rate);
  const sizes = values.map(Math.abs);
  return values.subarray(sizes.indexOf(sizes.reduce((most, size) => (size > most ? size : most), 0)));
}

function inRoom(signal: AudioSignal, wet: Float64Array, mix: number): Float32Array {
  const { length, values } = signal;
  const loud = energy(wet, length);
  const factor = loud > 0 ? Math.sqrt(energy(values, length) / loud) : 0;
  return sounding(signal, (value, at) => (1 - mix) * value + mix * factor * (wet[at] ?? Number.NaN));
}
