import { fault } from '../core/fault.js';
import { anything } from '../core/noise.js';
import type { Json } from '../core/json.js';
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
import {
  attributionLimit,
  commonLimits,
  flipMeasures,
  flips,
  type Flips,
  severity,
  similarityLimit,
} from './flips.js';
import { finiteNumber, type Labelled, labelValue } from './labels.js';
import { armShare, each, mean, rate, sums } from './measures.js';
import { share } from './options.js';
import { rowsOf } from './outputs.js';

type Truth = Labelled<number>;

/** One arm's number; NaN or infinite for an answer that is none. */
interface Estimate {
  readonly value: number;
}

/** One arm on one sample; null without a label, `error` (answer − label) also for an answer that is none. */
export type EstimateKept = {
  readonly right: boolean | null;
  readonly error: number | null;
  readonly label: number | null;
};

/** Two arms on one sample; `change` = |right − left|, null unless both are finite. */
export type EstimatePair = Flips & { readonly change: number | null };

/** How far an answer may be from what it is held against: a number, or a share of that one's magnitude. */
export type Tolerance = { readonly absolute: number } | { readonly relative: number };

const lowerArm = { of: 'arm', better: 'lower', unit: 'number' } as const;
const lowerPair = { of: 'pair', better: 'lower', unit: 'number' } as const;

const estimateMeasures: { readonly [name: string]: Measure } = {
  ...flipMeasures,
  'absolute-change': each<EstimatePair>(lowerPair, (pair) => pair.change),
  'mean-absolute-change': mean<EstimatePair>(lowerPair, (pair) => pair.change),
  'within-tolerance': rate<EstimateKept>(armShare, (kept) => kept.right),
  mae: mean<EstimateKept>(lowerArm, (kept) => errorOf(kept, Math.abs)),
  rmse: mean<EstimateKept>(lowerArm, (kept) => errorOf(kept, (error) => error * error), Math.sqrt),
  r2: sums<EstimateKept>({ of: 'arm', better: 'higher', unit: 'number' }, r2Sums, r2),
};

/** Regression: one number per sample. */
export const regression: TaskKind = {
  name: 'regression',
  summary: 'one number per sample, changed when it moves by more than the tolerance',
  options: {
    type: 'object',
    required: ['tolerance'],
    properties: {
      tolerance: {
        title: 'a number, or a share such as 5%',
        type: ['number', 'string'],
        minimum: 0,
        pattern: '^[0-9]+(\\.[0-9]+)?\\s*%$',
        description:
          "How far an answer may move: a number in the output's own units, or a share (5%) of what it is held " +
          "against: the baseline's answer for changes, the label for being right.",
      },
      column: {
        title: 'a column of the output',
        type: 'integer',
        minimum: 0,
        description: 'Which column of the output to read, from 0; needed when it has several.',
      },
    },
  },
  limits: { ...commonLimits, ...similarityLimit, ...attributionLimit },
  meanings: ['labels'],
  follows: anything,
  create,
};

function create(settings: TaskSettings): Task<Truth, Estimate, EstimateKept, EstimatePair> {
  const tolerance = toleranceOf(settings.options.tolerance);
  const { column } = settings.options;
  const keepOne = (prediction: Estimate, truth: Truth | undefined): EstimateKept =>
    keep(prediction, truth, tolerance);
  return {
    truth: (sample) => {
      const value = labelValue(sample, settings);
      if (value === undefined || value === '') return undefined;
      return { label: finiteNumber(value, sample.id), sample: sample.id };
    },
    predict: (outputs, reading, count) =>
      predict({ outputs, reading, count }, typeof column === 'number' ? column : null),
    isDegenerate,
    keep: keepOne,
    compare: (left, right, truth) => compare({ left, right, truth }, tolerance),
    evidence: (left, right, truth) => evidence({ left, right, truth }, tolerance),
    measures: estimateMeasures,
    insight: { margin: () => null, isSure: () => false, support: ({ value }) => value },
    score: 'within-tolerance',
  };
}

