import type { SampleRow } from '../core/plan.js';

/** Samples of one pass that another pass holds as well. */
export interface Shared {
  readonly count: number;
  /** Samples of the pass that are known at all. */
  readonly n: number;
  /** Ids of the first of them, in plan order. */
  readonly samples: readonly string[];
}

const shown = 5;

/** What the models were fed, by pass: samples that are fed alike are the same sample, whatever their names. */
export class FedInputs {
  private readonly passes = new Map<number, { ids: string[]; digests: string[] }>();

  add(pass: number, { id, fed }: Pick<SampleRow, 'id' | 'fed'>): void {
    if (fed === undefined) return;
    const known = this.passes.get(pass) ?? { ids: [], digests: [] };
    this.passes.set(pass, known);
    known.ids.push(id);
    known.digests.push(fed);
  }

  shared(pass: number, other: number): Shared {
    const { ids, digests } = this.passes.get(pass) ?? { ids: [], digests: [] };
    const known = new Set(this.passes.get(other)?.digests);
    const samples = ids.filter((_, at) => known.has(digests[at] ?? ''));
    return { count: samples.length, n: ids.length, samples: samples.slice(0, shown) };
  }
}
