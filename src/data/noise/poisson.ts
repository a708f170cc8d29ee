import type { Stream } from '../../core/rng.js';
import { expNegative } from './exp.js';

const largest = 500;
const slotBits = 12;
const slots = 1 << slotBits;

/**
 * A drawer of Poisson counts by inversion of the distribution function, one uniform number per draw (means above 500:
 * one per part of at most 500, whose counts are added). Pictures have few distinct values, so tables are kept by mean, for all drawers.
 */
export function poisson(stream: Stream): (mean: number) => number {
  return (mean) => {
    if (!(mean >= 0 && mean < Number.POSITIVE_INFINITY)) return Number.NaN;
    if (mean <= largest) return firstAbove(tableOf(mean), stream.uniform());
    const parts = Math.ceil(mean / largest);
    const table = tableOf(mean / parts);
    let count = 0;
    for (let part = 0; part < parts; part += 1) count += firstAbove(table, stream.uniform());
    return count;
  };
}

/** Of one mean P(count ≤ k) for each k, and for the first 8 bits of a draw the k from which on to look for it. */
interface Table {
  readonly cumulative: Float64Array;
  readonly starts: Uint16Array;
}

const means = new Float64Array(slots + 3).fill(Number.NaN);
const tables = new Array<Table>(slots + 3);

/** A mean's table: in its slot or one of the next three, else made and put there in the place of another. */
function tableOf(mean: number): Table {
  const home = Math.imul(Math.trunc(mean * 65536), 0x9e3779b1) >>> (32 - slotBits);
  let slot = home;
  while (slot < home + 3 && means[slot] !== mean && tables[slot] !== undefined) slot += 1;
  const known = tables[slot];
  if (known !== undefined && means[slot] === mean) return known;
  const table = made(mean);
  means[slot] = mean;
  tables[slot] = table;
  return table;
}

function made(mean: number): Table {
  const table = cumulative(mean);
  let k = 0;
  const starts = Uint16Array.from({ length: 256 }, (_, first) => {
    while (k < table.length - 1 && !(first / 256 < (table[k] ?? 1))) k += 1;
    return k;
  });
  return { cumulative: table, starts };
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

/** The lowest k with u < P(count ≤ k); the last where there is none. */
function firstAbove({ cumulative: table, starts }: Table, u: number): number {
  const last = table.length - 1;
  let k = starts[Math.trunc(u * 256)] ?? 0;
  while (k < last && !(u < (table[k] ?? 1))) k += 1;
  return k;
}
