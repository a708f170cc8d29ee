import type { Json, Schema } from '../core/json.js';
import type { Sample } from '../core/sample.js';
import { few, type Shown } from '../core/shown.js';
import type { Answer, Evidence, GalleryRows, Measure, Task, TaskKind, TaskSettings } from '../core/task.js';
import { kendallTauB } from '../stats/kendall.js';
import { rbo } from '../stats/rbo.js';
import { commonLimits, flipMeasures, flips, type Flips, severity, similarityLimit } from './flips.js';
import { labelValue, wrongType } from './labels.js';
import { armShare, mean, pairShare, rate } from './measures.js';
import { choice, choiceSchema } from './options.js';
import {
  type Embedded,
  type Found,
  foundBy,
  isDegenerate,
  relevantTo,
  type Search,
  searchIn,
  type Truth,
} from './neighbours.js';
import { cosine, vectorsOf, type Pooling } from './pooling.js';
import { rankedBy } from './ranking.js';

/** One arm on one query; null without a label. */
export type NeighboursKept = {
  readonly right: boolean | null;
  readonly recall: number | null;
  readonly reciprocal: number | null;
  readonly ndcg: number | null;
};

/** Two arms on one query; null where it is undefined: for an answer that is none, or vectors of different lengths. */
export type NeighboursPair = Flips & {
  readonly similarity: number | null;
  /** Of baseline's k nearest, the share that is not among compressed's. */
  readonly lost: number;
  readonly tau: number | null;
  readonly rbo: number;
};

const higher = { of: 'pair', better: 'higher', unit: 'number' } as const;
const lower = { of: 'pair', better: 'lower', unit: 'number' } as const;

const measures: { readonly [name: string]: Measure } = {
  ...flipMeasures,
  'cosine-loss': mean<NeighboursPair>(lower, (pair) =>
    pair.similarity === null ? null : 1 - pair.similarity,
  ),
  'neighbour-loss': mean<NeighboursPair>(pairShare, (pair) => pair.lost),
  'kendall-tau-b': mean<NeighboursPair>(higher, (pair) => pair.tau),
  rbo: mean<NeighboursPair>(higher, (pair) => pair.rbo),
  recall: mean<NeighboursKept>(armShare, (kept) => kept.recall ?? undefined),
  mrr: mean<NeighboursKept>(armShare, (kept) => kept.reciprocal ?? undefined),
  ndcg: mean<NeighboursKept>(armShare, (kept) => kept.ndcg ?? undefined),
  'top-1': rate<NeighboursKept>(armShare, (kept) => kept.right),
};

const word = (description: string): Schema => ({ type: 'string', minLength: 1, description });

const gallerySchema: Schema = {
  title: 'a field and its value, or a path',
  anyOf: [
    {
      title: 'a field and its value',
      type: 'object',
      required: ['field', 'is'],
      additionalProperties: false,
      properties: {
        field: word('Field that tells gallery and queries apart.'),
        is: word('Its value in samples of the gallery, which are no queries.'),
      },
    },
    {
      title: 'a path',
      type: 'object',
      required: ['path'],
      additionalProperties: false,
      properties: { path: word('A file or folder of its own, which has the fields that feed the models.') },
    },
  ],
  description:
    'The samples that are searched. Without it every sample is a query, and all others are its gallery.',
};

/** Embedding and retrieval: the nearest neighbour in a gallery. */
export const embedding: TaskKind = {
  name: 'embedding',
  summary: 'one vector per sample, and its nearest neighbours in a gallery that each model embeds for itself',
  options: {
    k: { title: 'a number of neighbours', type: 'integer', minimum: 1, default: 10, description: 'How many neighbours count in recall, nDCG, RBO and neighbour-loss.' },
    gallery: gallerySchema,
    relevant: choiceSchema(['same-label', 'ids'], 'same-label', 'What the label says: the class of a sample, or the ids of what is relevant to it, joined by |.'),
    pooling: choiceSchema(['none', 'mean', 'cls'], 'none', 'How the vectors of positions become one: their mean, or the first.'),
    mask: { type: 'string', minLength: 1, description: 'Input of 0 and 1 that tells which positions the mean counts.' },
    normalize: { type: 'boolean', default: true, description: 'Divide each vector by its length, so that nearness is the cosine. Without it nearness is the dot product.' },
    score: choiceSchema(['recall', 'mrr', 'ndcg', 'top-1'], 'recall', 'What score-drop, error and robustness-gap read.'),
  },
  limits: {
    ...commonLimits,
    ...similarityLimit,
    'cosine-loss': { unit: 'number', labels: false, judge: { by: 'value', measure: 'cosine-loss' } },
    'neighbour-loss': { unit: 'share', labels: false, judge: { by: 'value', measure: 'neighbour-loss' } },
  },
  meanings: ['labels'],
  gallery: (options) => galleryOf(options['gallery']),
  create,
}; // prettier-ignore

type Written = { readonly field?: unknown; readonly is?: unknown; readonly path?: unknown } | undefined;

function galleryOf(written: Json | undefined): GalleryRows {
  const { field, is, path } = { field: undefined, is: undefined, path: undefined, ...(written as Written) }; // of the schema's shape
  if (typeof path === 'string') return { path };
  return typeof field === 'string' && typeof is === 'string' ? { field, is } : 'others';
}

