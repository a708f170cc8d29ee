import type { Finding } from '../core/fault.js';
import type { Json } from '../core/json.js';
import type { Measure, MeasureForm, Task } from '../core/task.js';
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
  private readonly adders: readonly ((seen: Seen) => void)[];

  constructor(
    readonly task: Task,
    /** Units of resampling; 1 where nothing is resampled. */
    readonly units: number,
  ) {
    this.adders = Object.entries(task.measures).map(([name, measure]) => this.prepare(name, measure));
  }

  miss(reason: Finding | undefined): void {
    this.missing += 1;
    this.firstMissing ??= reason;
  }

  add(seen: Seen): void {
    this.n += 1;
    const at = this.units === 1 ? { ...seen, unit: 0 } : seen;
    this.columnUnits.push(at.unit);
    for (const add of this.adders) add(at);
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

  /** Makes what a measure is added up in, and the way into it: looked up once, not for every sample. */
  private prepare(name: string, { of, form }: Measure): (seen: Seen) => void {
    if (form.is === 'whole') {
      const column = kept(this.columns, name, new Column());
      return ({ pair }) => column.push(form.value(pair));
    }
    if (form.is === 'rate' && of === 'pair') {
      const tally = kept(this.rates, name, new RateTally());
      return ({ unit, pair }) => tally.add(unit, form.hit(pair));
    }
    if (form.is === 'rate') {
      const tally = kept(this.paired, name, new PairedTally());
      return ({ unit, left, right }) => tally.add(unit, form.hit(left), form.hit(right));
    }
    return this.prepareSums(name, of, form);
  }

  private prepareSums(name: string, of: Measure['of'], form: SumForm): (seen: Seen) => void {
    if (of === 'pair') {
      const tally = kept(this.pairSums, name, new SumTally());
      return ({ unit, pair }) => tally.add(unit, form.sums(pair));
    }
    const arms = kept(this.sums, name, { left: new SumTally(), right: new SumTally() });
    return ({ unit, left, right }) => {
      arms.left.add(unit, form.sums(left));
      arms.right.add(unit, form.sums(right));
    };
  }
}

type SumForm = Extract<MeasureForm, { is: 'sums' }>;

function kept<T>(map: Map<string, T>, name: string, value: T): T {
  map.set(name, value);
  return value;
}
