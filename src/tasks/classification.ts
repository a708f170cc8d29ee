import { fault } from '../core/fault.js';
import { anything } from '../core/noise.js';
import type { Answer, Evidence, Measure, Sums, Task, TaskKind, TaskSettings } from '../core/task.js';
import { klFromLog } from '../stats/divergence.js';
import { ece, eceBins, eceSums } from '../stats/ece.js';
import { commonLimits, flipMeasures, flips, type Flips, severity, similarityLimit } from './flips.js';
import { guess, type Guess } from './guess.js';
import { classesOf, classIndex, type Classes, inRange, type Labelled, labelValue } from './labels.js';
import { guessInsight } from './insight.js';
import { armShare, each, histogram, mean, pairShare, rate, sums } from './measures.js';
import { choice, choiceSchema, shareOr, shareSchema } from './options.js';
import { parting, partingMeasures, type Parting } from './parting.js';

type Truth = Labelled<number>;

/** One arm on one sample; `right`, `top5` and `nll` are null without a label, the last three without scores. */
export type ClassKept = {
  readonly right: boolean | null;
  readonly top5: boolean | null;
  readonly confidence: number | null;
  /** −log of the label's probability, nats; Infinity where the model rules the label out. */
  readonly nll: number | null;
};

/** Two arms on one sample; null where there is no label, or no confidence, that it would need. */
export type ClassPair = Flips &
  Parting & {
    readonly confidentFlip: boolean | null;
    readonly confidentDisagreement: boolean | null;
    /** KL(left ‖ right), nats; Infinity where right rules out what left does not; null where it is undefined. */
    readonly kl: number | null;
    /** Of the left arm: how far its answer's probability is above the next one's. */
    readonly margin: number | null;
    readonly floored: number;
  };

const classMeasures: { readonly [name: string]: Measure } = {
  ...flipMeasures,
  ...partingMeasures,
  'confident-flips': rate<ClassPair>(pairShare, (pair) => pair.confidentFlip),
  'confident-disagreement': rate<ClassPair>(pairShare, (pair) => pair.confidentDisagreement),
  divergence: each<ClassPair>({ of: 'pair', better: 'lower', unit: 'nats' }, (pair) => pair.kl),
  'divergence-mean': mean<ClassPair>({ of: 'pair', better: 'lower', unit: 'nats' }, (pair) => pair.kl),
  floored: sums<ClassPair>(
    { of: 'pair', better: 'lower', unit: 'number' },
    (pair) => [1, pair.floored],
    ([n = 0, floored = NaN]) => (n > 0 ? floored : NaN),
  ),
  accuracy: rate<ClassKept>(armShare, (kept) => kept.right),
  'top-5': rate<ClassKept>(armShare, (kept) => kept.top5),
  nll: mean<ClassKept>({ of: 'arm', better: 'lower', unit: 'nats' }, (kept) =>
    kept.right === null ? undefined : kept.nll,
  ),
  ece: sums<ClassKept>({ ...armShare, better: 'lower' }, calibrationSums, calibrationError),
  confidence: histogram<ClassKept>(
    'arm',
    { series: ['right', 'wrong', 'no label'], bins: eceBins },
    (kept) =>
      kept.confidence === null
        ? null
        : { series: kept.right === null ? 2 : kept.right ? 0 : 1, value: kept.confidence },
  ),
  margin: histogram<ClassPair>('pair', { series: ['same answer', 'answer changed'], bins: 20 }, (pair) =>
    pair.margin === null ? null : { series: pair.changed ? 1 : 0, value: pair.margin },
  ),
};

/** Classification: the class with the highest score, the lowest index on ties. */
export const classification: TaskKind = {
  name: 'classification',
  summary: 'one class per sample: the highest score, the lowest index on ties',
  options: {
    score: choiceSchema(['accuracy', 'top-5'], 'accuracy', 'What score-drop, error and robustness-gap read.'),
    threshold: {
      ...shareSchema,
      default: '50%',
      description: 'For outputs of one column: the probability above which the answer is class 1.',
    },
  },
  limits: {
    ...commonLimits,
    ...similarityLimit,
    'attribution-loss': {
      unit: 'number', labels: false, confidence: true, judge: { by: 'study', finds: 'attribution' },
    },
    'sought-flips': {
      unit: 'number', labels: true, confidence: true, judge: { by: 'study', finds: 'sought-flips' },
    },
    'confident-flips': {
      unit: 'share', labels: true, confidence: true, judge: { by: 'rate', measure: 'confident-flips' },
    },
    'confident-disagreement': {
      unit: 'share', labels: false, confidence: true, judge: { by: 'rate', measure: 'confident-disagreement' },
    },
    divergence: {
      unit: 'nats', labels: false, confidence: true, judge: { by: 'value', measure: 'divergence-mean' },
    },
    'divergence-p99': {
      unit: 'nats', labels: false, confidence: true,
      judge: { by: 'exceedance', measure: 'divergence', share: { numerator: 1, denominator: 100 } },
    },
    'calibration-shift': {
      unit: 'points', labels: true, confidence: true, judge: { by: 'loss', measure: 'ece' },
    },
  }, // prettier-ignore
  meanings: ['logits', 'probabilities', 'log-probabilities', 'labels'],
  follows: anything,
  create,
};

