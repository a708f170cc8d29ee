import { finding, type Finding } from '../core/fault.js';
import { floorOf } from '../core/fraction.js';
import type { PlannedCheck } from '../core/plan.js';
import type { Interval, Outcome } from '../core/report.js';
import { upperBound, lowerBound } from '../stats/clopper-pearson.js';
import { tangoBounds } from '../stats/tango.js';
import type { Effect } from './effect.js';
import { populationEvidence } from './population.js';

/** A check's result before multiplicity: `p` is the evidence that it fails, in population scope only. */
export interface Judgement {
  readonly outcome: Outcome;
  readonly finding: Finding;
  readonly measured: number | null;
  readonly count: number | null;
  readonly allowed: number | null;
  readonly n: number;
  readonly interval: Interval | null;
  readonly beyond: readonly [number, number] | null;
  /** p of "within the limit"; NaN where the outcome does not rest on it. */
  readonly p: number;
}

/** Evidence about a scene that no effect holds. */
export interface Circumstances {
  /** Samples that should have been measured, and how many have no result. */
  readonly planned: number;
  readonly missing: number;
  readonly firstMissing: Finding | undefined;
  readonly degenerate: { readonly left: number; readonly right: number };
  readonly seed: number;
  /** Samples belong to groups, which are then the units of inference. */
  readonly grouped: boolean;
  /** Checks that share the error of a false fail. */
  readonly family: number;
}

/** Judges one check on its effect. Every comparison is written so that NaN is not a pass. */
export function judge(check: PlannedCheck, effect: Effect | undefined, at: Circumstances): Judgement {
  const numbers = numbersOf(check, effect, at);
  const settled = (outcome: Outcome, found: Finding): Judgement => ({
    ...numbers,
    interval: null,
    p: NaN,
    outcome,
    finding: found,
  });
  if (isOverAnyway(check, effect, at)) return settled('fail', finding('LIMIT_EXCEEDED', {}));
  if (at.degenerate.right > 0) {
    return settled('fail', finding('DEGENERATE_ANSWERS', { arm: 'compressed', count: at.degenerate.right }));
  }
  const broken = brokenEvidence(at);
  if (broken !== undefined) return settled('invalid', broken);
  if (effect === undefined) return settled('invalid', finding('NOT_MEASURED', { reason: uncounted }));
  const harm = effect.resampled.harm();
  if (harm === Infinity) return settled('fail', finding('LIMIT_EXCEEDED', {}));
  if (!Number.isFinite(harm)) return settled('invalid', finding('NOT_FINITE', {}));
  if (check.scope === 'population') return { ...numbers, ...populationEvidence(check, effect, at) };
  return settled(...exactOutcome(check, effect));
}

const uncounted =
  'nothing could be counted: no sample has the label, confidence or score that this limit needs';

function brokenEvidence(at: Circumstances): Finding | undefined {
  if (at.degenerate.left > 0) return finding('BASELINE_DEGENERATE', { count: at.degenerate.left });
  return at.missing > 0 ? missingFinding(at) : undefined;
}

function missingFinding({ planned, missing, firstMissing }: Circumstances): Finding {
  const counted = finding('MISSING_SAMPLES', { missing, of: planned });
  // One reason for all is worth more than a count.
  return firstMissing !== undefined && missing === planned ? firstMissing : counted;
}

function exactOutcome(check: PlannedCheck, effect: Effect): [Outcome, Finding] {
  const within = isWithin(check, effect);
  return within ? ['pass', finding('WITHIN_LIMIT', {})] : ['fail', finding('LIMIT_EXCEEDED', {})];
}

/** Counts against ⌊limit·n⌋ in integers, measured values in float64. */
export function isWithin(check: PlannedCheck, effect: Effect): boolean {
  const count = countOf(effect);
  if (count !== null) return count <= allowedOf(check, effect.n);
  return effect.resampled.harm() <= check.limit.value;
}

/** Already over, whatever the samples without a result would say. */
function isOverAnyway(check: PlannedCheck, effect: Effect | undefined, at: Circumstances): boolean {
  const count = effect === undefined ? null : countOf(effect);
  if (effect === undefined || count === null || check.scope !== 'dataset') return false;
  const regained = effect.form === 'difference' ? at.missing : 0; // each of them may be won
  return count - regained > allowedOf(check, Math.max(at.planned, effect.n));
}

function countOf(effect: Effect): number | null {
  if (effect.form === 'count') return effect.count;
  return effect.form === 'difference' ? effect.lost - effect.won : null;
}

function allowedOf(check: PlannedCheck, n: number): number {
  return floorOf(check.judge.by === 'exceedance' ? check.judge.share : check.limit.exact, n);
}

function numbersOf(
  check: PlannedCheck,
  effect: Effect | undefined,
  at: Circumstances,
): Pick<Judgement, 'measured' | 'count' | 'allowed' | 'n' | 'beyond'> {
  if (effect === undefined) return { measured: null, count: null, allowed: null, n: 0, beyond: null };
  const count = countOf(effect);
  const harm = effect.resampled.harm();
  return {
    measured: Number.isFinite(harm) ? harm : null,
    count,
    allowed: count === null ? null : allowedOf(check, effect.n),
    n: effect.n,
    beyond: at.grouped ? null : beyondOf(check, effect), // they take samples for independent
  };
}

/** One-sided bounds for inputs like these, for information. */
function beyondOf({ confidence }: PlannedCheck, effect: Effect): readonly [number, number] | null {
  if (effect.form === 'count') {
    return [lowerBound(effect.count, effect.n, confidence), upperBound(effect.count, effect.n, confidence)];
  }
  if (effect.form === 'value') return null;
  const { lower, upper } = tangoBounds({ lost: effect.lost, won: effect.won, n: effect.n, confidence });
  return [lower, upper];
}