/** A tolerance as the policy writes it: 0.5, or '5%'. Fault TOLERANCE_MISSING when there is none to read. */
export function toleranceOf(written: Json | undefined): Tolerance {
  const value = share(written);
  if (value === undefined || !(value >= 0)) throw fault('TOLERANCE_MISSING', {});
  return typeof written === 'string' ? { relative: value } : { absolute: value };
}

/** Whether `value` is within the tolerance of `from`; false for NaN. A relative tolerance of 0 is 0: only 0 is near. */
export function isNear(value: number, from: number, tolerance: Tolerance): boolean {
  return Math.abs(value - from) <= room(from, tolerance);
}

function room(from: number, tolerance: Tolerance): number {
  return 'absolute' in tolerance ? tolerance.absolute : tolerance.relative * Math.abs(from);
}

function predict(
  { outputs, reading, count }: { outputs: Outputs; reading: Reading; count: number },
  column: number | null,
): readonly Estimate[] {
  const { rows, width } = rowsOf(outputs, reading.output, count);
  if (column === null ? width !== 1 : column >= width) {
    throw fault('OUTPUT_COLUMN', { output: reading.output, columns: width, column });
  }
  return rows.map((row) => ({ value: row[column ?? 0] ?? NaN }));
}

function isDegenerate({ value }: Estimate): boolean {
  return !Number.isFinite(value);
}

function keep({ value }: Estimate, truth: Truth | undefined, tolerance: Tolerance): EstimateKept {
  if (truth === undefined) return { right: null, error: null, label: null };
  const error = value - truth.label;
  const right = isNear(value, truth.label, tolerance);
  return { right, error: Number.isFinite(error) ? error : null, label: truth.label };
}

interface Sides {
  readonly left: Estimate;
  readonly right: Estimate;
  readonly truth: Truth | undefined;
}

function compare({ left, right, truth }: Sides, tolerance: Tolerance): EstimatePair {
  const change = Math.abs(right.value - left.value);
  const changed = isDegenerate(left) || isDegenerate(right) || !isNear(right.value, left.value, tolerance);
  const flip = flips(changed, keep(left, truth, tolerance).right, keep(right, truth, tolerance).right);
  return { ...flip, change: Number.isFinite(change) ? change : null };
}

/** undefined: not in n; null: in n without a value. */
function errorOf(kept: EstimateKept, of: (error: number) => number): number | null | undefined {
  if (kept.right === null) return undefined;
  return kept.error === null ? null : of(kept.error);
}

/** n, Σ label, Σ label², Σ error², and how many have no error. */
function r2Sums(kept: EstimateKept): readonly number[] {
  if (kept.label === null) return [0, 0, 0, 0, 0];
  const { label, error } = kept;
  return [1, label, label * label, error === null ? 0 : error * error, error === null ? 1 : 0];
}

/** R² = 1 − Σ error² ÷ Σ (label − mean label)²; NaN where the labels don't vary. */
function r2([n = NaN, y = NaN, y2 = NaN, squared = NaN, undefined_ = NaN]: readonly number[]): number {
  const spread = y2 - (y * y) / n;
  return undefined_ === 0 && spread > 0 ? 1 - squared / spread : NaN;
}

function evidence({ left, right, truth }: Sides, tolerance: Tolerance): Evidence {
  const { negative, change } = compare({ left, right, truth }, tolerance);
  const moved = (change ?? Infinity) / room(left.value, tolerance);
  const degenerate = isDegenerate(left) || isDegenerate(right);
  return {
    left: answer(left, right),
    right: answer(right, left),
    label: truth === undefined ? null : shortest(truth.label, NaN),
    severity: severity({ degenerate, negative, weight: moved === Infinity ? 1 : moved / (1 + moved) }),
  };
}

function answer(estimate: Estimate, other: Estimate): Answer {
  const text = isDegenerate(estimate) ? 'no answer' : shortest(estimate.value, other.value);
  return { text, confidence: null };
}

/** At least 6 digits, and as many as tell a number from the other one. */
function shortest(value: number, other: number): string {
  for (let digits = 6; digits < 17; digits += 1) {
    const rounded = Number(value.toPrecision(digits));
    if (value === other || rounded !== Number(other.toPrecision(digits))) return String(rounded);
  }
  return String(value);
}
