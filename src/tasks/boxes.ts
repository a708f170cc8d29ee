import { fault } from '../core/fault.js';
import type { Outputs, Reading } from '../core/task.js';
import type { Tensor } from '../core/tensor.js';
import type { Detected } from '../stats/coco-match.js';
import { thinned, type Thinning } from './nms.js';
import { numbersOf, outputOf } from './outputs.js';

/** How a head writes its boxes. */
export interface BoxLayout {
  readonly head: 'boxes' | 'yolov5' | 'yolov8';
  /** Corners, corner and size, or centre and size. */
  readonly corners: 'xyxy' | 'xywh' | 'cxcywh';
  /** For raw heads. */
  readonly thinning: Thinning | null;
}

/** One arm's answer to one sample: boxes in the head's own coordinates, in its order. */
export interface Boxes {
  readonly boxes: readonly Detected[];
  /** A number among them is none. */
  readonly degenerate: boolean;
}

/** An output of one sample: `rows` of `width` numbers. */
interface Table {
  readonly rows: number;
  readonly width: number;
  at(row: number, column: number): number;
}

/** The boxes of each sample. Fault OUTPUT_ROWS or OUTPUT_SHAPE where an output is not what the layout says. */
export function boxesOf(outputs: Outputs, reading: Reading, count: number, layout: BoxLayout): Boxes[] {
  const { output, parts } = reading;
  if (layout.head !== 'boxes') return tables(outputs, output, { count, rank: 3 }).map((table) => rawBoxes(table, layout, output)); // prettier-ignore
  if (parts === undefined)
    return tables(outputs, output, { count, rank: 3 }).map((table) => joined(table, layout, output));
  const boxes = tables(outputs, parts['boxes'] ?? '', { count, rank: 3 });
  const rank = parts['labels'] === undefined ? 3 : 2;
  const scores = tables(outputs, parts['scores'] ?? '', { count, rank });
  const labels =
    parts['labels'] === undefined ? undefined : tables(outputs, parts['labels'], { count, rank });
  const counts = parts['count'] === undefined ? undefined : countsOf(outputs, parts['count'], count);
  return boxes.map((table, at) =>
    apart({ boxes: table, scores: scores[at], labels: labels?.[at], count: counts?.[at] }, layout, parts),
  );
}

interface Apart {
  readonly boxes: Table;
  readonly scores: Table | undefined;
  readonly labels: Table | undefined;
  readonly count: number | undefined;
}

/** Boxes, scores and classes in outputs of their own; without classes each box has a score for every class. */
function apart(
  { boxes, scores, labels, count }: Apart,
  { corners }: BoxLayout,
  names: NonNullable<Reading['parts']>,
): Boxes {
  if (boxes.rows > 0 && boxes.width !== 4) throw misshapen(names['boxes'], boxes, '4 numbers for each box');
  const perBox = labels === undefined ? 'scores' : 'a score';
  if (scores?.rows !== boxes.rows || (labels !== undefined && scores.width > 1))
    throw misshapen(names['scores'], scores, `${perBox} for each of ${boxes.rows} boxes`);
  if (labels !== undefined && (labels.rows !== boxes.rows || labels.width > 1))
    throw misshapen(names['labels'], labels, `a class for each of ${boxes.rows} boxes`);
  const rows = count ?? boxes.rows;
  if (!(Number.isInteger(rows) && rows >= 0 && rows <= boxes.rows))
    throw fault('BOX_COUNT', { output: names['count'] ?? '', count: String(rows), boxes: boxes.rows });
  return answer(rows, (row) => {
    const { at, score } = labels ? { at: labels.at(row, 0), score: scores.at(row, 0) } : best(scores, row, 0);
    return { box: boxOf(boxes, row, corners), class: at, score };
  });
}

/** Six numbers a box: its four, score and class. */
function joined(table: Table, { corners }: BoxLayout, output: string): Boxes {
  if (table.rows > 0 && table.width !== 6)
    throw misshapen(output, table, '6 numbers for each box: its four, score and class');
  return answer(table.rows, (row) => ({
    box: boxOf(table, row, corners),
    class: table.at(row, 5),
    score: table.at(row, 4),
  }));
}

