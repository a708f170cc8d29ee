import type { Stream } from '../../core/rng.js';
import { kept } from '../kept.js';

const lend = kept();

/**
 * Clouds of size × size (a power of two) in 0…1, valid until the next are made, by diamonds and squares: the middle of four places is their mean and a
 * draw within ±w², where w is 100 at first and is divided by the decay with every halving of the distance.
 */
export function plasma(size: number, decay: number, stream: Stream): Float64Array {
  const map = lend(size * size);
  map[0] = 0; // where the first squares begin; everything else is written before it is read
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
type Four = readonly [Place, Place, Place, Place];

interface Grid {
  readonly map: Float64Array;
  readonly size: number;
  readonly step: number;
  readonly reach: number;
  readonly stream: Stream;
}

/** Fills the places that lie `at` from each corner of the grid; what they are the mean of lies around the corner, and the map has no edge. */
function fill({ map, size, step, reach, stream }: Grid, [down, right]: Place, around: Four): void {
  const [[row0, column0], [row1, column1], [row2, column2], [row3, column3]] = around;
  const wrap = size - 1; // of a power of two: what lies beyond an edge is where it wraps to
  for (let row = 0; row < size; row += step) {
    const first = ((row + row0) & wrap) * size;
    const second = ((row + row1) & wrap) * size;
    const third = ((row + row2) & wrap) * size;
    const fourth = ((row + row3) & wrap) * size;
    for (let column = 0; column < size; column += step) {
      let sum = map[first + ((column + column0) & wrap)] ?? 0;
      sum += map[second + ((column + column1) & wrap)] ?? 0;
      sum += map[third + ((column + column2) & wrap)] ?? 0;
      sum += map[fourth + ((column + column3) & wrap)] ?? 0;
      map[(row + down) * size + column + right] = sum / 4 + reach * (2 * stream.uniform() - 1);
    }
  }
}

function stretched(map: Float64Array): Float64Array {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < map.length; at += 1) {
    const value = map[at] ?? Number.NaN;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const width = high - low;
  for (let at = 0; at < map.length; at += 1) map[at] = ((map[at] ?? Number.NaN) - low) / width;
  return map;
}
