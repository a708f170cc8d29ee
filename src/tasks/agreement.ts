import type { Detected } from '../stats/coco-match.js';
import { boxIou } from '../stats/iou.js';

/** Boxes of two answers, and how many of them are the same. */
export interface Agreement {
  readonly both: number;
  readonly left: number;
  readonly right: number;
}

/** Boxes that mean the same object have the same class and at least this IoU. */
const sameFrom = 0.5;

/** Pairs up the boxes of two answers, the largest IoU first: which of two answers is held against the other is no matter. */
export function agreement(left: readonly Detected[], right: readonly Detected[]): Agreement {
  const pairs = left.flatMap((one, at) =>
    right.flatMap((other, to) => {
      const iou = one.class === other.class ? boxIou(one.box, other.box) : 0;
      return iou >= sameFrom ? [{ at, to, iou }] : [];
    }),
  );
  const [lefts, rights] = [new Set<number>(), new Set<number>()];
  for (const { at, to } of pairs.toSorted((one, other) => other.iou - one.iou)) {
    if (lefts.has(at) || rights.has(to)) continue;
    lefts.add(at);
    rights.add(to);
  }
  return { both: lefts.size, left: left.length, right: right.length };
}

/** 2 · both ÷ (left + right); 1 where neither has a box. */
export function agreementF1({ both, left, right }: Agreement): number {
  return left + right === 0 ? 1 : (2 * both) / (left + right);
}
