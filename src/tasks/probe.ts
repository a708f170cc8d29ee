import type { OutputMeaning, Outputs, TaskKind } from '../core/task.js';
import type { Tensor } from '../core/tensor.js';
import { logSoftmax } from '../stats/divergence.js';
import { isNoAnswer, outputOf, type Rows, rowsOf } from './outputs.js';

/** How far a row of probabilities may be from summing to 1, by the policy's page. */
const sumsToOneWithin = 1e-3;

const wholeTypes = new Set([
  'int8',
  'uint8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'bool',
  'string',
]);

/**
 * What an output seems to hold, from its values for `count` samples (first dimension): a kind with one meaning needs
 * no look. Rows that are no answers are left out; logits where nothing speaks for something else.
 */
export function probe(kind: TaskKind, outputs: Outputs, output: string, count: number): OutputMeaning {
  const [only, ...others] = kind.meanings;
  if (only !== undefined && others.length === 0) return only;
  if (kind.probe) return kind.probe(outputs, output);
  const tensor = outputOf(outputs, output);
  if (kind.name === 'token-classification') return tagsIn(tensor);
  const seen: Seen = { ...rowsOf(outputs, output, count), isSet: kind.name === 'multilabel' };
  const found = wholeTypes.has(tensor.type) ? inWhole(seen) : inFloats(seen);
  return found !== null && kind.meanings.includes(found) ? found : 'logits';
}

/** A row of scores per position, or one whole number. Their kind is of no matter: the largest is the same. */
function tagsIn({ dims, type }: Tensor): OutputMeaning {
  return dims.length === 2 && wholeTypes.has(type) ? 'labels' : 'logits';
}

/** An output's rows, and whether a row answers for each label by itself. */
type Seen = Rows & { readonly isSet: boolean };

/** Whole numbers and texts are labels: one a sample, or a 0 or 1 for each label of a set; other shapes are scores. */
function inWhole({ rows, width, isSet }: Seen): OutputMeaning | null {
  if (isSet) return rows.every((row) => row.every((value) => value === 0 || value === 1)) ? 'labels' : null;
  return width === 1 ? 'labels' : null;
}

function inFloats({ rows, width, isSet }: Seen): OutputMeaning | null {
  const answers = rows.filter((row) => !isNoAnswer(row));
  if (answers.length === 0) return null;
  const single = isSet || width === 1;
  const shares = answers.every((row) => row.every((value) => value >= 0 && value <= 1));
  if (shares && (single || answers.every(sumsToOne))) return 'probabilities';
  return !single && answers.every(isLogOfShares) ? 'log-probabilities' : null;
}

function sumsToOne(row: Float64Array): boolean {
  return Math.abs(row.reduce((sum, value) => sum + value, 0) - 1) <= sumsToOneWithin;
}

/** Softmax changes nothing: log Σ exp is 0, and so no value is above it. */
function isLogOfShares(row: Float64Array): boolean {
  const first = row.findIndex((value) => value > -Infinity);
  const shift = (row[first] ?? NaN) - (logSoftmax(row, 0, row.length)[first] ?? NaN);
  return Math.abs(shift) <= sumsToOneWithin;
}
