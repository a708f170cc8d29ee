import type { Stream } from '../../core/rng.js';
import { expNegative } from './exp.js';

/**
 * Standard normal deviates from 32 random bits each: a sign, 15 bits for one of 2¹⁵ equally likely cells of |z|, and
 * 16 bits for a place in it. Inside a cell the inverse distribution function is linear; in the last one, beyond
 * |z| = 4.17, it is solved exactly. |z| ≤ 6.34; mean 0 and variance 1 exactly. Everything is made of + − × ÷.
 */
export interface Normal {
  /** Where cells of |z| begin: 2¹⁵ values, from 0 to 4.17. */
  readonly knots: Float64Array;
  /** What makes the variance 1: knots have it in them, the last cell's values get it. */
  readonly scale: number;
}

const cells = 32768;
const places = 65536;
const apiece = 1 / places;
const densityAtZero = 0.3989422804014327; // 1 ÷ √(2π)
let made: Normal | undefined;

/** The table, made at its first use (some tens of milliseconds). */
export function normal(): Normal {
  made ??= make();
  return made;
}

/** The deviate of 32 bits. */
export function deviate({ knots, scale }: Normal, bits: number): number {
  const cell = (bits >>> 16) & 32767;
  const place = ((bits & 65535) + 0.5) * apiece;
  const low = knots[cell] ?? 0;
  const size = cell === cells - 1 ? beyond(place) * scale : low + ((knots[cell + 1] ?? 0) - low) * place;
  return size * (1 | (bits >> 31)); // the sign without a branch, which could not be foreseen
}

/** So many deviates, in an array of their own unless one is given. */
export function deviates(count: number, stream: Stream, drawn = new Float64Array(count)): Float64Array {
  const table = normal();
  for (let at = 0; at < count; at += 1) drawn[at] = deviate(table, stream.int32());
  return drawn;
}

/** |z| in the last cell: the z above which the share (1 − place) ÷ 2¹⁶ of the distribution lies. */
function beyond(place: number): number {
  const share = (1 - place) / places;
  let z = 4;
  for (let round = 0; round < 24; round += 1) z += (above(z) - share) / density(z);
  return z;
}

function make(): Normal {
  const knots = new Float64Array(cells);
  for (let cell = 1; cell < cells; cell += 1) knots[cell] = next(knots[cell - 1] ?? 0, cell / places);
  const scale = 1 / Math.sqrt(variance(knots));
  return { knots: knots.map((knot) => knot * scale), scale };
}

/** The z up to which a given share lies above 0: Newton's method from the knot before, to full precision (it converges quadratically). */
function next(before: number, share: number): number {
  const first = 1 / places / density(before);
  let z = before + first + (first * first * before) / 2;
  for (;;) {
    const step = share / density(z) - series(z);
    z += step;
    if (step < 1e-8 && step > -1e-8) return z;
  }
}

/** Of linear cells, and of what lies beyond the last knot t: 2(tφ(t) + Q(t)). */
function variance(knots: Float64Array): number {
  const square = 1 / 3 - 1 / (12 * places * places); // mean square of the places in a cell
  let sum = 0;
  for (let cell = 0; cell < cells - 1; cell += 1) {
    const low = knots[cell] ?? 0;
    const width = (knots[cell + 1] ?? 0) - low;
    sum += low * low + low * width + width * width * square;
  }
  const last = knots[cells - 1] ?? 0;
  return sum / cells + 2 * (last * density(last) + 1 / places);
}

function density(z: number): number {
  return densityAtZero * expNegative((z * z) / 2);
}

/** (Φ(z) − ½) ÷ φ(z) = z + z³/3 + z⁵/15 + …, Marsaglia 2004. */
function series(z: number): number {
  let sum = z;
  let term = z;
  for (let k = 3; term > sum * 1e-17; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return sum;
}

/** 1 − Φ(z) for z ≥ 4 by Laplace's continued fraction φ(z) ÷ (z + 1 ÷ (z + 2 ÷ (z + …))). */
function above(z: number): number {
  let fraction = z;
  for (let k = 60; k > 0; k -= 1) fraction = z + k / fraction;
  return density(z) / fraction;
}
