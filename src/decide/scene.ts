import type { Finding } from '../core/fault.js';
import type { Json } from '../core/json.js';
import type { HistogramForm } from '../core/histogram.js';
import type { Measure, MeasureForm, Rows, Task } from '../core/task.js';
import { Column } from './column.js';
import { PairedTally, RateTally, SumTally } from './tally.js';
import { WholeTally, type WholeForm } from './whole.js';

/** One sample at one level, seen by one contrast. */
export interface Seen {
  readonly unit: number;
  readonly left: Json;
  readonly right: Json;
  readonly pair: Json;
}

type Adder = (seen: Seen, unit: number) => void;

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
  /** By measure; measures with the same rows share them. */
  readonly wholes = new Map<string, { left: WholeTally; right: WholeTally }>();
  readonly pairWholes = new Map<string, WholeTally>();
  private readonly armRows = new Map<Rows, { left: WholeTally; right: WholeTally }>();
  private readonly pairRows = new Map<Rows, WholeTally>();
  /** Counts per bin: of both arms, or of the pairs alone. */
  readonly histograms = new Map<string, readonly Float64Array[]>();
  private readonly adders: readonly Adder[];

  constructor(
    readonly task: Task,
    /** Units of resampling; 1 where nothing is resampled. */
    readonly units: number,
    /** Histograms are drawn of all samples only; a slice needs none. */
    ofSlice = false,
  ) {
    const measures = Object.entries(task.measures).filter(
      ([, { form }]) => !ofSlice || form.is !== 'histogram',
    );
    this.adders = measures.flatMap(([name, measure]) => this.prepare(name, measure) ?? []);
  }

  miss(reason: Finding | undefined): void {
    this.missing += 1;
    this.firstMissing ??= reason;
  }

  add(seen: Seen): void {
    this.n += 1;
    const unit = this.units === 1 ? 0 : seen.unit;
    this.columnUnits.push(unit);
    for (const add of this.adders) add(seen, unit);
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
    for (const [name, counts] of other.histograms) addCounts(this.histograms.get(name), counts);
    for (const [name, column] of other.columns) this.columns.get(name)?.pushAll(column);
    this.columnUnits.pushAll(other.columnUnits);
    for (const [rows, tally] of other.pairRows) this.pairRows.get(rows)?.addAll(tally);
    for (const [rows, { left, right }] of other.armRows) {
      this.armRows.get(rows)?.left.addAll(left);
      this.armRows.get(rows)?.right.addAll(right);
    }
  }

  /**
   * Makes what a measure is added up in, and the way into it: looked up once, not for every sample. None where
   * another measure's way brings its rows.
   */
  private prepare(name: string, { of, form }: Measure): Adder | undefined {
    if (form.is === 'whole') return this.prepareWhole(name, of, form);
    if (form.is === 'each') {
      const column = kept(this.columns, name, new Column());
      return ({ pair }) => column.push(form.value(pair));
    }
    if (form.is === 'rate' && of === 'pair') {
      const tally = kept(this.rates, name, new RateTally());
      return ({ pair }, unit) => tally.add(unit, form.hit(pair));
    }
    if (form.is === 'rate') {
      const tally = kept(this.paired, name, new PairedTally());
      return ({ left, right }, unit) => tally.add(unit, form.hit(left), form.hit(right));
    }
    return form.is === 'sums' ? this.prepareSums(name, of, form) : this.prepareCounts(name, of, form);
  }

  private prepareCounts(name: string, of: Measure['of'], form: HistogramForm): Adder {
    const fresh = (): Float64Array => new Float64Array(form.series.length * form.bins);
    const [first, second] = [fresh(), fresh()];
    const count = (counts: Float64Array, kept: Json): void => {
      const at = form.at(kept);
      if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
    };
    if (of === 'pair') {
      this.histograms.set(name, [first]);
      return ({ pair }) => {
        count(first, pair);
      };
    }
    this.histograms.set(name, [first, second]);
    return ({ left, right }) => {
      count(first, left);
      count(second, right);
    };
  }

  private prepareWhole(name: string, of: Measure['of'], form: WholeForm): Adder | undefined {
    const { rows } = form;
    if (of === 'pair') {
      const known = this.pairRows.get(rows);
      const tally = kept(this.pairWholes, name, known ?? kept(this.pairRows, rows, new WholeTally()));
      return known ? undefined : ({ pair }, unit) => tally.add(unit, rows.of(pair));
    }
    const known = this.armRows.get(rows);
    const fresh = { left: new WholeTally(), right: new WholeTally() };
    const arms = kept(this.wholes, name, known ?? kept(this.armRows, rows, fresh));
    return known
      ? undefined
      : ({ left, right }, unit) => addBoth(arms, unit, [rows.of(left), rows.of(right)]);
  }

  private prepareSums(name: string, of: Measure['of'], form: SumForm): Adder {
    if (of === 'pair') {
      const tally = kept(this.pairSums, name, new SumTally());
      return ({ pair }, unit) => tally.add(unit, form.sums(pair));
    }
    const arms = kept(this.sums, name, { left: new SumTally(), right: new SumTally() });
    return ({ left, right }, unit) => {
      arms.left.add(unit, form.sums(left));
      arms.right.add(unit, form.sums(right));
    };
  }
}

type SumForm = Extract<MeasureForm, { is: 'sums' }>;

/** A sample is in n for both arms or for none. */
function addBoth(
  { left, right }: { left: WholeTally; right: WholeTally },
  unit: number,
  [one, other]: readonly [readonly number[] | null, readonly number[] | null],
): void {
  if (one === null || other === null) return;
  left.add(unit, one);
  right.add(unit, other);
}

function addCounts(into: readonly Float64Array[] | undefined, more: readonly Float64Array[]): void {
  into?.forEach((counts, arm) => {
    more[arm]?.forEach((count, at) => (counts[at] = (counts[at] ?? 0) + count));
  });
}

function kept<K, T>(map: Map<K, T>, name: K, value: T): T {
  map.set(name, value);
  return value;
}
