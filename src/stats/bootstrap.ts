import { below, type Stream } from '../core/rng.js';
import { alphaOf } from './confidence.js';
import { quantile } from './quantile.js';

/** Guards and size of the paired cluster bootstrap; fewer units, or fewer that differ, are too few to resample. */
export const bootstrapGuards = { units: 30, differing: 20, resamples: 2000 } as const;

export interface Bootstrapped {
  /** Percentile bounds, each one-sided at the confidence asked for; NaN unless finite. */
  readonly lower: number;
  readonly upper: number;
  readonly resamples: number;
  /** Whether every replicate was a finite number; if not, the statistic is undefined on such data. */
  readonly finite: boolean;
  /** Ascending; empty unless finite. */
  readonly replicates: Float64Array;
}

/**
 * Bootstrap over units (Efron 1979; percentile bounds): `statistic` gets how often each unit was drawn and computes
 * both models from the same draws, so the pairing holds. Equal streams give equal bounds.
 */
export function bootstrap(question: {
  readonly units: number;
  readonly statistic: (counts: Uint32Array) => number;
  readonly resamples: number;
  readonly confidence: number;
  readonly stream: Stream;
}): Bootstrapped {
  const { units, resamples } = question;
  const replicates = new Float64Array(resamples);
  const counts = new Uint32Array(units);
  for (let at = 0; at < resamples; at += 1) {
    draw(counts, question.stream);
    const value = units > 0 ? question.statistic(counts) : NaN;
    if (!Number.isFinite(value)) return undefinedOver(resamples);
    replicates[at] = value;
  }
  replicates.sort();
  const alpha = alphaOf(question.confidence);
  const bounds = { lower: quantile(replicates, alpha), upper: quantile(replicates, 1 - alpha) };
  return { ...bounds, resamples, finite: resamples > 0, replicates };
}

/** One-sided p of H0: harm ≤ limit, (1 + #{replicates ≤ limit}) ÷ (1 + replicates); NaN without replicates. */
export function bootstrapExceeds(replicates: Float64Array, limit: number): number {
  if (replicates.length === 0 || Number.isNaN(limit)) return NaN;
  return (1 + replicates.filter((value) => value <= limit).length) / (1 + replicates.length);
}

function draw(counts: Uint32Array, stream: Stream): void {
  counts.fill(0);
  for (let drawn = 0; drawn < counts.length; drawn += 1) {
    const unit = below(counts.length, stream);
    counts[unit] = (counts[unit] ?? 0) + 1;
  }
}

function undefinedOver(resamples: number): Bootstrapped {
  return { lower: NaN, upper: NaN, resamples, finite: false, replicates: new Float64Array(0) };
}
