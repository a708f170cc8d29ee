import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rng } from '../../../../src/core/rng.js';
import type { AudioSignal, NoiseKind, NoiseOptions } from '../../../../src/core/noise.js';

export const fixtures = join(import.meta.dirname, '../fixtures/sound');

/** What scipy makes of the same sound. */
export const reference = JSON.parse(readFileSync(join(fixtures, 'sound.json'), 'utf8')) as {
  readonly x: readonly number[];
  readonly bands: readonly {
    readonly low: number;
    readonly high: number;
    readonly taps: readonly number[];
    readonly y: readonly number[];
  }[];
  readonly wet: readonly number[];
}; // as make.py writes it

/** A sound of these values, without padding unless `length` says so. */
export function soundOf(values: ArrayLike<number>, more: Partial<AudioSignal> = {}): AudioSignal {
  const made = Float32Array.from(values);
  return { is: 'audio', values: made, dims: [made.length], rate: 16000, length: made.length, ...more };
}

/** Two tones, a second of them by default. */
export function tones(length = 16000, more: Partial<AudioSignal> = {}): AudioSignal {
  const at = (hertz: number, place: number): number => Math.sin((2 * Math.PI * hertz * place) / 16000);
  const values = Array.from({ length }, (_, place) => 0.3 * at(220, place) + 0.2 * at(1500, place));
  return soundOf(values, more);
}

/** The ratio of powers, in decibels, over the first values. */
export function ratio(sound: ArrayLike<number>, noise: ArrayLike<number>, length: number): number {
  const power = (values: ArrayLike<number>): number =>
    Array.from(values)
      .slice(0, length)
      .reduce((sum, value) => sum + value * value, 0);
  return 10 * Math.log10(power(sound) / power(noise));
}

/** What a kind makes of a sound, its files read from the fixtures. */
export async function heard(
  kind: NoiseKind<AudioSignal>,
  signal: AudioSignal,
  options: NoiseOptions,
  name = 'golden',
): Promise<Float32Array> {
  const opened = { ...kind, ...(await kind.open?.(options, fixtures)) };
  return opened.apply(signal, options, rng(name));
}
