import { cosHalfTurns, sinHalfTurns } from './exact.js';

/** Zero crossings of the sinc on each side, and the cutoff as a share of the lower rate's half. */
const reach = 6;
const rolloff = 0.99;

/** Values of a sinc under a Hann window, one row per phase. */
interface Kernels {
  readonly phases: number;
  readonly step: number;
  /** How many old samples a row starts before the one it belongs to. */
  readonly before: number;
  readonly taps: number;
  readonly values: Float64Array;
  /** Of each row, the first weight that is not 0, and one past the last: most are 0. */
  readonly firsts: Int32Array;
  readonly ends: Int32Array;
}

const known = new Map<string, Kernels>();

/**
 * A waveform at another rate by band-limited interpolation (Smith, Digital Audio Resampling): sums of a windowed sinc, one
 * set of weights per phase; the same formula and defaults as torchaudio.functional.resample. Its length is rounded up.
 */
export function resample(values: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return values;
  const divisor = gcd(from, to);
  const {
    phases,
    step,
    before,
    taps,
    values: weights,
    firsts,
    ends,
  } = kernelsOf(from / divisor, to / divisor);
  const out = new Float32Array(Math.ceil((values.length * phases) / step));
  for (let at = 0; at < out.length; at += 1) {
    const phase = at % phases;
    const start = ((at - phase) / phases) * step - before;
    const row = phase * taps;
    const last = Math.min(ends[phase] ?? taps, values.length - start);
    let sum = 0;
    for (let tap = Math.max(firsts[phase] ?? 0, -start); tap < last; tap += 1)
      sum += (weights[row + tap] ?? 0) * (values[start + tap] ?? 0);
    out[at] = sum;
  }
  return out;
}

function kernelsOf(step: number, phases: number): Kernels {
  const key = `${step}:${phases}`;
  const made = known.get(key) ?? makeKernels(step, phases);
  known.set(key, made);
  return made;
}

function makeKernels(step: number, phases: number): Kernels {
  const cutoff = Math.min(step, phases) * rolloff;
  const before = Math.ceil((reach * step) / cutoff);
  const taps = 2 * before + step;
  const values = new Float64Array(phases * taps);
  for (let phase = 0; phase < phases; phase += 1) {
    for (let tap = 0; tap < taps; tap += 1) {
      const distance = ((tap - before) / step - phase / phases) * cutoff;
      values[phase * taps + tap] = kernel(Math.max(-reach, Math.min(reach, distance))) * (cutoff / step);
    }
  }
  const row = (phase: number): Float64Array => values.subarray(phase * taps, (phase + 1) * taps);
  const all = Array.from({ length: phases }, (_, phase) => row(phase));
  const firsts = Int32Array.from(all, (each) => each.findIndex((value) => value !== 0));
  const ends = Int32Array.from(all, (each) => each.findLastIndex((value) => value !== 0) + 1);
  return { phases, step, before, taps, values, firsts, ends };
}

function kernel(x: number): number {
  const window = cosHalfTurns(x / reach / 2);
  return window * window * (x === 0 ? 1 : sinHalfTurns(x) / (x * Math.PI));
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
