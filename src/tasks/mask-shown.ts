import type { ShownClass, ShownMap } from '../core/shown.js';
import type { Classes } from './labels.js';
import type { Mask } from './masks.js';

/** "road 61%, sky 30%, car 9%": the three largest. */
export function largest(
  shown: readonly ShownClass[],
  arm: 'baseline' | 'compressed',
  ignored?: string,
): string {
  const counted = shown.filter((one) => one[arm] > 0 && one.name !== ignored);
  const all = counted.reduce((sum, one) => sum + one[arm], 0);
  return counted
    .toSorted((one, other) => other[arm] - one[arm])
    .slice(0, 3)
    .map((one) => `${one.name} ${Math.round((100 * one[arm]) / all)}%`)
    .join(', ');
}

/** Pixels by class, those with the most changed ones first. */
export function classesShown(left: Mask, right: Mask, classes: Classes): ShownClass[] {
  const counts = new Map<number, [number, number, number]>();
  const of = (index: number): [number, number, number] => {
    const known = counts.get(index) ?? [0, 0, 0];
    counts.set(index, known);
    return known;
  };
  left.classes.forEach((value, pixel) => {
    const other = right.classes[pixel] ?? value;
    of(value)[0] += 1;
    of(other)[1] += 1;
    if (value !== other) of(value)[2] += 1;
  });
  return [...counts]
    .map(([index, [baseline, compressed, changed]]) => ({
      name: classes.nameOf(index),
      baseline,
      compressed,
      changed,
    }))
    .toSorted((one, other) => other.changed - one.changed);
}

/** Tiles a side at most. */
const tiles = 16;

/** The share of changed pixels in each tile. */
export function mapOf(left: Mask, right: Mask): ShownMap {
  const [rows, columns] = [Math.min(tiles, left.height), Math.min(tiles, left.width)];
  const [changed, pixels] = [
    new Array<number>(rows * columns).fill(0),
    new Array<number>(rows * columns).fill(0),
  ];
  left.classes.forEach((value, pixel) => {
    const row = Math.floor((Math.floor(pixel / left.width) * rows) / left.height);
    const at = row * columns + Math.floor(((pixel % left.width) * columns) / left.width);
    pixels[at] = (pixels[at] ?? 0) + 1;
    if (value !== right.classes[pixel]) changed[at] = (changed[at] ?? 0) + 1;
  });
  return { rows, columns, shares: changed.map((count, at) => count / (pixels[at] ?? 1)) };
}
