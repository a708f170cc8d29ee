import { finding } from '../core/fault.js';
import type { PlannedCheck } from '../core/plan.js';
import { binomialSf } from '../stats/binomial.js';
import { holm } from '../stats/holm.js';
import { tangoExceeds } from '../stats/tango.js';
import { circumstances, sightOf, type Judged, type View } from './view.js';
import type { Effect } from './effect.js';
import { isWithin, judge } from './judge.js';

/** The value under which values with too few samples are judged together. */
const small = '(small)';

interface Part {
  readonly value: string;
  readonly effect: Effect | undefined;
  readonly judged: Judged;
}

/**
 * One check per value of a field, judged on the failing side only: a value fails with evidence (Holm over the
 * field's values), what is undecided is listed. `scope: dataset` and a limit of 0 count exactly.
 */
export function judgeSlices(view: View, slice: NonNullable<PlannedCheck['slice']>): Judged[] {
  const { check, contrast, totals } = view;
  const values = totals.values({ task: check.task, level: check.level, contrast }, slice.field);
  const parts = values.map((value) => partOf(view, slice.field, value));
  if (parts.length === 0) return [nothing(view)];
  if (check.scope === 'dataset') return parts.map(({ judged }) => judged);
  const pooled = pool(view, slice, parts);
  return failingSide([...parts, ...pooled], slice.minSamples);
}

/** Exact first: this is the whole answer in dataset scope, and finds degenerate and missing answers in either. */
function partOf(view: View, field: string, value: string): Part {
  const { scene, effect } = sightOf(view, { field, value });
  const planned = scene === undefined ? 0 : scene.n + scene.missing;
  const exact = { ...view.check, scope: 'dataset' as const };
  const judgement = judge(exact, effect, circumstances(view, { scene, slice: { field, value }, planned }));
  return { value, effect, judged: { check: view.check, slice: { field, value }, judgement, judged: true } };
}

function nothing(view: View): Judged {
  const judgement = judge(
    view.check,
    undefined,
    circumstances(view, { scene: undefined, slice: null, planned: view.planned }),
  );
  return { check: view.check, slice: null, judgement, judged: true };
}

/** Values too small to be judged alone are also judged together. */
function pool(view: View, slice: NonNullable<PlannedCheck['slice']>, parts: readonly Part[]): Part[] {
  const few = parts.filter(({ effect }) => effect !== undefined && effect.n < slice.minSamples);
  const effect = few.map((part) => part.effect).reduce(joined, undefined);
  if (few.length < 2 || effect === undefined) return [];
  const at = circumstances(view, { scene: undefined, slice: null, planned: effect.n });
  const judgement = judge({ ...view.check, scope: 'dataset' }, effect, { ...at, missing: 0 });
  const judged = { check: view.check, slice: { field: slice.field, value: small }, judgement, judged: true };
  return [{ value: small, effect, judged }];
}

/** Counts add up; other numbers do not, and are left to the values themselves. */
function joined(sum: Effect | undefined, next: Effect | undefined): Effect | undefined {
  if (sum === undefined || next === undefined) return sum ?? next;
  if (sum.form === 'count' && next.form === 'count') {
    const [count, n] = [sum.count + next.count, sum.n + next.n];
    return { form: 'count', count, n, resampled: { units: n, differing: count, harm: () => count / n } };
  }
  if (sum.form !== 'difference' || next.form !== 'difference') return undefined;
  const [lost, won, n] = [sum.lost + next.lost, sum.won + next.won, sum.n + next.n];
  return {
    form: 'difference',
    lost,
    won,
    n,
    resampled: { units: n, differing: lost + won, harm: () => (lost - won) / n },
  };
}

function failingSide(parts: readonly Part[], minSamples: number): Judged[] {
  const adjusted = holm(parts.map(({ effect, judged }) => (effect ? evidenceOf(judged.check, effect) : NaN)));
  return parts.map(({ effect, judged }, position) => {
    const { judgement, check } = judged;
    const settled = judgement.finding.code !== 'WITHIN_LIMIT' && judgement.finding.code !== 'LIMIT_EXCEEDED';
    if (settled || effect === undefined) return judged; // degenerate, missing, not finite
    const p = adjusted[position] ?? NaN;
    if (p <= 1 - check.confidence) {
      return {
        ...judged,
        judgement: { ...judgement, outcome: 'fail', finding: finding('LIMIT_EXCEEDED', {}) },
      };
    }
    return { ...judged, ...undecided(judged, effect, minSamples) };
  });
}

/** No evidence of a failure: within the limit it passes, above it or with few samples it is listed. */
function undecided(
  { check, judgement }: Judged,
  effect: Effect,
  minSamples: number,
): Pick<Judged, 'judgement' | 'judged'> {
  const within = isWithin(check, effect);
  const { n } = effect;
  if (within && n >= minSamples) return { judgement, judged: true };
  const found = within ? finding('SLICE_SMALL', { n, minSamples }) : finding('SLICE_UNDECIDED', {});
  return { judgement: { ...judgement, outcome: 'pass', finding: found }, judged: false };
}

/** p of "within the limit"; 1 for numbers that single samples do not decide. */
function evidenceOf({ limit, judge: by }: PlannedCheck, effect: Effect): number {
  const share = by.by === 'exceedance' ? by.share : limit.exact;
  if (effect.form === 'count') return binomialSf(effect.count, effect.n, share.numerator / share.denominator);
  if (effect.form === 'value') return 1;
  return tangoExceeds({ lost: effect.lost, won: effect.won, n: effect.n, delta: limit.value });
}
