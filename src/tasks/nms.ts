import type { Detected } from '../stats/coco-match.js';
import { boxIou } from '../stats/iou.js';

/** How boxes that mean the same object are thinned out. */
export interface Thinning {
  /** A box is dropped whose IoU with a kept one is above this, a share. */
  readonly iou: number;
  /** Only boxes with a score above this take part. */
  readonly score: number;
  /** Boxes that are kept at most. */
  readonly most: number;
  /** Boxes of other classes drop none. */
  readonly apart: boolean;
}

/**
 * Non-maximum suppression: boxes in the order of falling score (the first on ties), each kept unless its IoU with a
 * kept one is above the limit: the rule of torchvision's `nms` and `batched_nms`, in float64.
 */
export function thinned(boxes: readonly Detected[], { iou, score, most, apart }: Thinning): Detected[] {
  const kept: Detected[] = [];
  for (const box of boxes.filter((each) => each.score > score).toSorted((a, b) => b.score - a.score)) {
    if (kept.length === most) break;
    const isDouble = kept.some(
      (other) => (!apart || other.class === box.class) && boxIou(other.box, box.box) > iou,
    );
    if (!isDouble) kept.push(box);
  }
  return kept;
}
