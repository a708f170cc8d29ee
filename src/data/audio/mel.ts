import { expNegative } from '../noise/exp.js';
import { logarithm } from './exact.js';

/** One triangle over neighbouring frequency bins. */
export interface MelFilter {
  /** The first bin with a weight above 0. */
  readonly first: number;
  readonly weights: Float64Array;
}

/** Mels per hertz below 1000 Hz, and per natural logarithm of hertz above (Slaney, Auditory Toolbox, 1998). */
const mel = { perHertz: 3 / 200, bend: 1000, atBend: 15, perLog: 27 / logarithm(6.4) };

function melOf(hertz: number): number {
  if (hertz < mel.bend) return hertz * mel.perHertz;
  return mel.atBend + logarithm(hertz / mel.bend) * mel.perLog;
}

function hertzOf(mels: number): number {
  return mels < mel.atBend ? mels / mel.perHertz : mel.bend / expNegative((mels - mel.atBend) / mel.perLog);
}

/**
 * Triangles whose corners are evenly spaced in mels from 0 Hz to half the rate, each with area 1 over hertz; as librosa's
 * filters.mel with its defaults. `bins` are the bins of half a spectrum, from 0 Hz to half the rate.
 */
export function melFilters(count: number, bins: number, rate: number): readonly MelFilter[] {
  const top = melOf(rate / 2);
  const corners = Array.from({ length: count + 2 }, (_, at) => hertzOf((top * at) / (count + 1)));
  return Array.from({ length: count }, (_, at) => {
    const [low = 0, centre = 0, high = 0] = corners.slice(at, at + 3);
    const weights = Float64Array.from({ length: bins }, (_, bin) => {
      const hertz = (bin * rate) / 2 / (bins - 1);
      const side = Math.min((hertz - low) / (centre - low), (high - hertz) / (high - centre));
      return (Math.max(0, side) * 2) / (high - low);
    });
    const first = weights.findIndex((weight) => weight > 0);
    const last = weights.findLastIndex((weight) => weight > 0);
    return first < 0
      ? { first: 0, weights: new Float64Array(0) }
      : { first, weights: weights.slice(first, last + 1) };
  });
}
