import type { ValueSignal } from '../../core/noise.js';
import { clipped } from './level.js';

/** value + amount · unit · draw: the unit is the feature's deviation, else the width of the range, else 1. */
export function added(signal: ValueSignal, amount: number, drawn: Float64Array): Float32Array {
  const { values, deviations, range } = signal;
  if (deviations !== undefined) return clipped(addedByFeature(signal, deviations, { amount, drawn }), signal);
  const size = range === undefined ? amount : amount * (range[1] - range[0]);
  const out = values.slice(); // to be written over: copying is cheaper than clearing
  for (let at = 0; at < out.length; at += 1)
    out[at] = (values[at] ?? Number.NaN) + size * (drawn[at] ?? Number.NaN);
  return clipped(out, signal);
}

interface Amount {
  readonly amount: number;
  readonly drawn: Float64Array;
}

function addedByFeature(
  { values }: ValueSignal,
  deviations: Float32Array,
  { amount, drawn }: Amount,
): Float32Array {
  const out = values.slice();
  for (let at = 0, feature = 0; at < out.length; at += 1, feature += 1) {
    if (feature === deviations.length) feature = 0;
    out[at] =
      (values[at] ?? Number.NaN) + amount * (deviations[feature] ?? Number.NaN) * (drawn[at] ?? Number.NaN);
  }
  return out;
}