function create(settings: TaskSettings): Task<Truth, Embedded, NeighboursKept, NeighboursPair> {
  const { options } = settings;
  const pooling: Pooling = {
    by: choice(options['pooling'], ['none', 'mean', 'cls']),
    mask: typeof options['mask'] === 'string' ? options['mask'] : undefined,
    normalize: options['normalize'] !== false,
  };
  const plan: Search = {
    k: typeof options['k'] === 'number' ? options['k'] : 10,
    relevant: choice(options['relevant'], ['same-label', 'ids']),
  };
  const score = choice(options['score'], ['recall', 'mrr', 'ndcg', 'top-1']);
  return {
    truth: (sample) => truthOf(sample, settings, plan),
    predict: (outputs, { output }, count, fed) =>
      vectorsOf({ outputs, output, count, fed }, pooling).map((vector) => ({ vector, found: null })),
    within: (gallery) => searchIn(gallery, plan.k),
    isDegenerate,
    keep: (prediction, truth) => keep(prediction, truth, plan),
    compare: (left, right, truth) => compare({ left, right, truth }, plan),
    evidence: (left, right, truth) => evidence({ left, right, truth }, plan),
    measures,
    score,
  };
}

function truthOf(sample: Sample, settings: TaskSettings, { relevant }: Search): Truth | undefined {
  const value = labelValue(sample, settings);
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'object' && !Array.isArray(value))
    throw wrongType(value, 'a class, or ids of samples', sample.id);
  const texts = Array.isArray(value) ? value.map(String) : [String(value)];
  const label = relevant === 'ids' ? texts.flatMap((text) => text.split('|')) : texts;
  return { label, sample: sample.id };
}

function keep(prediction: Embedded, truth: Truth | undefined, plan: Search): NeighboursKept {
  if (truth === undefined) return { right: null, recall: null, reciprocal: null, ndcg: null };
  const found = foundBy(prediction);
  const relevant = relevantTo(truth, found, plan);
  if (isDegenerate(prediction)) return { right: false, recall: 0, reciprocal: 0, ndcg: 0 };
  const { recall, reciprocal, ndcg, first } = rankedBy(found.order, relevant, plan.k);
  return { right: first, recall, reciprocal, ndcg };
}

interface Sides {
  readonly left: Embedded;
  readonly right: Embedded;
  readonly truth: Truth | undefined;
}

function compare({ left, right, truth }: Sides, plan: Search): NeighboursPair {
  const [one, other] = [foundBy(left), foundBy(right)];
  const degenerate = isDegenerate(left) || isDegenerate(right);
  const changed = degenerate || one.order[0] !== other.order[0];
  const [before, after] = [keep(left, truth, plan).right, keep(right, truth, plan).right];
  const flip = flips(changed, before, after);
  const [ours, theirs] = [one.order.slice(0, plan.k), other.order.slice(0, plan.k)];
  const others = one.order.filter(
    (at) => !Number.isNaN(one.similarities[at]) && !Number.isNaN(other.similarities[at]),
  );
  const tau = kendallTauB(others.map((at) => one.similarities[at] ?? NaN), others.map((at) => other.similarities[at] ?? NaN)); // prettier-ignore
  const similarity = cosine(left.vector, right.vector);
  return {
    ...flip,
    other: flip.other === null ? null : flip.other && before === false, // another relevant one is no wrong answer
    similarity: Number.isFinite(similarity) ? similarity : null,
    lost: degenerate ? 1 : lostOf(ours, theirs).length / plan.k,
    tau: Number.isFinite(tau) ? tau : null,
    rbo: degenerate ? 0 : rbo(ours, theirs),
  };
}

function lostOf(ours: readonly number[], theirs: readonly number[]): readonly number[] {
  return ours.filter((at) => !theirs.includes(at));
}

function evidence({ left, right, truth }: Sides, plan: Search): Evidence {
  const { negative, lost } = compare({ left, right, truth }, plan);
  const [one, other] = [foundBy(left), foundBy(right)];
  const [ours, theirs] = [one.order.slice(0, plan.k), other.order.slice(0, plan.k)];
  const degenerate = isDegenerate(left) || isDegenerate(right);
  return {
    left: answer(left),
    right: answer(right),
    label: truth === undefined ? null : truth.label.join(' | '),
    severity: severity({ degenerate, negative, weight: lost }),
    ...(degenerate ? {} : { shown: shownOf(one, other, { ours, theirs }) }),
  };
}

/** The nearest neighbour. */
function answer(embedded: Embedded): Answer {
  if (isDegenerate(embedded)) return { text: 'no answer', confidence: null };
  const { gallery, order } = foundBy(embedded);
  return { text: gallery.ids[order[0] ?? -1] ?? '', confidence: null };
}

/** The neighbours that only one arm has among its k nearest, each with its ranks: "shirt-7 (2 → 14)". */
function shownOf(
  one: Found,
  other: Found,
  { ours, theirs }: { readonly ours: readonly number[]; readonly theirs: readonly number[] },
): Shown {
  const ranked = (at: number): string =>
    `${one.gallery.ids[at] ?? ''} (${one.order.indexOf(at) + 1} → ${other.order.indexOf(at) + 1})`;
  return {
    is: 'neighbours',
    lost: few(lostOf(ours, theirs).map(ranked)),
    gained: few(lostOf(theirs, ours).map(ranked)),
  };
}
