/** How often each unit of resampling was drawn; without it every unit counts once. */
export type Draws = Uint32Array;

/** Numbers per unit, added up: at most 1,000 units, each a row of `width`. */
class UnitTable {
  private rows: Float64Array | undefined;
  private width = 0;

  constructor(readonly units: number) {}

  add(unit: number, values: readonly number[]): void {
    if (this.rows === undefined) {
      this.width = values.length;
      this.rows = new Float64Array(this.units * this.width);
    }
    if (values.length !== this.width) throw new Error('a measure changed the length of its sums');
    for (let at = 0; at < this.width; at += 1) {
      const index = unit * this.width + at;
      this.rows[index] = (this.rows[index] ?? 0) + (values[at] ?? NaN);
    }
  }

  total(draws?: Draws): number[] {
    const sum = new Array<number>(this.width).fill(0);
    for (let unit = 0; unit < this.units; unit += 1) {
      const times = draws ? (draws[unit] ?? 0) : 1;
      if (times === 0) continue;
      for (let at = 0; at < this.width; at += 1) {
        sum[at] = (sum[at] ?? 0) + times * (this.rows?.[unit * this.width + at] ?? 0);
      }
    }
    return sum;
  }

  row(unit: number): Float64Array {
    return this.rows?.subarray(unit * this.width, (unit + 1) * this.width) ?? new Float64Array(0);
  }
}

/** Hits among samples: a rate over pairs. */
export class RateTally {
  private readonly table: UnitTable;

  constructor(units: number) {
    this.table = new UnitTable(units);
  }

  add(unit: number, hit: boolean | null): void {
    if (hit !== null) this.table.add(unit, [hit ? 1 : 0, 1]);
  }

  get(draws?: Draws): { count: number; n: number } {
    const [count = 0, n = 0] = this.table.total(draws);
    return { count, n };
  }

  /** Units with at least one hit. */
  differing(): number {
    return countUnits(this.table, (row) => (row[0] ?? 0) > 0);
  }
}

/** Hits of two arms on the same samples; lost: left hit and right did not. */
export class PairedTally {
  private readonly table: UnitTable;

  constructor(units: number) {
    this.table = new UnitTable(units);
  }

  add(unit: number, left: boolean | null, right: boolean | null): void {
    if (left === null || right === null) return;
    this.table.add(unit, [1, Number(left), Number(right), Number(left && !right), Number(right && !left)]);
  }

  get(draws?: Draws): { n: number; left: number; right: number; lost: number; won: number } {
    const [n = 0, left = 0, right = 0, lost = 0, won = 0] = this.table.total(draws);
    return { n, left, right, lost, won };
  }

  differing(): number {
    return countUnits(this.table, (row) => (row[3] ?? 0) + (row[4] ?? 0) > 0);
  }
}

/** Sums of one arm, or of pairs. */
export class SumTally {
  private readonly table: UnitTable;
  private any = false;

  constructor(readonly units: number) {
    this.table = new UnitTable(units);
  }

  add(unit: number, sums: readonly number[]): void {
    this.any = true;
    this.table.add(unit, sums);
  }

  /** undefined: nothing was added, so there is no value. */
  get(draws?: Draws): readonly number[] | undefined {
    return this.any ? this.table.total(draws) : undefined;
  }

  row(unit: number): Float64Array {
    return this.table.row(unit);
  }
}

function countUnits(table: UnitTable, test: (row: Float64Array) => boolean): number {
  let count = 0;
  for (let unit = 0; unit < table.units; unit += 1) if (test(table.row(unit))) count += 1;
  return count;
}
