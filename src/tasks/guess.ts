import { fault } from '../core/fault.js';
import type { OutputMeaning, Outputs, Reading } from '../core/task.js';
import type { Tensor } from '../core/tensor.js';
import { floorLog, logOf, logSoftmax } from '../stats/divergence.js';
import type { Classes } from './labels.js';
import { isNoAnswer, largest, numberIn, numbersOf, outputOf, rowsOf, widthOf } from './outputs.js';

/** One arm's answer to one sample: a class, and what the output tells about its certainty. */
export interface Guess {
  /** Index of the class; −1 for an answer that is none. */
  readonly label: number;
  /** How many classes the output tells apart; null when it holds labels only. */
  readonly classes: number | null;
  readonly degenerate: boolean;
  /** Classes by score, at most 5; null without scores. */
  readonly top5: readonly number[] | null;
  /** Probability of the answer; null without scores. */
  readonly confidence: number | null;
  /** How far the answer's probability is above the next one's; null without scores. */
  readonly margin: number | null;
  /** Natural logarithms of the probabilities, −Infinity where they are 0. */
  readonly logP: Float64Array | null;
  /** The same as the side that is divided by: probabilities that were given as such are floored at 2⁻²⁴. */
  readonly logQ: Float64Array | null;
  readonly floored: number;
}

/** What turns one row of scores into probabilities and their logarithms. */
type Certainty = Pick<Guess, 'logP' | 'logQ' | 'floored'> & { readonly p: (index: number) => number };

const none = {
  label: -1,
  degenerate: true,
  top5: null,
  confidence: null,
  margin: null,
  logP: null,
  logQ: null,
  floored: 0,
};

/** One guess per sample; `threshold` is the probability above which an output of one column says class 1. */
export function guess(
  from: { outputs: Outputs; reading: Reading; count: number },
  settings: { threshold: number; classes: Classes },
): readonly Guess[] {
  const { outputs, reading, count } = from;
  if (reading.meaning === 'labels')
    return labelsOf(outputOf(outputs, reading.output), from, settings.classes);
  const { rows, width } = rowsOf(outputs, reading.output, count);
  if (reading.meaning === 'probabilities') requireProbabilities(rows, reading.output);
  return rows.map((row) =>
    width === 1
      ? binary(row, reading.meaning, settings.threshold)
      : isNoAnswer(row)
        ? { ...none, classes: width }
        : scored(row, reading.meaning),
  );
}

/**
 * Fault OUTPUT_NOT_PROBABILITIES for a value outside 0…1 by more than the probe's 1e-3: logits declared as
 * probabilities would make any limit on confidence or divergence meaningless.
 */
export function requireProbabilities(rows: readonly Float64Array[], output: string): void {
  for (const row of rows) {
    const value = row.find((entry) => Number.isFinite(entry) && (entry < -0.001 || entry > 1.001));
    if (value !== undefined) throw fault('OUTPUT_NOT_PROBABILITIES', { output, value: String(value) });
  }
}

/** Probability of "yes" from one score; sigmoid of a logit. */
export function yes(score: number, meaning: OutputMeaning): number {
  if (meaning === 'logits') return 1 / (1 + Math.exp(-score));
  return meaning === 'log-probabilities' ? Math.exp(score) : score;
}

function scored(row: Float64Array, meaning: OutputMeaning): Guess {
  const top5 = largest(row, 5);
  const label = top5[0] ?? -1;
  const { p, ...logs } = certainty(row, meaning);
  const confidence = p(label);
  const margin = confidence - p(top5[1] ?? -1);
  return { label, classes: row.length, degenerate: false, top5, confidence, margin, ...logs };
}

function certainty(row: Float64Array, meaning: OutputMeaning): Certainty {
  if (meaning === 'probabilities') return { ...logsOf(row), p: (index) => row[index] ?? NaN };
  const logP = logSoftmax(row, 0, row.length);
  return { logP, logQ: logP, floored: 0, p: (index) => Math.exp(logP[index] ?? NaN) };
}

/** Rows are made to sum to 1 first: a quantized softmax seldom does, and its divergence could fall below 0. */
function logsOf(row: Float64Array): Omit<Certainty, 'p'> {
  const positive = row.map((value) => Math.max(0, value));
  const sum = positive.reduce((total, value) => total + value, 0);
  const shares = positive.map((value) => value / sum);
  const { logs, floored } = floorLog(shares);
  return { logP: logOf(shares), logQ: logs, floored };
}

/** One column: the score of class 1 against class 0. */
function binary(row: Float64Array, meaning: OutputMeaning, threshold: number): Guess {
  if (isNoAnswer(row)) return { ...none, classes: 2 };
  const score = row[0] ?? NaN;
  const p = yes(score, meaning);
  const label = p > threshold ? 1 : 0;
  const logs: Omit<Certainty, 'p'> =
    meaning === 'logits' ? certaintyOfLogit(score) : logsOf(Float64Array.of(1 - p, p));
  return {
    label,
    classes: 2,
    degenerate: false,
    top5: [label, 1 - label],
    confidence: label === 1 ? p : 1 - p,
    margin: Math.abs(2 * p - 1),
    ...logs,
  };
}

function certaintyOfLogit(logit: number): Omit<Certainty, 'p'> {
  const logP = logSoftmax([0, logit], 0, 2);
  return { logP, logQ: logP, floored: 0 };
}

function labelsOf(
  tensor: Tensor,
  from: { reading: Reading; count: number },
  classes: Classes,
): readonly Guess[] {
  const { output } = from.reading;
  const width = widthOf(tensor, output, from.count);
  if (width !== 1)
    throw fault('OUTPUT_SHAPE', { output, shape: tensor.dims, expected: 'one label per sample' });
  const labels = tensor.type === 'string' ? named(tensor, output, classes) : numbersOf(tensor);
  return Array.from(labels, (label) => labelled(label, output));
}

function labelled(label: number, output: string): Guess {
  if (!Number.isFinite(label)) return { ...none, classes: null };
  if (!Number.isSafeInteger(label)) {
    throw fault('OUTPUT_NOT_LABELS', { output, value: String(label), expected: 'class numbers' });
  }
  return { ...none, label, degenerate: false, classes: null };
}

function named(tensor: Tensor, output: string, classes: Classes): Float64Array {
  const texts = tensor.data as readonly string[]; // type 'string' carries texts, by core/tensor
  return Float64Array.from(texts, (text) => {
    const index = classes.indexOf(text.trim()) ?? numberIn(text);
    if (typeof index === 'number' && Number.isSafeInteger(index)) return index;
    throw fault('OUTPUT_NOT_LABELS', {
      output,
      value: `"${text}"`,
      expected: 'named classes or class numbers',
    });
  });
}
