import type { AudioSignal } from '../../../core/noise.js';
import { expNegative } from '../exp.js';
import { clipped } from '../level.js';

const perDecibel = 0.11512925464970229; // ln 10 ÷ 20

/** What an amplitude is multiplied by: 10^(decibels ÷ 20). */
export function amplitude(decibels: number): number {
  return decibels < 0 ? expNegative(-decibels * perDecibel) : 1 / expNegative(decibels * perDecibel);
}

/** Σx² over the first `length` values. */
export function energy(values: ArrayLike<number>, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum += (values[at] ?? 0) * (values[at] ?? 0);
  return sum;
}

/** The noise as loud as the ratio wants it: 10·log₁₀(Σx² ÷ Σn²) = `snr` dB over the valid length; silence gets none. */
export function atRatio({ values, length }: AudioSignal, noise: Float64Array, snr: number): Float64Array {
  const loud = energy(noise, length);
  const factor = loud > 0 ? Math.sqrt(energy(values, length) / loud) * amplitude(-snr) : 0;
  return noise.map((value) => value * factor);
}

/** The sound with noise over its valid length, clipped to its range if it has one; padding stays as it is. */
export function mixed(signal: AudioSignal, noise: Float64Array, snr: number): Float32Array {
  const scaled = atRatio(signal, noise, snr);
  return sounding(signal, (value, at) => value + (scaled[at] ?? Number.NaN));
}

/** The sound with every value of its valid length made anew, clipped to its range if it has one. */
export function sounding(signal: AudioSignal, value: (old: number, at: number) => number): Float32Array {
  const out = Float32Array.from(signal.values);
  for (let at = 0; at < signal.length; at += 1) out[at] = value(signal.values[at] ?? Number.NaN, at);
  return clipped(out, signal);
}
