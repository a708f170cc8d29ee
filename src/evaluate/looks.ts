import { Fault } from '../core/fault.js';
import type { Outputs } from '../core/task.js';
import type { Tensor } from '../core/tensor.js';
import { firstRows } from './answer.js';
import type { Bench } from './chunk.js';
import { fedOf, type Made } from './inputs.js';

/** What is kept of one sample besides what layers sum up. */
export interface Look {
  readonly id: string;
  readonly position: number;
  readonly isChanged: boolean;
  /** How far the baseline's answer is from its second one, 0…1; null without scores. */
  readonly margin: number | null;
  /** What the baseline makes of the sample before its last layer; empty where there is no such thing. */
  readonly features: Float64Array;
}

/** A changed sample that was looked into. */
export interface CaseReading {
  readonly position: number;
  /** The first layer at which it is noisier than 95 % of unchanged ones, by its number; null where it is nowhere. */
  readonly first: number | null;
  readonly margin: number | null;
  /** The unchanged sample most alike to the baseline, of those that were looked into. */
  readonly nearest: { readonly sample: string; readonly cosine: number } | null;
}

/** Larger features are no representation of a whole input. */
const mostFeatures = 65_536;

/** Channels (the last axis for −1), each the mean over all other axes but the first. */
export function featuresOf(
  { dims }: Pick<Tensor, 'dims'>,
  values: ArrayLike<number>,
  channelAxis: number,
): Float64Array {
  const axis = channelAxis < 0 ? dims.length + channelAxis : channelAxis;
  const channels = dims[axis] ?? 0;
  const own = values.length / (dims[0] ?? 1); // a graph with a fixed batch repeats the sample
  if (axis < 1 || channels === 0 || channels > mostFeatures) return new Float64Array();
  const inner = dims.slice(axis + 1).reduce((size, dim) => size * dim, 1);
  const means = new Float64Array(channels);
  for (let at = 0; at < own; at += 1) {
    const channel = Math.floor(at / inner) % channels;
    means[channel] = (means[channel] ?? NaN) + ((values[at] ?? NaN) * channels) / own;
  }
  return means;
}

/** The baseline's margin by the pass's first task; null where it has none or can't be read. */
export function marginOf({ open }: Bench, seen: { made: Made; outputs: Outputs }): number | null {
  const [head] = open.tasks;
  const insight = head?.task.insight;
  if (head === undefined || insight === undefined) return null;
  const ran = open.pass.models.baseline.fixedBatch ?? 1;
  const outputs = new Map(
    [...seen.outputs].map(([name, tensor]) => [name, firstRows(tensor, { ran, count: 1 })]),
  );
  try {
    const fed = [fedOf(open.makers.baseline, seen.made.baseline)];
    const [prediction] = head.task.predict(outputs, head.planned.readings.baseline, 1, fed);
    return prediction === undefined ? null : finite(insight.margin(prediction));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return null;
  }
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** Every changed sample with its nearest unchanged one; `firsts` are in the order of the looks. */
export function casesOf(looks: readonly Look[], firsts: readonly (number | null)[]): CaseReading[] {
  const unchanged = looks.filter(({ isChanged }) => !isChanged);
  return looks.flatMap((look, at): CaseReading[] =>
    look.isChanged
      ? [
          {
            position: look.position,
            first: firsts[at] ?? null,
            margin: look.margin,
            nearest: nearest(look, unchanged),
          },
        ]
      : [],
  );
}

function nearest({ features }: Look, others: readonly Look[]): CaseReading['nearest'] {
  let best: { sample: string; cosine: number } | null = null;
  for (const other of others) {
    const alike = cosine(features, other.features);
    if (Number.isFinite(alike) && !(best !== null && best.cosine >= alike))
      best = { sample: other.id, cosine: alike };
  }
  return best;
}

/** NaN where there is none. */
function cosine(left: Float64Array, right: Float64Array): number {
  if (left.length !== right.length) return NaN;
  let [both, own, theirs] = [0, 0, 0];
  for (const [at, x] of left.entries()) {
    const y = right[at] ?? NaN;
    both += x * y;
    own += x * x;
    theirs += y * y;
  }
  return both / Math.sqrt(own * theirs);
}
