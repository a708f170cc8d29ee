export type Point = readonly [x: number, y: number];

/** The affine map that takes three points to three others. */
export function affineBetween(from: readonly Point[], to: readonly Point[]): (point: Point) => Point {
  const [[ax, ay], [bx, by], [cx, cy]] = three(from);
  const [[px, py], [qx, qy], [rx, ry]] = three(to);
  const size = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
  return ([x, y]) => {
    const b = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / size; // how far along the first two sides
    const c = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / size;
    return [px + b * (qx - px) + c * (rx - px), py + b * (qy - py) + c * (ry - py)];
  };
}

function three([a, b, c]: readonly Point[]): readonly [Point, Point, Point] {
  if (a === undefined || b === undefined || c === undefined)
    throw new Error('an affine map needs three points');
  return [a, b, c];
}
