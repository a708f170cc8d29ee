import type { Finding } from '../core/fault.js';
import type { Json } from '../core/json.js';
import type { Measure, Task } from '../core/task.js';
import { Column } from './column.js';
import { PairedTally, RateTally, SumTally } from './tally.js';

/** One sample at one level, seen by one contrast. */
export interface Seen {
  readonly unit: number;
  readonly left: Json;
  readonly right: Json;
  readonly pair: Json;
}

/** What was added up for one task at one level in one contrast, for all samples or one value of a field. */
export class Scene {
  /** Samples that both arms answered. */
  n = 0;
  /** Samples seen without a usable pair. */
  missing = 0;
  firstMissing: Finding | undefined;
  readonly degenerate = { left: 0, right: 0 };
  readonly rates = new Map<string, RateTally>();
  readonly paired = new Map<string, PairedTally>();
  readonly sums = new Map<string, { left: SumTally; right: SumTally }>();
  readonly pairSums = new Map<string, SumTally>();
  /** Values of pairs, one per sample; `columnUnits` has the unit of each. */
  readonly columns = new Map<string, Column>();
  readonly columnUnits = new Column();

  constructor(
    readonly task: Task,
    /** Units of resampling; 1 where nothing is resampled. */
    readonly units: number,
  ) {
    for (const [name, measure] of Object.entries(task.measures)) this.prepare(name, measure);
  }

  miss(reason: Finding | undefined): void {
    this.missing += 1;
    this.firstMissing ??= reason;
  }

  add(seen: Seen): void {
    this.n += 1;
    const unit = this.units === 1 ? 0 : seen.unit;
    this.columnUnits.push(unit);
    for (const [name, measure] of Object.entries(this.task.measures))
      this.addMeasure(name, measure, { ...seen, unit });
  }

  /** Adds other samples of the same task. */
  addAll(other: Scene): void {
    this.n += other.n;
    for (const [name, tally] of other.rates) this.rates.get(name)?.addAll(tally);
    for (const [name, tally] of other.paired) this.paired.get(name)?.addAll(tally);
    for (const [name, tally] of other.pairSums) this.pairSums.get(name)?.addAll(tally);
    for (const [name, { left, right }] of other.sums) {
      this.sums.get(name)?.left.addAll(left);
      this.sums.get(name)?.right.addAll(right);
    }
    for (const [name, column] of other.columns) this.columns.get(name)?.pushAll(column);
    this.columnUnits.pushAll(other.columnUnits);
  }

  private prepare(name: string, { of, form }: Measure): void {
    if (form.is === 'rate' && of === 'pair') this.rates.set(name, new RateTally());
    else if (form.is === 'rate') this.paired.set(name, new PairedTally());
    else if (form.is === 'whole') this.columns.set(name, new Column());
    else if (of === 'pair') this.pairSums.set(name, new SumTally());
    else this.sums.set(name, { left: new SumTally(), right: new SumTally() });
  }

  private addMeasure(name: string, { of, form }: Measure, { unit, left, right, pair }: Seen): void {
    if (form.is === 'whole') this.columns.get(name)?.push(form.value(pair));
    else if (form.is === 'rate') {
      if (of === 'pair') this.rates.get(name)?.add(unit, form.hit(pair));
      else this.paired.get(name)?.add(unit, form.hit(left), form.hit(right));
    } else if (of === 'pair') this.pairSums.get(name)?.add(unit, form.sums(pair));
    else {
      this.sums.get(name)?.left.add(unit, form.sums(left));
      this.sums.get(name)?.right.add(unit, form.sums(right));
    }
  }
}