/** Every place of the grid: centre, size, (yolov5: objectness) and a score for each class, as yolov5 row by row, as yolov8 column by column. */
function rawBoxes(table: Table, { head, thinning }: BoxLayout, output: string): Boxes {
  const first = head === 'yolov5' ? 5 : 4;
  const read: Table =
    head === 'yolov5' ? table : { rows: table.width, width: table.rows, at: (row, column) => table.at(column, row) }; // prettier-ignore
  if (read.width <= first || thinning === null)
    throw misshapen(output, table, `${first} numbers and one for each class, for each place (${head})`);
  const found = answer(read.rows, (row) => {
    const { at, score } = best(read, row, first);
    const sure = head === 'yolov5' ? read.at(row, 4) : 1;
    return { box: boxOf(read, row, 'cxcywh'), class: at, score: sure * score };
  });
  return { ...found, boxes: found.degenerate ? [] : thinned(found.boxes, thinning) };
}

/** The largest of a row from a column on, the first on ties; NaN wins, so that it is seen. */
function best(table: Table, row: number, from: number): { at: number; score: number } {
  let at = 0;
  let score = table.at(row, from);
  for (let column = from + 1; column < table.width; column += 1) {
    const value = table.at(row, column);
    if (!(value > score) && !Number.isNaN(value)) continue;
    score = value;
    at = column - from;
  }
  return { at, score };
}

function boxOf(table: Table, row: number, corners: BoxLayout['corners']): Detected['box'] {
  const [a, b, c, d] = [table.at(row, 0), table.at(row, 1), table.at(row, 2), table.at(row, 3)];
  if (corners === 'xyxy') return [a, b, c - a, d - b];
  return corners === 'xywh' ? [a, b, c, d] : [a - c / 2, b - d / 2, c, d];
}

/** Rows whose score or class is below 0 are padding. */
function answer(rows: number, read: (row: number) => Detected): Boxes {
  const all = Array.from({ length: rows }, (_, row) => read(row));
  const boxes = all.filter((box) => !(box.score < 0) && !(box.class < 0));
  const degenerate = boxes.some(
    (each) => ![...each.box, each.score].every(Number.isFinite) || !Number.isInteger(each.class),
  );
  return { boxes: degenerate ? [] : boxes, degenerate };
}

/** How an output is shaped where it has the samples as its first dimension. */
interface Shaped {
  readonly count: number;
  readonly rank: number;
}

/** Each sample's part of an output [N, rows] or [N, rows, width]. */
function tables(outputs: Outputs, name: string, shaped: Shaped): Table[] {
  const tensor = outputOf(outputs, name);
  const [rows = 0, width = 1] = shapeOf(tensor, name, shaped);
  const values = numbersOf(tensor);
  return Array.from({ length: shaped.count }, (_, sample) => {
    const start = sample * rows * width;
    return { rows, width, at: (row, column) => values[start + row * width + column] ?? NaN };
  });
}

/** The dimensions of one sample; a batch of one may leave out the first dimension: [D, 4] for [1, D, 4]. */
function shapeOf({ dims }: Tensor, name: string, { count, rank }: Shaped): readonly number[] {
  const [first, ...rest] = dims;
  if (count === 1 && dims.length === rank - 1) return dims;
  if (first !== count) throw fault('OUTPUT_ROWS', { output: name, shape: dims, samples: count });
  if (rest.length === rank - 1 || (rest.length === rank && rest.at(-1) === 1)) return rest;
  throw fault('OUTPUT_SHAPE', { output: name, shape: dims, expected: 'rows of numbers for each sample' });
}

function countsOf(outputs: Outputs, name: string, count: number): Float64Array {
  const tensor = outputOf(outputs, name);
  const values = numbersOf(tensor);
  if (values.length === count) return values;
  throw fault('OUTPUT_ROWS', { output: name, shape: tensor.dims, samples: count });
}

function misshapen(output: string | undefined, table: Table | undefined, expected: string): Error {
  const shape = table === undefined ? [] : [table.rows, table.width];
  return fault('OUTPUT_SHAPE', {
    output: output ?? '',
    shape,
    expected: `${expected} (shape of one sample)`,
  });
}
