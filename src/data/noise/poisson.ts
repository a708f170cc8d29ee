import type { Stream } from '../../core/rng.js';
import { expNegative } from './exp.js';

const largest = 500;
const slotBits = 12;
const slots = 1 << slotBits;

/**
 * A drawer of Poisson counts by inversion of the distribution function, one uniform number per draw (means above 500:
 * one per part of at most 500, whose counts are added). Pictures have few distinct values, so tables are kept by mean.
 */
export function poisson(stream: Stream): (mean: number) => number {
  const kept: Kept = {
    means: new Float64Array(slots + 3).fill(Number.NaN),
    tables: new Array<Float64Array>(slots + 3),
  };
  return (mean) => {
    if (!(mean >= 0 && mean < Number.POSITIVE_INFINITY)) return Number.NaN;
    if (mean <= largest) return firstAbove(tableOf(mean, kept), stream.uniform());
    const parts = Math.ceil(mean / largest);
    const table = tableOf(mean / parts, kept);
    let count = 0;
    for (let part = 0; part < parts; part += 1) count += firstAbove(table, stream.uniform());
    return count;
  };
}

interface Kept {
  readonly means: Float64Array;
  readonly tables: Float64Array[];
}

/** A mean's table: in its slot or one of the next three, else made and put there in the place of another. */
function tableOf(mean: number, { means, tables }: Kept): Float64Array {
  const home = Math.imul(Math.trunc(mean * 65536), 0x9e3779b1) >>> (32 - slotBits);
  let slot = home;
  while (slot < home + 3 && means[slot] !== mean && tables[slot] !== undefined) slot += 1;
  const known = tables[slot];
  if (known !== undefined && means[slot] === mean) return known;
  const table = cumulative(mean);
  means[slot] = mean;
  tables[slot] = table;
  return table;
}

/** P(count ≤ k) for k = 0, 1, … until what is left is less than a uniform number can tell (2⁻³²). */
function cumulative(mean: number): Float64Array {
  const length = Math.ceil(mean + 8 * Math.sqrt(mean) + 16);
  const table = new Float64Array(length);
  let term = expNegative(mean);
  let sum = 0;
  for (let k = 0; k < length; k += 1) {
    sum += term;
    table[k] = sum;
    term *= mean / (k + 1);
  }
  return table;
}

/** The lowest k with u < table[k]; the last where there is none. */
function firstAbove(table: Float64Array, u: number): number {
  let low = 0;
  let high = table.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (u < (table[middle] ?? 1)) high = middle;
    else low = middle + 1;
  }
  return low;
}
