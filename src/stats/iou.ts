/** Left, top, width, height. */
export type Box = readonly [number, number, number, number];

/**
 * Intersection over union of two boxes, in float64 and in the order of operations of pycocotools 2.0.11 (maskApi.c,
 * bbIou). For a crowd the union is the first box alone. 0 for boxes that do not touch; NaN never counts as touching.
 */
export function boxIou(box: Box, other: Box, isCrowd = false): number {
  const width = Math.min(box[2] + box[0], other[2] + other[0]) - Math.max(box[0], other[0]);
  if (!(width > 0)) return 0;
  const height = Math.min(box[3] + box[1], other[3] + other[1]) - Math.max(box[1], other[1]);
  if (!(height > 0)) return 0;
  const both = width * height;
  const area = box[2] * box[3];
  return both / (isCrowd ? area : area + other[2] * other[3] - both);
}
