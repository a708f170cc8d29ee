import type { AudioSignal, NoiseKind } from '../../core/noise.js';
import type { Stream } from '../../core/rng.js';
import { expNegative } from './exp.js';
import { deviates } from './normal.js';
import { mixed } from './sound/mix.js';
import { decibelsOf, ratioSchema } from './sound/ratio.js';

/** Noise whose power falls by half with every octave (1 ÷ f), at an exact ratio of powers. */
export const pink: NoiseKind<AudioSignal> = {
  name: 'pink',
  options: ratioSchema,
  on: ['audio'],
  needsRange: false,
  moves: [],
  apply: (signal, options, stream) =>
    mixed(signal, pinkNoise(signal.length, stream), decibelsOf(options, 'snr')),
};

const turn = 6.283185307179586;
const lowest = 1e-4; // of the rate

/**
 * Poles two octaves apart from a ten-thousandth of the rate on, with a zero an octave above each: −3 dB an octave, within
 * 0.1 dB from a five-thousandth up to a tenth of the rate. The last zero brings the rest, up to half the rate, within 0.4 dB.
 */
const sections = [1, 4, 16, 64, 256, 1024, 4096].map((octaves) => ({
  pole: expNegative(turn * lowest * octaves),
  zero: octaves === 4096 ? -0.1 : expNegative(2 * turn * lowest * octaves),
}));

/** As long as it takes until the filter has forgotten that it began. */
const runIn = 8192;

/** White noise through the filter; its power is whatever it is. */
export function pinkNoise(length: number, stream: Stream): Float64Array {
  const values = deviates(runIn + length, stream);
  for (const { pole, zero } of sections) {
    let before = 0;
    let made = 0;
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at] ?? 0;
      made = value - zero * before + pole * made;
      before = value;
      values[at] = made;
    }
  }
  return values.slice(runIn);
}
