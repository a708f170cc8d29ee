import type { Measure } from '../core/task.js';
import { armShare, mean, pairShare, rate, sums } from './measures.js';

/** One arm on one sample: for each class the pixels rightly given, given and labelled; null without a label. */
export type MaskKept = { readonly counts: readonly number[] | null };

/** Two arms on one sample; `counts`: those of left, then those of right. */
export type MaskPair = {
  readonly changed: boolean;
  /** Share of all pixels; 1 where an answer is none. */
  readonly share: number;
  readonly counts: readonly number[] | null;
};

/** What is measured of so many classes: sums need a length that no sample changes. */
export function maskMeasures(
  classes: number,
  names: readonly string[],
): { readonly [name: string]: Measure } {
  const none = new Array<number>(6 * classes).fill(0);
  const of = (value: (total: readonly number[]) => number, about?: string): Measure => {
    const said = { ...armShare, ...(about !== undefined && { about }) };
    return sums<MaskKept>(said, (kept) => kept.counts ?? none.slice(0, 3 * classes), value);
  };
  const perClass = Array.from({ length: classes }, (_, index): [string, Measure] => [
    `iou-class-${index}`,
    of((total) => iouOf(total, index), names[index]),
  ]);
  return {
    disagreement: rate<MaskPair>(pairShare, (pair) => pair.changed),
    'pixel-disagreement': mean<MaskPair>(pairShare, (pair) => pair.share),
    miou: of(meanIou),
    'pixel-accuracy': of(pixelAccuracy),
    'class-drop': sums<MaskPair>(
      { of: 'pair', better: 'lower', unit: 'points' },
      (pair) => pair.counts ?? none,
      worstDrop,
    ),
    ...Object.fromEntries(perClass),
  };
}

/** NaN where the class is neither labelled nor given. */
function iouOf(total: readonly number[], index: number): number {
  const [right = NaN, given = NaN, labelled = NaN] = total.slice(3 * index, 3 * index + 3);
  return right / (given + labelled - right);
}

function iousOf(total: readonly number[]): number[] {
  return Array.from({ length: total.length / 3 }, (_, index) => iouOf(total, index));
}

/** The mean over classes that are labelled or given somewhere. */
function meanIou(total: readonly number[]): number {
  const ious = iousOf(total).filter((iou) => !Number.isNaN(iou));
  return ious.reduce((sum, iou) => sum + iou, 0) / ious.length;
}

function pixelAccuracy(total: readonly number[]): number {
  const of = (column: number): number =>
    total.reduce((sum, value, at) => sum + (at % 3 === column ? value : 0), 0);
  return of(0) / of(2);
}

/** The largest loss of IoU among the classes that baseline's answers or labels have; NaN without any. */
function worstDrop(total: readonly number[]): number {
  const half = total.length / 2;
  const [left, right] = [iousOf(total.slice(0, half)), iousOf(total.slice(half))];
  const drops = left.flatMap((iou, index) => (Number.isNaN(iou) ? [] : [iou - (right[index] ?? NaN)]));
  return drops.length === 0 ? NaN : Math.max(...drops.map((drop) => (Number.isNaN(drop) ? 0 : drop)));
}
