import type { MeasureForm, WholeRow } from '../core/task.js';
import { Column } from './column.js';
import type { Draws } from './tally.js';

export type WholeForm = Extract<MeasureForm, { is: 'whole' }>;

/** The rows of one arm, or of pairs, in plan order: their numbers end to end, in 8 bytes each. */
export class WholeTally {
  private readonly numbers = new Column();
  private readonly ends = new Column();
  private readonly units = new Column();
  private made: readonly WholeRow[] = [];

  add(unit: number, row: ArrayLike<number> | null): void {
    if (row === null) return;
    for (let at = 0; at < row.length; at += 1) this.numbers.push(row[at] ?? NaN);
    this.ends.push(this.numbers.length);
    this.units.push(unit);
  }

  addAll(other: WholeTally): void {
    const units = other.units.view();
    other.rows().forEach((row, at) => {
      this.add(units[at] ?? 0, row);
    });
  }

  /** undefined: nothing was added, so there is no value. A unit that was drawn twice counts twice. */
  get(form: WholeForm, draws?: Draws): number | undefined {
    if (this.ends.length === 0) return undefined;
    const times = draws && Uint32Array.from(this.units.view(), (unit) => draws[unit] ?? 0);
    return form.value(this.rows(), times);
  }

  /** Units in which two arms' rows are not the same. */
  differing(other: WholeTally): Set<number> {
    const [rows, others, units] = [this.rows(), other.rows(), this.units.view()];
    if (rows.length !== others.length) return new Set(units);
    return new Set(units.filter((_, at) => !isSame(rows[at], others[at])));
  }

  /** Units in which some row is not as it should be. */
  where(test: (row: WholeRow) => boolean): Set<number> {
    const rows = this.rows();
    return new Set(this.units.view().filter((_, at) => test(rows[at] ?? new Float64Array())));
  }

  /** The same list as long as nothing is added, so that what is computed from it can be kept beside it. */
  private rows(): readonly WholeRow[] {
    if (this.made.length === this.ends.length) return this.made;
    const [numbers, ends] = [this.numbers.view(), this.ends.view()];
    this.made = Array.from(ends, (end, at) => numbers.subarray(ends[at - 1] ?? 0, end));
    return this.made;
  }
}

function isSame(one: WholeRow | undefined, other: WholeRow | undefined): boolean {
  return one?.length === other?.length && one?.every((value, at) => Object.is(value, other?.[at])) === true;
}
