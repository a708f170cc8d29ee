import { fault } from '../core/fault.js';
import { few, type ShownBox } from '../core/shown.js';
import type { Answer, Evidence, Measure, Task, TaskKind, TaskSettings } from '../core/task.js';
import { cocoAverage, type Wanted } from '../stats/coco-average.js';
import { cocoRow, type Detected } from '../stats/coco-match.js';
import { agreement, agreementF1, type Agreement } from './agreement.js';
import { boxesOf, type Boxes, type BoxLayout } from './boxes.js';
import { scoreLimits, severity } from './flips.js';
import { classesOf, type Classes } from './labels.js';
import { armShare, pairShare, rate, sums, whole } from './measures.js';
import { objectsOf, type Truth } from './objects.js';
import { choice, choiceSchema, shareOr, shareSchema } from './options.js';

/** One arm on one sample: the row of stats/coco-match.ts; null without a label. */
export type BoxesKept = { readonly row: readonly number[] | null };

/** Two arms on one sample: their boxes from the declared score on; `changed` unless each has its match. */
export type BoxesPair = {
  readonly changed: boolean;
  readonly both: number;
  readonly left: number;
  readonly right: number;
};

const rows = { of: (kept: BoxesKept): readonly number[] | null => kept.row };

/** The twelve numbers of pycocotools, by our names. */
export const cocoNumbers: { readonly [name: string]: Wanted } = {
  ap: { is: 'precision', area: 'all', most: 100 },
  ap50: { is: 'precision', area: 'all', most: 100, threshold: 0 },
  ap75: { is: 'precision', area: 'all', most: 100, threshold: 5 },
  'ap-small': { is: 'precision', area: 'small', most: 100 },
  'ap-medium': { is: 'precision', area: 'medium', most: 100 },
  'ap-large': { is: 'precision', area: 'large', most: 100 },
  'ar-1': { is: 'recall', area: 'all', most: 1 },
  'ar-10': { is: 'recall', area: 'all', most: 10 },
  'ar-100': { is: 'recall', area: 'all', most: 100 },
  'ar-small': { is: 'recall', area: 'small', most: 100 },
  'ar-medium': { is: 'recall', area: 'medium', most: 100 },
  'ar-large': { is: 'recall', area: 'large', most: 100 },
};

/** Object detection: boxes with classes and scores. */
export const detection: TaskKind = {
  name: 'detection',
  summary: 'boxes with classes and scores, changed when some box has no match in the other answer',
  options: {
    score: choiceSchema(['ap', 'ap50', 'ap75', 'ar-100'], 'ap', 'What score-drop, error and robustness-gap read.'),
    threshold: {
      ...shareSchema,
      default: '50%',
      description: 'Score from which a box counts as an answer when two answers are compared; AP sees all boxes.',
    },
    head: choiceSchema(
      ['boxes', 'yolov5', 'yolov8'],
      'boxes',
      'boxes: finished ones. yolov5: a raw grid with objectness, [N, places, 5 + classes]. yolov8: one without, [N, 4 + classes, places].',
    ),
    corners: choiceSchema(
      ['xyxy', 'xywh', 'cxcywh'],
      'xyxy',
      'The four numbers of a finished box: two corners, corner and size, or centre and size.',
    ),
    coordinates: {
      title: 'pixels, relative, or [width, height]',
      type: ['string', 'array'],
      pattern: '^(pixels|relative)$',
      items: { type: 'integer', minimum: 1 },
      minItems: 2,
      maxItems: 2,
      default: 'pixels',
      description: 'What boxes are measured in: pixels of the labels, shares of width and height, or pixels of a picture of this size.',
    },
    'nms-iou': {
      ...shareSchema,
      description: 'Raw heads: a box is dropped whose IoU with a better one is above this. Required for them.',
    },
    'nms-score': { ...shareSchema, default: '0.1%', description: 'Raw heads: only boxes with a score above this take part.' },
    'nms-most': { type: 'integer', minimum: 1, default: 300, description: 'Raw heads: boxes that are kept at most.' },
    'nms-classes': choiceSchema(['apart', 'together'], 'apart', 'Raw heads: whether a box may drop one of another class.'),
  },
  limits: {
    ...scoreLimits,
    'box-disagreement': { unit: 'share', labels: false, judge: { by: 'value', measure: 'box-disagreement' } },
  },
  meanings: ['logits'],
  parts: { required: ['boxes', 'scores'], optional: ['labels', 'count'] },
  create,
}; // prettier-ignore

/** A detection task, its options read. */
interface Made {
  readonly classes: Classes;
  readonly threshold: number;
  readonly layout: BoxLayout;
  /** Width and height that the answers' coordinates are within; null: the labels' own pixels. */
  readonly within: readonly [number, number] | null;
}

function create(settings: TaskSettings): Task<Truth, Boxes, BoxesKept, BoxesPair> {
  const { options, names } = settings;
  const made: Made = {
    classes: classesOf(names),
    threshold: shareOr(options['threshold'], 0.5),
    layout: layoutOf(options),
    within: withinOf(options['coordinates']),
  };
  return {
    truth: (sample) => objectsOf(sample, settings),
    predict: (outputs, reading, count) => boxesOf(outputs, reading, count, made.layout),
    isDegenerate: ({ degenerate }) => degenerate,
    keep: (prediction, truth) => keep(prediction, truth, made.within),
    compare: (left, right) => compare(left, right, made.threshold),
    evidence: (left, right, truth) => evidence({ left, right, truth }, made),
    measures: { ...measures, ...perClass(names) },
    score: choice(options['score'], ['ap', 'ap50', 'ap75', 'ar-100']),
  };
}

