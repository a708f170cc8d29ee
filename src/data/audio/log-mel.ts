import { cosHalfTurns, logarithm10 } from './exact.js';
import { fourier, type Complex } from './fourier.js';
import { melFilters, type MelFilter } from './mel.js';

/** What Whisper listens to: 25 ms windows of sound at 16 kHz, every 10 ms (Radford et al. 2022, 2.2). */
export const whisper = { rate: 16000, window: 400, hop: 160 } as const;

const bins = whisper.window / 2 + 1;
const margin = whisper.window / 2;

/** The smallest power that is told from silence. */
const floor = 1e-10;

const transform = fourier(whisper.window);
const hann = Float64Array.from(
  { length: whisper.window },
  (_, at) => 0.5 - 0.5 * cosHalfTurns((2 * at) / whisper.window),
);
const banks = new Map<number, readonly MelFilter[]>();

/** How many columns `logMel` gives; undefined when the sound is too short to be mirrored at its ends. */
export function framesOf(samples: number): number | undefined {
  return samples > margin ? Math.floor(samples / whisper.hop) : undefined;
}

/**
 * Log-mel features of a waveform at 16 kHz, mels × frames, as Whisper's extractor makes them: power spectrum of Hann windows
 * centred every 160 samples (ends mirrored, the last frame dropped), mel filters, decimal logarithm, at most 8 below the
 * highest, (x + 4) ÷ 4. In float64, rounded once.
 */
export function logMel(values: Float32Array, mels: number): Float32Array {
  const frames = framesOf(values.length) ?? 0;
  const filters = banks.get(mels) ?? melFilters(mels, bins, whisper.rate);
  banks.set(mels, filters);
  const logs = new Float64Array(mels * frames);
  let highest = Number.NEGATIVE_INFINITY;
  spectra(values, frames, (power, frame) => {
    for (const [row, { first, weights }] of filters.entries()) {
      let sum = 0;
      for (let at = 0; at < weights.length; at += 1) sum += (weights[at] ?? 0) * (power[first + at] ?? 0);
      const log = logarithm10(sum > floor ? sum : floor);
      logs[row * frames + frame] = sum === sum ? log : Number.NaN;
      if (log > highest) highest = log;
    }
  });
  return Float32Array.from(logs, (log) => ((log < highest - 8 ? highest - 8 : log) + 4) / 4);
}

/** The power spectrum of each frame. Two frames are transformed at once, one as the real and one as the imaginary part. */
function spectra(
  values: Float32Array,
  frames: number,
  take: (power: Float64Array, frame: number) => void,
): void {
  const input = complex();
  const output = complex();
  const power = new Float64Array(bins);
  for (let frame = 0; frame < frames; frame += 2) {
    fill(input.re, values, frame);
    fill(input.im, values, frame + 1);
    transform(input, output);
    powers(output, 1, power);
    take(power, frame);
    if (frame + 1 === frames) return;
    powers(output, -1, power);
    take(power, frame + 1);
  }
}

function complex(): Complex {
  return { re: new Float64Array(whisper.window), im: new Float64Array(whisper.window) };
}

function fill(into: Float64Array, values: Float32Array, frame: number): void {
  const start = frame * whisper.hop - margin;
  const last = values.length - 1;
  for (let at = 0; at < whisper.window; at += 1) {
    const place = Math.abs(start + at);
    into[at] = (values[place > last ? 2 * last - place : place] ?? 0) * (hann[at] ?? 0);
  }
}

/** A transform's part that is of a real signal (sign 1), or of the signal that was its imaginary part (sign −1), squared. */
function powers({ re, im }: Complex, sign: number, into: Float64Array): void {
  for (let bin = 0; bin < bins; bin += 1) {
    const mirror = (whisper.window - bin) % whisper.window;
    const real = ((re[bin] ?? 0) + sign * (re[mirror] ?? 0)) / 2;
    const imaginary = ((im[bin] ?? 0) - sign * (im[mirror] ?? 0)) / 2;
    into[bin] = real * real + imaginary * imaginary;
  }
}
