import { fault } from '../core/fault.js';
import { anything } from '../core/noise.js';
import { isTensor, type Sample, type Value } from '../core/sample.js';
import type {
  Answer,
  Evidence,
  Measure,
  Outputs,
  Reading,
  Task,
  TaskKind,
  TaskSettings,
} from '../core/task.js';
import type { Tensor } from '../core/tensor.js';
import { commonLimits, flipMeasures, flips, type Flips, severity, similarityLimit } from './flips.js';
import { requireProbabilities, yes } from './guess.js';
import {
  classesOf,
  classIndex,
  type Classes,
  inRange,
  type Labelled,
  labelValue,
  wrongType,
} from './labels.js';
import { armShare, pairShare, rate, sums } from './measures.js';
import { choice, choiceSchema, shareOr, shareSchema } from './options.js';
import { isNoAnswer, numbersOf, rowsOf } from './outputs.js';

type Truth = Labelled<readonly number[]>;

/** The labels that one arm gives to one sample: ascending indexes out of `width`. */
interface Tags {
  readonly labels: readonly number[];
  readonly width: number;
  readonly degenerate: boolean;
}

/** One arm on one sample: indexes of labels rightly given, wrongly given and missed; null without a label. */
export type TagsKept = {
  readonly right: boolean | null;
  readonly width: number;
  readonly hits: readonly number[] | null;
  readonly extra: readonly number[] | null;
  readonly missed: readonly number[] | null;
};

/** Two arms on one sample; `labelsChanged` of `width` labels differ. */
export type TagsPair = Flips & { readonly labelsChanged: number; readonly width: number };

const tagsMeasures: { readonly [name: string]: Measure } = {
  ...flipMeasures,
  'label-disagreement': sums<TagsPair>(
    pairShare,
    (pair) => [pair.width, pair.labelsChanged],
    ([labels = NaN, changed = NaN]) => changed / labels,
  ),
  'subset-accuracy': rate<TagsKept>(armShare, (kept) => kept.right),
  'micro-f1': sums<TagsKept>(armShare, countSums, microF1),
  'macro-f1': sums<TagsKept>(armShare, countSums, macroF1),
};

/** Multilabel: the set of labels whose probability is over the threshold. */
export const multilabel: TaskKind = {
  name: 'multilabel',
  summary: 'a set of labels per sample: those whose probability is over the threshold',
  options: {
    threshold: {
      ...shareSchema,
      default: '50%',
      description: 'The probability above which a label is given.',
    },
    score: choiceSchema(
      ['micro-f1', 'macro-f1', 'subset-accuracy'],
      'micro-f1',
      'What score-drop, error and robustness-gap read.',
    ),
  },
  limits: {
    ...commonLimits,
    ...similarityLimit,
    'label-disagreement': {
      unit: 'share', labels: false, judge: { by: 'value', measure: 'label-disagreement' },
    },
  }, // prettier-ignore

  meanings: ['logits', 'probabilities', 'labels'],
  follows: anything,
  create,
};

function create(settings: TaskSettings): Task<Truth, Tags, TagsKept, TagsPair> {
  const classes = classesOf(settings.names);
  const threshold = shareOr(settings.options.threshold, 0.5);
  return {
    truth: (sample) => truth(sample, settings, classes),
    predict: (outputs, reading, count) => predict({ outputs, reading, count }, threshold),
    isDegenerate: (prediction) => prediction.degenerate,
    keep,
    compare,
    evidence: (left, right, label) => evidence({ left, right, label }, classes),
    measures: tagsMeasures,
    score: choice(settings.options.score, ['micro-f1', 'macro-f1', 'subset-accuracy']),
  };
}

function predict(
  { outputs, reading, count }: { outputs: Outputs; reading: Reading; count: number },
  threshold: number,
): readonly Tags[] {
  const { output, meaning } = reading;
  const { rows, width } = rowsOf(outputs, output, count);
  if (meaning === 'probabilities') requireProbabilities(rows, output);
  if (meaning === 'labels') requireBits(rows, output);
  const isIn = meaning === 'labels' ? isOne : (score: number) => yes(score, meaning) > threshold;
  return rows.map((row) => {
    const degenerate = isNoAnswer(row);
    return { labels: degenerate ? [] : indexesOf(row, isIn), width, degenerate };
  });
}

/** Fault OUTPUT_NOT_LABELS for a finite value that is neither 0 nor 1. */
function requireBits(rows: readonly Float64Array[], output: string): void {
  for (const row of rows) {
    const value = row.find((entry) => Number.isFinite(entry) && entry !== 0 && entry !== 1);
    if (value === undefined) continue;
    throw fault('OUTPUT_NOT_LABELS', { output, value: String(value), expected: '0 or 1 for each label' });
  }
}

function isOne(value: number): boolean {
  return value === 1;
}

function indexesOf(row: Float64Array, isIn: (value: number) => boolean): readonly number[] {
  return Array.from(row.keys()).filter((index) => isIn(row[index] ?? NaN));
}