/** Fault NMS_UNDECLARED for a raw head whose boxes nothing thins out. */
function layoutOf(options: TaskSettings['options']): BoxLayout {
  const head = choice(options['head'], ['boxes', 'yolov5', 'yolov8']);
  const corners = choice(options['corners'], ['xyxy', 'xywh', 'cxcywh']);
  if (head === 'boxes') return { head, corners, thinning: null };
  const iou = options['nms-iou'];
  if (iou === undefined || iou === null) throw fault('NMS_UNDECLARED', { head });
  const most = options['nms-most'];
  const thinning = {
    iou: shareOr(iou, NaN),
    score: shareOr(options['nms-score'], 0.001),
    most: typeof most === 'number' ? most : 300,
    apart: choice(options['nms-classes'], ['apart', 'together']) === 'apart',
  };
  return { head, corners, thinning };
}

function withinOf(coordinates: TaskSettings['options'][string] | undefined): Made['within'] {
  if (coordinates === 'relative') return [1, 1];
  if (!Array.isArray(coordinates)) return null;
  const [width, height] = (coordinates as readonly unknown[]).map(Number); // the schema has two whole numbers
  return [width ?? NaN, height ?? NaN];
}

const measures: { readonly [name: string]: Measure } = {
  disagreement: rate<BoxesPair>(pairShare, (pair) => pair.changed),
  /** 1 − F1 over all boxes; undefined where no answer has one. */
  'box-disagreement': sums<BoxesPair>(
    pairShare,
    ({ both, left, right }) => [both, left, right],
    ([both = NaN, left = NaN, right = NaN]) => 1 - (2 * both) / (left + right),
  ),
  ...Object.fromEntries(Object.entries(cocoNumbers).map(([name, wanted]) => [name, average(wanted)])),
};

function average(wanted: Wanted, about?: string): Measure {
  return whole<BoxesKept>({ ...armShare, ...(about !== undefined && { about }) }, rows, (samples, times) =>
    cocoAverage(samples, wanted, times),
  );
}

function perClass(names: readonly string[]): { readonly [name: string]: Measure } {
  const ap: Wanted = { is: 'precision', area: 'all', most: 100 };
  return Object.fromEntries(
    names.map((name, index) => [`ap-class-${index}`, average({ ...ap, class: index }, name)]),
  );
}

function keep({ boxes }: Boxes, truth: Truth | undefined, within: Made['within']): BoxesKept {
  if (truth === undefined) return { row: null };
  return { row: cocoRow(scaled(boxes, truth, within), truth.objects, truth.order) };
}

/** Boxes in the pixels of the labels; labels whose picture has no size are in the answers' own coordinates. */
function scaled(boxes: readonly Detected[], { size }: Truth, within: Made['within']): readonly Detected[] {
  if (size === null || within === null) return boxes;
  const [x, y] = [size[0] / within[0], size[1] / within[1]];
  return boxes.map(({ box, ...rest }) => ({
    ...rest,
    box: [box[0] * x, box[1] * y, box[2] * x, box[3] * y],
  }));
}

function answered({ boxes }: Boxes, threshold: number): readonly Detected[] {
  return boxes.filter(({ score }) => score >= threshold);
}

function agreed(left: Boxes, right: Boxes, threshold: number): Agreement {
  return agreement(answered(left, threshold), answered(right, threshold));
}

function compare(left: Boxes, right: Boxes, threshold: number): BoxesPair {
  const found = agreed(left, right, threshold);
  const changed = left.degenerate || right.degenerate || agreementF1(found) < 1;
  return { changed, ...found };
}

function evidence(
  { left, right, truth }: { left: Boxes; right: Boxes; truth: Truth | undefined },
  { classes, threshold, within }: Made,
): Evidence {
  const weight = 1 - agreementF1(agreed(left, right, threshold));
  const drawn = (boxes: Boxes): readonly ShownBox[] => {
    const own = answered(boxes, threshold);
    const placed = truth === undefined ? own : scaled(own, truth, within);
    return placed.map(({ box, class: index, score }) => ({ box, name: classes.nameOf(index), score }));
  };
  const objects = truth?.objects.map(({ box, class: index }) => ({
    box,
    name: classes.nameOf(index),
    score: null,
  }));
  return {
    left: told(left, drawn(left)),
    right: told(right, drawn(right)),
    label: objects === undefined ? null : listed(objects),
    severity: severity({ degenerate: left.degenerate || right.degenerate, negative: null, weight }),
    shown: {
      is: 'boxes',
      baseline: few(drawn(left), 100),
      compressed: few(drawn(right), 100),
      label: objects === undefined ? null : few(objects, 100),
    },
  };
}

function told({ degenerate }: Boxes, boxes: readonly ShownBox[]): Answer {
  return { text: degenerate ? 'no answer' : listed(boxes), confidence: null };
}

/** "car 2, person 1", the most frequent first. */
function listed(boxes: readonly ShownBox[]): string {
  const counts = new Map<string, number>();
  for (const { name } of boxes) counts.set(name, (counts.get(name) ?? 0) + 1);
  const parts = [...counts].toSorted(([, one], [, other]) => other - one).map(([name, n]) => `${name} ${n}`);
  return parts.length === 0 ? 'no boxes' : parts.join(', ');
}
