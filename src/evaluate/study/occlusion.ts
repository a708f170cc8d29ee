import { groupBy } from '../../core/group.js';
import type { Signal, ValueSignal } from '../../core/noise.js';
import type { ReportedAttribution } from '../../core/study.js';
import { fault } from '../../core/fault.js';
import { spearman } from '../../stats/spearman.js';
import type { Readied } from '../inputs.js';
import { madeOf, type Asker } from './ask.js';

/** At most so many parts to a side of a picture, and so many of a list of features. */
const side = 7;
const mostParts = 49;

/** Strongest parts that are compared as a set. */
const strongest = 5;

/**
 * Whether both models look at the same parts: each part of an input in turn is replaced by its mean over these samples,
 * and what that takes from the support of the baseline's answer is ranked by both. Throws a Fault where inputs can't be hidden.
 */
export async function occlusion(asker: Asker, readied: readonly Readied[]): Promise<ReportedAttribution> {
  const { insight } = asker.task;
  if (insight === undefined) throw fault('ATTRIBUTION_UNFIT', { kind: asker.kind, why: 'its answers have no support that could be taken away' }); // prettier-ignore
  const means = meansOf(readied);
  const parts = partsOf(means);
  const ranks: number[] = [];
  const overlaps: number[] = [];
  for (const one of readied) {
    const variants = [one, ...parts.map((part) => hidden(one, part, means))];
    const [left, right] = await asker.ask(variants.map((variant) => madeOf(asker, variant)));
    const chosen = left[0];
    if (chosen === undefined) continue;
    const effects = [left, right].map((answers) => {
      const support = answers.map((answer) => (answer && insight.support(answer.prediction, chosen.prediction)) ?? NaN); // prettier-ignore
      return support.slice(1).map((after) => (support[0] ?? NaN) - after);
    });
    const [own = [], other = []] = effects;
    if (!own.every(Number.isFinite) || own.every((effect) => effect === own[0])) continue; // nothing was looked at
    const rank = spearman(own, other);
    ranks.push(Number.isNaN(rank) ? 0 : rank); // nothing moves the other: no agreement
    overlaps.push(overlap(own, other));
  }
  return { n: ranks.length, parts: parts.length, rank: mean(ranks), overlap: mean(overlaps) };
}

/** Per model input, the mean of all samples' signals; null for inputs that can't be hidden. */
function meansOf(readied: readonly Readied[]): readonly (ValueSignal | null)[] {
  const first = readied[0]?.bases.baseline ?? [];
  const means = first.map((signal, input) => {
    if (!hasValues(signal)) return null;
    const all = readied.map((one) => one.bases.baseline[input] ?? null).filter(hasValues);
    const isAlike = all.every((other) => JSON.stringify(other.dims) === JSON.stringify(signal.dims));
    if (all.length < readied.length || !isAlike) return null;
    const sums = new Float64Array(signal.values.length);
    for (const other of all) for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + (other.values[at] ?? NaN); // prettier-ignore
    return { ...signal, values: Float32Array.from(sums, (sum) => sum / all.length) };
  });
  if (means.every((signal) => signal === null))
    throw fault('ATTRIBUTION_UNFIT', {
      kind: 'input',
      why: 'no input is a picture or a tensor of one shape',
    });
  return means;
}

function hasValues(signal: Signal | null): signal is ValueSignal {
  return signal !== null && (signal.is === 'picture' || signal.is === 'tensor');
}

/** A part of one model input: the positions that are hidden together. */
interface Part {
  readonly input: number;
  readonly positions: Int32Array;
}

function partsOf(means: readonly (ValueSignal | null)[]): Part[] {
  return means.flatMap((signal, input) =>
    signal === null ? [] : positionsOf(signal).map((positions) => ({ input, positions })),
  );
}

/** Tiles of the two dimensions of a picture, through all channels; else runs of features. */
function positionsOf({ dims, is, values }: ValueSignal): Int32Array[] {
  const [height = 0, width = 0] = is === 'picture' ? dims : dims.slice(-2);
  const isFlat = dims.length < 2 || height < 4 || width < 4;
  const tileOf = isFlat
    ? (at: number): number => Math.floor((at * Math.min(mostParts, values.length)) / values.length)
    : tiler(height, width, is === 'picture' ? values.length / (height * width) : 1);
  const tiles = groupBy(values.keys(), tileOf);
  return [...tiles.values()].map((tile) => Int32Array.from(tile));
}

/** `inner`: how many values stand at one place (the channels of a picture). */
function tiler(height: number, width: number, inner: number): (at: number) => number {
  const [rows, columns] = [Math.min(side, height), Math.min(side, width)];
  return (at) => {
    const place = Math.floor(at / inner) % (height * width);
    const row = Math.floor((Math.floor(place / width) * rows) / height);
    return row * columns + Math.floor(((place % width) * columns) / width);
  };
}

/** The sample with one part replaced; where both models are fed apart, each has its own base hidden alike. */
function hidden(one: Readied, { input, positions }: Part, means: readonly (ValueSignal | null)[]): Readied {
  const mean = means[input];
  const replace = (signal: Signal | null, at: number): Signal | null => {
    if (at !== input || !hasValues(signal) || !mean || signal.values.length !== mean.values.length)
      return signal;
    const values = Float32Array.from(signal.values);
    for (const position of positions) values[position] = mean.values[position] ?? NaN;
    return { ...signal, values };
  };
  const { baseline, compressed } = one.bases;
  return { ...one, bases: { baseline: baseline.map(replace), compressed: compressed.map(replace) } };
}

function overlap(own: readonly number[], other: readonly number[]): number {
  const k = Math.min(strongest, Math.ceil(own.length / 2));
  const top = (effects: readonly number[]): number[] =>
    [...effects.keys()].sort((one, two) => (effects[two] ?? 0) - (effects[one] ?? 0)).slice(0, k);
  const mine = top(own);
  return top(other).filter((part) => mine.includes(part)).length / k;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