/** A tensor of 0 and 1, a list of names, one class, or names or numbers joined by '|'; '' is the empty set. */
function truth(sample: Sample, settings: TaskSettings, classes: Classes): Truth | undefined {
  const value = labelValue(sample, settings);
  if (value === undefined || value === null) return undefined;
  return { label: setOf(value, classes, sample.id), sample: sample.id };
}

function setOf(value: Value, classes: Classes, sample: string): readonly number[] {
  if (typeof value === 'object' && value !== null && isTensor(value)) return multiHot(value, classes, sample);
  const parts =
    typeof value === 'string'
      ? partsOf(value)
      : Array.isArray(value)
        ? (value as readonly string[])
        : [value]; // isArray does not narrow readonly arrays
  const indexes = parts.map((part) => classIndex(part, classes, sample));
  return [...new Set(indexes)].sort((one, other) => one - other);
}

function partsOf(text: string): readonly string[] {
  return text.trim() === '' ? [] : text.split('|');
}

function multiHot(tensor: Tensor, classes: Classes, sample: string): readonly number[] {
  const values = numbersOf(tensor);
  const expected =
    classes.count > 0 ? `a 0 or 1 for each of ${classes.count} classes` : 'a 0 or 1 for each class';
  const isWrong = values.some((value) => value !== 0 && value !== 1);
  if (isWrong || (classes.count > 0 && values.length !== classes.count))
    throw wrongType(tensor, expected, sample);
  return indexesOf(values, isOne);
}

function keep({ labels, width, degenerate }: Tags, label: Truth | undefined): TagsKept {
  if (label === undefined) return { right: null, width, hits: null, extra: null, missed: null };
  for (const index of label.label) inRange(index, { count: width }, label.sample);
  const hits = labels.filter((index) => label.label.includes(index));
  const extra = labels.filter((index) => !label.label.includes(index));
  const missed = label.label.filter((index) => !labels.includes(index));
  return { right: !degenerate && extra.length + missed.length === 0, width, hits, extra, missed };
}

function compare(left: Tags, right: Tags, label: Truth | undefined): TagsPair {
  const { width } = left;
  if (width !== right.width) throw fault('CLASSES_DIFFER', { left: width, right: right.width });
  const labelsChanged = left.degenerate || right.degenerate ? width : differing(left.labels, right.labels);
  const flip = flips(labelsChanged > 0, keep(left, label).right, keep(right, label).right);
  return { ...flip, labelsChanged, width };
}

function differing(left: readonly number[], right: readonly number[]): number {
  const shared = left.filter((index) => right.includes(index)).length;
  return left.length + right.length - 2 * shared;
}

/** For each label the numbers rightly given, wrongly given and missed; all 0 for a sample without a label. */
function countSums(kept: TagsKept): readonly number[] {
  const counts = new Array<number>(3 * kept.width).fill(0);
  for (const index of kept.hits ?? []) counts[3 * index] = 1;
  for (const index of kept.extra ?? []) counts[3 * index + 1] = 1;
  for (const index of kept.missed ?? []) counts[3 * index + 2] = 1;
  return counts;
}

/** F1 over all labels together; NaN where no label was given or due, which is no score. */
function microF1(total: readonly number[]): number {
  const at = (place: number): number =>
    total.reduce((sum, count, index) => (index % 3 === place ? sum + count : sum), 0);
  return f1(at(0), at(1) + at(2));
}

/** Mean of the labels' F1, 0 for a label never given and never due; NaN where that is so of all. */
function macroF1(total: readonly number[]): number {
  if (total.every((count) => count === 0)) return NaN;
  let sum = 0;
  for (let at = 0; at < total.length; at += 3) {
    const wrong = (total[at + 1] ?? NaN) + (total[at + 2] ?? NaN);
    sum += total[at] === 0 && wrong === 0 ? 0 : f1(total[at] ?? NaN, wrong);
  }
  return sum / (total.length / 3);
}

/** F1 = 2·tp ÷ (2·tp + fp + fn), `wrong` being fp + fn; 0 ÷ 0 is NaN. */
function f1(hits: number, wrong: number): number {
  return (2 * hits) / (2 * hits + wrong);
}

function evidence(
  { left, right, label }: { left: Tags; right: Tags; label: Truth | undefined },
  classes: Classes,
): Evidence {
  const { negative, labelsChanged, width } = compare(left, right, label);
  const degenerate = left.degenerate || right.degenerate;
  return {
    left: answer(left, classes),
    right: answer(right, classes),
    label: label === undefined ? null : listed(label.label, classes),
    severity: severity({ degenerate, negative, weight: labelsChanged / width }),
  };
}

function answer({ degenerate, labels }: Tags, classes: Classes): Answer {
  return { text: degenerate ? 'no answer' : listed(labels, classes), confidence: null };
}

function listed(labels: readonly number[], classes: Classes): string {
  return labels.length === 0 ? '(none)' : labels.map((index) => classes.nameOf(index)).join(' | ');
}
