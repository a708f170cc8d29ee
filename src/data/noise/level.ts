import { fault } from '../../core/fault.js';
import type { Json, Schema } from '../../core/json.js';
import type { AudioSignal, ValueSignal } from '../../core/noise.js';

/** The schema of a level's single number. */
export function levelSchema(name: string, description: string, bounds: Schema): Schema {
  return { [name]: { type: 'number', description, ...bounds } };
}

/** The schema of a single whole number. */
export function wholeSchema(name: string, description: string, bounds: Schema): Schema {
  return { [name]: { type: 'integer', description, ...bounds } };
}

/** A level's number; the schema has let only numbers through. */
export function levelOf(options: { readonly [name: string]: Json }, name: string): number {
  const value = options[name];
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw new TypeError(`noise without a usable ${name}`);
}

/** A level's text; the schema has let only texts through. */
export function textOf(options: { readonly [name: string]: Json }, name: string): string {
  const value = options[name];
  if (typeof value === 'string') return value;
  throw new TypeError(`noise without a usable ${name}`);
}

/** The range of a signal for a kind of noise that needs one; a Fault where there is none. */
export function rangeOf({ range }: ValueSignal, kind: string): readonly [number, number] {
  if (range !== undefined) return range;
  throw fault('NOISE_NEEDS_RANGE', { kind });
}

/** Keeps values in the signal's range, if it has one; NaN stays. Changes `values`, which the caller has just made. */
export function clipped(
  values: Float32Array,
  { range }: Pick<ValueSignal | AudioSignal, 'range'>,
): Float32Array {
  if (range === undefined) return values;
  const [low, high] = range;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (value < low) values[at] = low;
    else if (value > high) values[at] = high;
  }
  return values;
}

/** The level with one of its numbers at a share of itself: for kinds whose strength grows with that number from 0. */
export function scaled(
  name: string,
): (options: { readonly [name: string]: Json }, share: number) => { readonly [name: string]: Json } {
  return (options, share) => ({ ...options, [name]: levelOf(options, name) * share });
}
