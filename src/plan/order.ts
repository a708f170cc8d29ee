import { rng, shuffled } from '../core/rng.js';

/** At most so many units of resampling: totals are kept per unit, so memory does not grow with the data. */
const mostUnits = 1000;

/** Which rows are evaluated, in which order, and which unit of resampling each belongs to. */
export interface Ordered {
  readonly order: Uint32Array;
  readonly units: Uint16Array;
}

export interface Ordering {
  readonly size: number;
  readonly digest: string;
  readonly seed: number;
  /** Rows of one group stay together and in one unit. */
  readonly groups: Uint32Array | null;
  /** The first of the seeded order. */
  readonly take: number | undefined;
  /** Rows that are not evaluated. */
  readonly without?: Uint32Array | undefined;
}

/** The seeded shuffle of a data set: it depends on seed and data, never on the models. */
export function orderRows({ size, digest, seed, groups, take, without }: Ordering): Ordered {
  const shuffle = shuffled(size, rng('order', seed, digest));
  const whole = groups === null ? shuffle : gather(shuffle, groups);
  const left = new Set(without);
  const order = whole.filter((row) => !left.has(row)).slice(0, Math.min(take ?? size, size));
  return { order, units: unitsOf(order, groups) };
}

/** Groups in the order of their first row in the shuffle; inside a group the shuffle's order holds. */
function gather(shuffle: Uint32Array, groups: Uint32Array): Uint32Array {
  const ranks = new Map<number, number>();
  for (const row of shuffle) {
    const group = groups[row] ?? 0;
    if (!ranks.has(group)) ranks.set(group, ranks.size);
  }
  const rankOf = (row: number): number => ranks.get(groups[row] ?? 0) ?? 0;
  return Uint32Array.from(shuffle.toSorted((one, other) => rankOf(one) - rankOf(other)));
}

function unitsOf(order: Uint32Array, groups: Uint32Array | null): Uint16Array {
  const ordinals = groups === null ? order.map((_, position) => position) : groupOrdinals(order, groups);
  const count = (ordinals.at(-1) ?? -1) + 1;
  const units = Math.min(count, mostUnits);
  return Uint16Array.from(ordinals, (ordinal) => Math.floor((ordinal * units) / count));
}

function groupOrdinals(order: Uint32Array, groups: Uint32Array): Uint32Array {
  let ordinal = -1;
  let last: number | undefined;
  return order.map((row) => {
    const group = groups[row] ?? 0;
    if (group !== last) ordinal += 1;
    last = group;
    return ordinal;
  });
}
