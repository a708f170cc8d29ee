import type { Stream } from '../../core/rng.js';

/**
 * Clouds of size × size (a power of two) in 0…1, by diamonds and squares: the middle of four places is their mean and a
 * draw within ±w², where w is 100 at first and is divided by the decay with every halving of the distance.
 */
export function plasma(size: number, decay: number, stream: Stream): Float64Array {
  const map = new Float64Array(size * size);
  let wobble = 100;
  for (let step = size; step >= 2; step /= 2, wobble /= decay) {
    const grid: Grid = { map, size, step, reach: wobble * wobble, stream };
    const half = step / 2;
    fill(grid, [half, half], [[0, 0], [step, 0], [step, step], [0, step]]); // prettier-ignore
    fill(grid, [0, half], [[half, half], [-half, half], [0, 0], [0, step]]); // prettier-ignore
    fill(grid, [half, 0], [[half, half], [half, -half], [0, 0], [step, 0]]); // prettier-ignore
  }
  return stretched(map);
}

type Place = readonly [row: number, column: number];

interface Grid {
  readonly map: Float64Array;
  readonly size: number;
  readonly step: number;
  readonly reach: number;
  readonly stream: Stream;
}

/** Fills the places that lie `at` from each corner of the grid; what they are the mean of lies around the corner, and the map has no edge. */
function fill({ map, size, step, reach, stream }: Grid, at: Place, around: readonly Place[]): void {
  const wrapped = (place: number): number => (place + size) % size;
  for (let row = 0; row < size; row += step) {
    for (let column = 0; column < size; column += step) {
      let sum = 0;
      for (const [down, right] of around)
        sum += map[wrapped(row + down) * size + wrapped(column + right)] ?? 0;
      map[(row + at[0]) * size + column + at[1]] = sum / 4 + reach * (2 * stream.uniform() - 1);
    }
  }
}

function stretched(map: Float64Array): Float64Array {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of map) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return map.map((value) => (value - low) / (high - low));
}
