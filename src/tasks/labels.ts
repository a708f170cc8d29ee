import { fault } from '../core/fault.js';
import { isPicture, isTensor, type Sample, type Value } from '../core/sample.js';
import type { TaskSettings } from '../core/task.js';
import { numberIn, numbersOf } from './outputs.js';

/** A label with the sample it belongs to, so that later complaints can name it. */
export interface Labelled<T> {
  readonly label: T;
  readonly sample: string;
}

/** The classes as the policy names them. */
export interface Classes {
  /** How many; 0: the policy names none, and the model's outputs decide. */
  readonly count: number;
  /** The index of a name; 'ambiguous' when it is there twice. */
  indexOf(name: string): number | 'ambiguous' | undefined;
  /** The name of an index, or the index itself. */
  nameOf(index: number): string;
}

/** The classes of a list of names, by index. */
export function classesOf(names: readonly string[]): Classes {
  const indexes = new Map<string, number | 'ambiguous'>();
  names.forEach((name, index) => indexes.set(name, indexes.has(name) ? 'ambiguous' : index));
  return {
    count: names.length,
    indexOf: (name) => indexes.get(name),
    nameOf: (index) => names[index] ?? String(index),
  };
}

/** The value of the label field; undefined when the task has none, or this sample hasn't: no field, or null. */
export function labelValue(sample: Sample, settings: TaskSettings): Value | undefined {
  if (settings.label === undefined) return undefined;
  return sample.fields.get(settings.label) ?? undefined;
}

/**
 * The index of a class given by number, name, text of a number (a name counts first), true or false, or a tensor
 * of one such value. Fault LABEL_OUT_OF_RANGE, LABEL_UNKNOWN, LABEL_AMBIGUOUS or LABEL_TYPE otherwise.
 */
export function classIndex(value: Value, classes: Classes, sample: string): number {
  const single = singleOf(value);
  if (typeof single === 'boolean') return inRange(Number(single), classes, sample);
  if (typeof single === 'number') return inRange(single, classes, sample);
  if (typeof single !== 'string') throw wrongType(value, 'a class number or a class name', sample);
  return indexIn(single.trim(), classes, sample);
}

/** A number given as such, as text, or as a tensor of one; Fault LABEL_TYPE unless it is finite. */
export function finiteNumber(value: Value, sample: string): number {
  const single = singleOf(value);
  const number = typeof single === 'string' ? numberIn(single) : single;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw wrongType(value, 'a finite number', sample);
}

/** A finding about a label of the wrong type. */
export function wrongType(value: Value, expected: string, sample: string): Error {
  return fault('LABEL_TYPE', { sample, expected, got: describe(value) });
}

/** Fault LABEL_OUT_OF_RANGE unless the index is a whole number below the number of classes (0: not known yet). */
export function inRange(index: number, classes: { count: number }, sample: string): number {
  const known = classes.count > 0;
  if (Number.isSafeInteger(index) && index >= 0 && (!known || index < classes.count)) return index;
  throw fault('LABEL_OUT_OF_RANGE', { sample, value: String(index), classes: known ? classes.count : null });
}

function indexIn(text: string, classes: Classes, sample: string): number {
  const named = classes.indexOf(text);
  if (named === 'ambiguous') throw fault('LABEL_AMBIGUOUS', { sample, value: text });
  if (named !== undefined) return named;
  const number = numberIn(text);
  if (!Number.isNaN(number)) return inRange(number, classes, sample);
  throw fault('LABEL_UNKNOWN', { sample, value: text, classes: classes.count });
}

/** A tensor of one value stands for the value; all else for itself. */
function singleOf(value: Value): Value {
  if (value === null || typeof value !== 'object' || !isTensor(value) || value.data.length !== 1)
    return value;
  const first = value.data[0];
  return value.type === 'string' ? String(first) : (numbersOf(value)[0] ?? NaN);
}

function describe(value: Value): string {
  if (value === null || typeof value !== 'object')
    return value === null ? 'nothing' : `the ${typeof value} ${String(value)}`;
  if (isPicture(value)) return 'a picture';
  return isTensor(value) ? `a ${value.type} tensor of shape [${value.dims.join(', ')}]` : 'a list of texts';
}
