export type Point = readonly [x: number, y: number];

/** x becomes xx·x + xy·y + x0, and y becomes yx·x + yy·y + y0. */
export interface Affine {
  readonly xx: number;
  readonly xy: number;
  readonly x0: number;
  readonly yx: number;
  readonly yy: number;
  readonly y0: number;
}

/** The affine map that takes three points to three others. */
export function affineBetween(from: readonly Point[], to: readonly Point[]): Affine {
  const [[ax, ay], [bx, by], [cx, cy]] = three(from);
  const [[px, py], [qx, qy], [rx, ry]] = three(to);
  const size = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
  const xx = ((qx - px) * (cy - ay) - (rx - px) * (by - ay)) / size;
  const xy = ((rx - px) * (bx - ax) - (qx - px) * (cx - ax)) / size;
  const yx = ((qy - py) * (cy - ay) - (ry - py) * (by - ay)) / size;
  const yy = ((ry - py) * (bx - ax) - (qy - py) * (cx - ax)) / size;
  return { xx, xy, x0: px - xx * ax - xy * ay, yx, yy, y0: py - yx * ax - yy * ay };
}

function three([a, b, c]: readonly Point[]): readonly [Point, Point, Point] {
  if (a === undefined || b === undefined || c === undefined)
    throw new Error('an affine map needs three points');
  return [a, b, c];
}
