import type { Sums } from '../core/task.js';

/** How often each unit of resampling was drawn; without it every unit counts once. */
export type Draws = Uint32Array;

/** Numbers per unit, added up: a row of `width` for each unit that was seen, in the order of first sight. */
class UnitTable {
  private readonly rows = new Map<number, Float64Array>();
  private width = 0;

  get isEmpty(): boolean {
    return this.rows.size === 0;
  }

  add(unit: number, sums: Sums | Float64Array): void {
    if ('part' in sums) addTo(this.rowOf(unit, sums.of), sums.part, sums.first);
    else addTo(this.rowOf(unit, sums.length), sums, 0);
  }

  /** The row of a unit, to be added to; zeros at first sight. */
  rowOf(unit: number, width: number): Float64Array {
    if (this.isEmpty) this.width = width;
    if (width !== this.width) throw new Error('a measure changed the length of its sums');
    const known = this.rows.get(unit);
    if (known !== undefined) return known;
    const row = new Float64Array(width);
    this.rows.set(unit, row);
    return row;
  }

  addAll(other: UnitTable): void {
    for (const [unit, row] of other.rows) this.add(unit, row);
  }

  total(draws?: Draws): number[] {
    const sum = new Array<number>(this.width).fill(0);
    for (const [unit, row] of this.rows) {
      const times = draws ? (draws[unit] ?? 0) : 1;
      if (times === 0) continue;
      for (let at = 0; at < this.width; at += 1) sum[at] = (sum[at] ?? 0) + times * (row[at] ?? 0);
    }
    return sum;
  }

  row(unit: number): Float64Array | undefined {
    return this.rows.get(unit);
  }

  where(test: (row: Float64Array, unit: number) => boolean): Set<number> {
    return new Set([...this.rows].flatMap(([unit, row]) => (test(row, unit) ? [unit] : [])));
  }

  /** The largest entry of a column, 0 without rows. */
  largest(column: number): number {
    let largest = 0;
    for (const row of this.rows.values()) largest = Math.max(largest, row[column] ?? 0);
    return largest;
  }
}

/** Most sums of one sample are 0. */
function addTo(row: Float64Array, values: ArrayLike<number>, first: number): void {
  if (first + values.length > row.length) throw new Error('a measure adds beyond its sums');
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? NaN;
    if (value !== 0) row[first + at] = (row[first + at] ?? 0) + value;
  }
}

function count(row: Float64Array, at: number): void {
  row[at] = (row[at] ?? 0) + 1;
}

/** Hits among samples: a rate over pairs. */
export class RateTally {
  private readonly table = new UnitTable();

  add(unit: number, hit: boolean | null): void {
    if (hit === null) return;
    const row = this.table.rowOf(unit, 2);
    if (hit) count(row, 0);
    count(row, 1);
  }

  addAll(other: RateTally): void {
    this.table.addAll(other.table);
  }

  get(draws?: Draws): { count: number; n: number } {
    const [count = 0, n = 0] = this.table.total(draws);
    return { count, n };
  }

  /** Units with at least one hit. */
  differing(): Set<number> {
    return this.table.where(([count = 0]) => count > 0);
  }

  /** Samples of the largest unit. */
  heaviest(): number {
    return this.table.largest(1);
  }
}

/** Hits of two arms on the same samples; lost: left hit and right did not. */
export class PairedTally {
  private readonly table = new UnitTable();

  add(unit: number, left: boolean | null, right: boolean | null): void {
    if (left === null || right === null) return;
    const row = this.table.rowOf(unit, 5);
    count(row, 0);
    if (left) count(row, 1);
    if (right) count(row, 2);
    if (left && !right) count(row, 3);
    if (right && !left) count(row, 4);
  }

  addAll(other: PairedTally): void {
    this.table.addAll(other.table);
  }

  get(draws?: Draws): { n: number; left: number; right: number; lost: number; won: number } {
    const [n = 0, left = 0, right = 0, lost = 0, won = 0] = this.table.total(draws);
    return { n, left, right, lost, won };
  }

  /** Units in which an arm hits where the other does not. */
  differing(): Set<number> {
    return this.table.where(([, , , lost = 0, won = 0]) => lost + won > 0);
  }

  /** Units in which the right arm does not always hit. */
  wrong(): Set<number> {
    return this.table.where(([n = 0, , right = 0]) => right < n);
  }

  /** Samples of the largest unit. */
  heaviest(): number {
    return this.table.largest(0);
  }
}

/** Sums of one arm, or of pairs. */
export class SumTally {
  private readonly table = new UnitTable();

  add(unit: number, sums: Sums): void {
    this.table.add(unit, sums);
  }

  addAll(other: SumTally): void {
    this.table.addAll(other.table);
  }

  /** undefined: nothing was added, so there is no value. */
  get(draws?: Draws): readonly number[] | undefined {
    return this.table.isEmpty ? undefined : this.table.total(draws);
  }

  /** Units whose sums pass a test. */
  where(test: (sums: readonly number[]) => boolean): Set<number> {
    return this.table.where((row) => test(Array.from(row)));
  }

  /** Units in which two arms' sums are not the same. */
  differing(other: SumTally): Set<number> {
    return this.table.where((row, unit) => {
      const left = other.table.row(unit);
      return left === undefined || row.some((sum, at) => sum !== left[at]);
    });
  }
}
