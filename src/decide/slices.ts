import { finding } from '../core/fault.js';
import type { PlannedCheck } from '../core/plan.js';
import { holm } from '../stats/holm.js';
import { effectOf, type Effect, type Sight } from './effect.js';
import { isWithin, judge, type Circumstances } from './judge.js';
import { evidenceAgainst } from './population.js';
import { Scene } from './scene.js';
import { circumstances, seenIn, sightOf, unplaced, type Judged, type View } from './view.js';

/** The value under which values with too few samples are judged together. */
const small = '(small)';

interface Part {
  readonly sight: Sight;
  readonly effect: Effect | undefined;
  readonly at: Circumstances;
  readonly judged: Judged;
}

/**
 * One check per value of a field. In dataset scope each is counted exactly; else it is judged on the failing side
 * only: a value fails with evidence (Holm over the field's values), what is undecided is listed.
 */
export function judgeSlices(view: View, slice: NonNullable<PlannedCheck['slice']>): Judged[] {
  const { check, contrast, totals } = view;
  const { field } = slice;
  const minSamples = slice.minSamples * view.draws; // rows are counted, and several may be one sample's
  const values = totals.values({ task: check.task, level: check.level, contrast }, field);
  const isExact = check.scope === 'dataset';
  const nowhere = unplaced(view, field);
  // An exact count needs every sample that may have the value; evidence of a failure does not.
  const missing = isExact ? nowhere : 0;
  const whole = { ...view, family: values.length + 1 };
  const parts = values.map((value) =>
    partOf(whole, sightOf(view, { field, value }), { field, value, missing }),
  );
  if (parts.length === 0) return [unseen(view)];
  if (isExact) return parts.map(({ judged }) => judged);
  return failingSide([...parts, ...pool(whole, parts, { field, minSamples })], { minSamples, nowhere });
}

/** Exact first: this is the whole answer in dataset scope, and finds degenerate and missing answers in either. */
function partOf(
  view: View,
  sight: Sight,
  { field, value, missing }: { field: string; value: string; missing: number },
): Part {
  const { check } = view;
  const effect = effectOf(check, sight);
  const at = circumstances(view, sight, seenIn(sight) + missing);
  const judgement = judge({ ...check, scope: 'dataset' }, effect, at);
  return { sight, effect, at, judged: { check, slice: { field, value }, judgement, judged: true } };
}

/** No sample was seen, so the field has no values: one check that says so. */
function unseen(view: View): Judged {
  const { check, planned } = view;
  const nothing = { scene: undefined, clean: undefined };
  const judgement = judge(check, undefined, circumstances(view, nothing, planned));
  return { check, slice: null, judgement, judged: true };
}

/** Values too small to be judged alone are also judged together. */
function pool(
  view: View,
  parts: readonly Part[],
  { field, minSamples }: NonNullable<PlannedCheck['slice']>,
): Part[] {
  const few = parts.filter((part) => isOpen(part) && part.effect !== undefined && part.effect.n < minSamples);
  if (few.length < 2) return [];
  const sight = {
    scene: pooled(few.map((part) => part.sight.scene)),
    clean: pooled(few.map((part) => part.sight.clean)),
  };
  return [partOf(view, sight, { field, value: small, missing: 0 })];
}

function pooled(scenes: readonly (Scene | undefined)[]): Scene | undefined {
  const [first] = scenes;
  if (first === undefined) return undefined;
  const sum = new Scene(first.task, first.units);
  for (const scene of scenes) if (scene) sum.addAll(scene);
  return sum;
}

/** Not settled by answers that are missing, none at all or not finite. */
function isOpen({ judged }: Part): boolean {
  const { code } = judged.judgement.finding;
  return code === 'WITHIN_LIMIT' || code === 'LIMIT_EXCEEDED';
}

/** `nowhere`: samples that nobody saw, of chunks that were not evaluated or could not be read. They may have any value. */
function failingSide(
  parts: readonly Part[],
  { minSamples, nowhere }: { readonly minSamples: number; readonly nowhere: number },
): Judged[] {
  const open = parts.filter(isOpen);
  const adjusted = holm(
    open.map(({ effect, at, judged }) => (effect ? evidenceAgainst(judged.check, effect, at) : NaN)),
  );
  return parts.map((part) => {
    const { judged, effect } = part;
    const { judgement, check } = judged;
    if (!isOpen(part) || effect === undefined) return judged;
    const p = adjusted[open.indexOf(part)] ?? NaN;
    const fails = p <= 1 - check.confidence || judgement.measured === null; // infinite is over any limit
    if (fails) return { ...judged, judgement: { ...judgement, ...exceeded } };
    return part.at.missing + nowhere > 0
      ? incomplete(part, nowhere)
      : { ...judged, ...undecided(judged, effect, minSamples) };
  });
}

const exceeded = { outcome: 'fail', finding: finding('LIMIT_EXCEEDED', {}) } as const;

function incomplete({ judged, at }: Part, nowhere: number): Judged {
  const found = finding('MISSING_SAMPLES', { missing: at.missing + nowhere, of: at.planned + nowhere });
  return { ...judged, judgement: { ...judged.judgement, outcome: 'invalid', finding: found } };
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
