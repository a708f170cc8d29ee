import { fault } from '../core/fault.js';
import { isObjects, isTensor, type Sample, type Value } from '../core/sample.js';
import type { TaskSettings } from '../core/task.js';
import type { Annotated } from '../stats/coco-match.js';
import { classIndex, classesOf, inRange, labelValue, wrongType, type Classes } from './labels.js';
import { numbersOf } from './outputs.js';

/** What is in one picture. */
export interface Truth {
  readonly sample: string;
  readonly objects: readonly Annotated[];
  /** Width and height that the boxes are within; null where the data do not say. */
  readonly size: readonly [number, number] | null;
  /** Place of the picture among equal scores: its number, where it has one. */
  readonly order: number;
}

/** The objects of a sample; undefined without a label. Faults as of other labels, all with the sample's id. */
export function objectsOf(sample: Sample, settings: TaskSettings): Truth | undefined {
  const value = labelValue(sample, settings);
  if (value === undefined || value === '') return undefined;
  const classes = classesOf(settings.names);
  const order = /^\d{1,15}$/u.test(sample.id) ? Number(sample.id) : 0;
  if (typeof value === 'object' && value !== null && isObjects(value)) {
    const objects = value.objects.map(({ category, name, ...object }) => ({
      ...object,
      class: classes.count > 0 ? classIndex(name, classes, sample.id) : category,
    }));
    return { sample: sample.id, objects, size: value.size, order };
  }
  return { sample: sample.id, objects: rowsOf(value, classes, sample.id), size: null, order };
}

/** Rows of left, top, width, height, class and, if written, area and crowd (0 or 1). */
function rowsOf(value: Value, classes: Classes, sample: string): Annotated[] {
  const expected = 'a list of rows: left, top, width, height, class, and if need be area and crowd';
  if (typeof value !== 'object' || value === null || !isTensor(value))
    throw wrongType(value, expected, sample);
  const [count = 0, width = 0] = value.dims;
  if (count === 0) return [];
  if (value.dims.length !== 2 || width < 5 || width > 7 || value.type === 'string')
    throw wrongType(value, expected, sample);
  const numbers = numbersOf(value);
  return Array.from({ length: count }, (_, row) =>
    objectOf(numbers.subarray(row * width, (row + 1) * width), classes, sample),
  );
}

function objectOf(row: Float64Array, classes: Classes, sample: string): Annotated {
  const [left = NaN, top = NaN, width = NaN, height = NaN, label = NaN, area = width * height, crowd = 0] =
    row;
  const isBox = [left, top, width, height, area].every(Number.isFinite) && width >= 0 && height >= 0;
  if (!isBox || (crowd !== 0 && crowd !== 1))
    throw fault('BOX_INVALID', { sample, row: Array.from(row, String).join(', ') });
  return {
    box: [left, top, width, height],
    class: inRange(label, classes, sample),
    area,
    crowd: crowd === 1,
  };
}
