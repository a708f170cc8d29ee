import { fault } from '../core/fault.js';
import type { Gallery } from '../core/task.js';
import type { Labelled } from './labels.js';
import { dot } from './pooling.js';

/** What is relevant to a query: whatever has its label, or what it names. */
export type Truth = Labelled<readonly string[]>;

/** One arm's embedding of one sample, and where it found what in the gallery. */
export interface Embedded {
  readonly vector: Float64Array;
  readonly found: Found | null;
}

export interface Found {
  readonly sample: string;
  readonly gallery: Gallery;
  /** To every sample of the gallery, NaN for none; the query itself is left out of `order`. */
  readonly similarities: Float64Array;
  /** Positions in the gallery, nearest first, the lower position first on ties. */
  readonly order: readonly number[];
}

export interface Search {
  readonly k: number;
  readonly relevant: 'same-label' | 'ids';
}

/** Fault GALLERY_SMALL when there are fewer than k to be found. */
export function searchIn(gallery: Gallery, k: number): (query: unknown, sample: string) => Embedded {
  const vectors = gallery.predictions.map((one) => (one as Embedded).vector); // made by predict
  return (query, sample) => {
    const { vector } = query as Embedded; // likewise
    const similarities = Float64Array.from(vectors, (other) => dot(vector, other));
    const order = Array.from(similarities.keys())
      .filter((at) => !isItself(gallery, at, sample))
      .sort((one, other) => nearer(similarities, one, other) || one - other);
    if (order.length < k) throw fault('GALLERY_SMALL', { size: order.length, k });
    return { vector, found: { sample, gallery, similarities, order } };
  };
}

function isItself({ ids, isApart }: Gallery, at: number, sample: string): boolean {
  return !isApart && ids[at] === sample;
}

/** What has no similarity is farthest. */
function nearer(similarities: Float64Array, one: number, other: number): number {
  const [a = NaN, b = NaN] = [similarities[one], similarities[other]];
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return b - a;
}

export function isDegenerate({ vector }: Embedded): boolean {
  return vector.some((value) => !Number.isFinite(value));
}

export function foundBy({ found }: Embedded): Found {
  if (found === null) throw new Error('an embedding was not searched for'); // the evaluation has a gallery for this kind
  return found;
}

/** The ids of what is relevant; a Fault when the gallery has none of it, or not what is named. */
export function relevantTo({ label, sample }: Truth, { gallery }: Found, plan: Search): ReadonlySet<number> {
  const positions = Array.from(gallery.ids.keys());
  const isRelevant =
    plan.relevant === 'ids'
      ? (at: number): boolean => label.includes(gallery.ids[at] ?? '')
      : (at: number): boolean => !isItself(gallery, at, sample) && sameLabel(gallery.truths[at], label);
  const relevant = new Set(positions.filter(isRelevant));
  const wanted = plan.relevant === 'ids' ? new Set(label).size : Math.max(1, relevant.size);
  if (relevant.size !== wanted) throw fault('RELEVANT_MISSING', { sample, wanted, found: relevant.size });
  return relevant;
}

function sameLabel(truth: unknown, label: readonly string[]): boolean {
  const other = (truth as Truth | undefined)?.label; // made by truth
  return (
    other !== undefined && other.length === label.length && other.every((text, at) => text === label[at])
  );
}