function create(settings: TaskSettings): Task<Truth, Guess, ClassKept, ClassPair> {
  const classes = classesOf(settings.names);
  const threshold = shareOr(settings.options.threshold, 0.5);
  return {
    truth: (sample) => {
      const value = labelValue(sample, settings);
      if (value === undefined || value === '') return undefined;
      return { label: classIndex(value, classes, sample.id), sample: sample.id };
    },
    predict: (outputs, reading, count) => guess({ outputs, reading, count }, { threshold, classes }),
    isDegenerate: (prediction) => prediction.degenerate,
    keep,
    compare: (left, right, truth) => compare({ left, right, truth }, settings.confidentAt),
    evidence: (left, right, truth) => evidence({ left, right, truth }, classes),
    measures: classMeasures,
    insight: guessInsight(settings.confidentAt),
    score: choice(settings.options.score, ['accuracy', 'top-5']),
  };
}

function keep(prediction: Guess, truth: Truth | undefined): ClassKept {
  const { confidence, logQ } = prediction;
  const right = isRight(prediction, truth);
  if (truth === undefined) return { right, top5: null, confidence, nll: null };
  const nll = logQ === null ? null : -(logQ[truth.label] ?? NaN);
  const top5 = prediction.classes === null ? null : (prediction.top5?.includes(truth.label) ?? false);
  return { right, top5, confidence, nll: Number.isNaN(nll) ? null : nll };
}

/** null without a label; a Fault when the label is none of the classes that the output tells apart. */
function isRight(prediction: Guess, truth: Truth | undefined): boolean | null {
  if (truth === undefined) return null;
  inRange(truth.label, { count: prediction.classes ?? 0 }, truth.sample);
  return !prediction.degenerate && prediction.label === truth.label;
}

interface Sides {
  readonly left: Guess;
  readonly right: Guess;
  readonly truth: Truth | undefined;
}

function compare({ left, right, truth }: Sides, confidentAt: number): ClassPair {
  if (left.classes !== null && right.classes !== null && left.classes !== right.classes) {
    throw fault('CLASSES_DIFFER', { left: left.classes, right: right.classes });
  }
  const changed = left.degenerate || right.degenerate || left.label !== right.label;
  const flip = flips(changed, isRight(left, truth), isRight(right, truth));
  const confident = left.classes === null ? null : left.confidence !== null && left.confidence >= confidentAt;
  return {
    ...flip,
    confidentFlip: confident === null || flip.negative === null ? null : confident && flip.negative,
    confidentDisagreement: confident === null ? null : confident && changed,
    margin: left.margin,
    ...divergence(left, right),
    ...parting(left, right, { changed, confidentAt }),
  };
}

function divergence(left: Guess, right: Guess): { readonly kl: number | null; readonly floored: number } {
  if (left.logP === null || right.logQ === null) return { kl: null, floored: right.floored };
  const kl = klFromLog(left.logP, right.logQ);
  return { kl: Number.isNaN(kl) ? null : kl, floored: right.floored };
}

/** A labelled answer without confidence is counted apart, at the end: the error is then undefined, not that of the others. */
function calibrationSums({ right, confidence }: ClassKept): Sums {
  const of = 3 * eceBins + 1;
  if (right === null) return { of, first: 0, part: [] };
  return confidence === null ? { of, first: of - 1, part: [1] } : { of, ...eceSums(confidence, right) };
}

function calibrationError(total: readonly number[]): number {
  return total.at(-1) === 0 ? ece(total.slice(0, -1)) : NaN;
}

function evidence({ left, right, truth }: Sides, classes: Classes): Evidence {
  const { negative } = flips(true, isRight(left, truth), isRight(right, truth));
  const degenerate = left.degenerate || right.degenerate;
  return {
    left: answer(left, classes),
    right: answer(right, classes),
    label: truth === undefined ? null : classes.nameOf(truth.label),
    severity: severity({ degenerate, negative, weight: left.confidence ?? 0 }),
  };
}

function answer(prediction: Guess, classes: Classes): Answer {
  const text = prediction.degenerate ? 'no answer' : classes.nameOf(prediction.label);
  return { text, confidence: prediction.confidence };
}
