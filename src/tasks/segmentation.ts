import { fault } from '../core/fault.js';
import { few, type ShownClass } from '../core/shown.js';
import type { Answer, Evidence, Task, TaskKind, TaskSettings } from '../core/task.js';
import { scoreLimits, severity } from './flips.js';
import { classesOf, type Classes } from './labels.js';
import {
  masksOf,
  maskMeaning,
  truthOf,
  type Answered,
  type Mask,
  type MaskLayout,
  type Truth,
} from './masks.js';
import { maskMeasures, type MaskKept, type MaskPair } from './mask-scores.js';
import { classesShown, largest, mapOf } from './mask-shown.js';
import { choice, choiceSchema, shareOr, shareSchema } from './options.js';
import { outputOf } from './outputs.js';

/** Segmentation: a class for each pixel. */
export const segmentation: TaskKind = {
  name: 'segmentation',
  summary: 'one class per pixel, changed when more than the declared share of the pixels did',
  options: {
    type: 'object',
    required: ['classes', 'changed-above'],
    properties: {
      score: choiceSchema(['miou', 'pixel-accuracy'], 'miou', 'What score-drop, error and robustness-gap read.'),
      classes: { title: 'a number of classes', type: 'integer', minimum: 2, maximum: 4096, description: 'How many classes there are, from 0.' },
      'changed-above': { ...shareSchema, description: 'Share of its pixels above which an answer counts as changed; 0 takes any pixel.' },
      ignore: { title: 'a label', type: 'integer', minimum: 0, maximum: 65535, description: 'Label of pixels that do not count (often 255).' },
      channels: choiceSchema(['first', 'last'], 'first', 'first: scores [N, classes, height, width]. last: [N, height, width, classes].'),
      threshold: {
        ...shareSchema,
        default: '50%',
        description: 'For outputs of one column: the probability above which the answer is class 1.',
      },
    },
  },
  limits: {
    ...scoreLimits,
    'pixel-disagreement': { unit: 'share', labels: false, judge: { by: 'value', measure: 'pixel-disagreement' } },
    'class-drop': { unit: 'points', labels: true, judge: { by: 'value', measure: 'class-drop' } },
  },
  meanings: ['logits', 'probabilities', 'labels'],
  probe: (outputs, output) => maskMeaning(outputOf(outputs, output)),
  create,
}; // prettier-ignore

function create(settings: TaskSettings): Task<Truth, Answered, MaskKept, MaskPair> {
  const { options, names } = settings;
  const layout: MaskLayout = {
    classes: typeof options['classes'] === 'number' ? options['classes'] : NaN,
    channels: choice(options['channels'], ['first', 'last']),
    threshold: shareOr(options['threshold'], 0.5),
    ignore: typeof options['ignore'] === 'number' ? options['ignore'] : null,
  };
  if (names.length > 0 && names.length !== layout.classes)
    throw fault('CLASSES_MISCOUNTED', { classes: layout.classes, names: names.length });
  const changedAbove = shareOr(options['changed-above'], NaN);
  const classes = classesOf(names);
  return {
    truth: (sample) => truthOf(sample, settings, layout),
    predict: (outputs, reading, count) => masksOf(outputs, reading, count, layout),
    isDegenerate: ({ degenerate }) => degenerate,
    keep: (prediction, truth) => ({ counts: countsOf(prediction, truth, layout) }),
    compare: (left, right, truth) => compare({ left, right, truth }, layout, changedAbove),
    evidence: (left, right, truth) => evidence({ left, right, truth }, layout, classes),
    measures: maskMeasures(layout.classes, names),
    score: choice(options['score'], ['miou', 'pixel-accuracy']),
  };
}

/** Fault MASK_SIZE where label and answer are not of one size. */
function countsOf(
  answer: Answered,
  truth: Truth | undefined,
  { classes, ignore }: MaskLayout,
): number[] | null {
  if (truth === undefined) return null;
  if (truth.height !== answer.height || truth.width !== answer.width) {
    const [label, mask] = [truth, answer].map(({ height, width }) => `${height} × ${width}`);
    throw fault('MASK_SIZE', { sample: truth.sample, label: label ?? '', answer: mask ?? '' });
  }
  const counts = new Array<number>(3 * classes).fill(0);
  const add = (at: number): void => void (counts[at] = (counts[at] ?? 0) + 1);
  truth.classes.forEach((label, pixel) => {
    if (label === ignore) return;
    const given = answer.degenerate ? -1 : (answer.classes[pixel] ?? -1);
    if (given === label) add(3 * label);
    if (given >= 0) add(3 * given + 1);
    add(3 * label + 2);
  });
  return counts;
}

interface Sides {
  readonly left: Answered;
  readonly right: Answered;
  readonly truth: Truth | undefined;
}

/** Fault MASKS_DIFFER where the arms' masks are not of one size. */
function compare({ left, right, truth }: Sides, layout: MaskLayout, changedAbove: number): MaskPair {
  if (left.height !== right.height || left.width !== right.width) {
    const [baseline, compressed] = [left, right].map(({ height, width }) => `${height} × ${width}`);
    throw fault('MASKS_DIFFER', { baseline: baseline ?? '', compressed: compressed ?? '' });
  }
  const degenerate = left.degenerate || right.degenerate;
  const share = degenerate ? 1 : shareOf(left, right);
  const [one, other] = [countsOf(left, truth, layout), countsOf(right, truth, layout)];
  const counts = one === null || other === null ? null : [...one, ...other];
  return { changed: !(share <= changedAbove), share, counts };
}

function shareOf(left: Mask, right: Mask): number {
  let changed = 0;
  left.classes.forEach((value, pixel) => (changed += Number(value !== right.classes[pixel])));
  return changed / left.classes.length;
}

function evidence({ left, right, truth }: Sides, layout: MaskLayout, classes: Classes): Evidence {
  const degenerate = left.degenerate || right.degenerate;
  const weight = degenerate ? 1 : shareOf(left, right);
  const ignored = layout.ignore === null ? undefined : classes.nameOf(layout.ignore);
  const shown = classesShown(left, right, classes);
  return {
    left: told(left, shown, 'baseline'),
    right: told(right, shown, 'compressed'),
    label: truth === undefined ? null : largest(classesShown(truth, truth, classes), 'baseline', ignored),
    severity: severity({ degenerate, negative: null, weight }),
    shown: { is: 'mask', changed: weight, classes: few(shown), map: mapOf(left, right) },
  };
}

function told(
  { degenerate }: Answered,
  shown: readonly ShownClass[],
  arm: 'baseline' | 'compressed',
): Answer {
  return { text: degenerate ? 'no answer' : largest(shown, arm), confidence: null };
}
