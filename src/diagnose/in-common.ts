import type { Better, Overrepresented } from '../core/diagnosis.js';
import type { InsideReading } from '../evaluate/layers.js';
import { holm } from '../stats/holm.js';
import { hypergeometricSf } from '../stats/hypergeometric.js';
import type { Subject } from './subject.js';

/** Evidence enough to be told, after Holm over all values that were counted. */
const alpha = 0.05;
/** Samples that are listed. */
const most = 20;

/** Values of fields that changed samples have more often than all samples have, the surest first. */
export function inCommon(
  { total, fields }: Pick<InsideReading, 'total' | 'fields'>,
  of: 'changed' | 'better',
): Overrepresented[] {
  const adjusted = holm(
    fields.map((each) => hypergeometricSf(each[of], { total: total.n, marked: total[of], n: each.n })),
  );
  const found = fields.flatMap(({ field, value, n, ...counts }, at): Overrepresented[] => {
    const p = adjusted[at] ?? NaN;
    return p <= alpha ? [{ field, value, count: counts[of], n, p }] : [];
  });
  return found.sort((one, other) => one.p - other.p);
}

/** Where the compressed model is right and the baseline is not. */
export function betterOf({ changed }: Subject, reading: InsideReading | null): Better {
  const samples = [...changed.values()].flatMap(({ sample, flip }) => (flip === 'positive' ? [sample] : []));
  return {
    count: samples.length,
    samples: samples.slice(0, most),
    slices: reading === null ? [] : inCommon(reading, 'better'),
  };
}
