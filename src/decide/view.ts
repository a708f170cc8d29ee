import type { Finding } from '../core/fault.js';
import type { Contrast, PlannedCheck } from '../core/plan.js';
import type { Slice } from '../core/report.js';
import type { Sight } from './effect.js';
import type { Circumstances, Judgement } from './judge.js';
import type { Totals } from './totals.js';

/** A check with its judgement, before multiplicity. */
export interface Judged {
  readonly check: PlannedCheck;
  readonly slice: Slice;
  readonly judgement: Judgement;
  /** false: listed only. */
  readonly judged: boolean;
}

/** Everything of the totals that one check may look at. */
export interface View {
  readonly check: PlannedCheck;
  readonly contrast: Contrast;
  readonly totals: Totals;
  readonly planned: number;
  readonly seed: number;
  /** Several rows are one unit: samples of a group, draws of a sample. */
  readonly grouped: boolean;
  /** Draws of noise for every sample; `planned` counts all of them. */
  readonly draws: number;
  /** Checks that are held against the evidence together. */
  readonly family: number;
  readonly cut: Finding | null;
}

/** What was added up for a check, over all samples or over one value of a field. */
export function sightOf({ totals, check, contrast }: View, slice: Slice): Sight {
  const at = { task: check.task, contrast, slice };
  const scene = totals.scene({ ...at, level: check.level });
  return { scene, clean: check.judge.by === 'gap' ? totals.scene({ ...at, level: 'clean' }) : undefined };
}

/** A robustness gap rests on the clean level as much as on its own: what is missing there is missing here. */
export function circumstances(view: View, { scene, clean }: Sight, planned: number): Circumstances {
  const isGap = view.check.judge.by === 'gap';
  const atClean = isGap ? (clean?.n ?? 0) * view.draws : Infinity; // which has one draw
  const measured = Math.min(scene?.n ?? 0, atClean);
  const { seed, grouped, family } = view;
  return {
    planned,
    missing: planned - measured,
    firstMissing: scene?.firstMissing ?? clean?.firstMissing ?? view.cut ?? undefined,
    degenerate: {
      left: (scene?.degenerate.left ?? 0) + (clean?.degenerate.left ?? 0),
      right: (scene?.degenerate.right ?? 0) + (clean?.degenerate.right ?? 0),
    },
    seed,
    grouped,
    family,
  };
}

/** Samples seen with this value, whether or not they have a result. */
export function seenIn({ scene }: Sight): number {
  return scene === undefined ? 0 : scene.n + scene.missing;
}

/** Samples of which nobody knows the value of a field, because they could not be read: they may have any. */
export function unplaced(view: View, field: string): number {
  const { check, contrast, totals, planned } = view;
  const values = totals.values({ task: check.task, level: check.level, contrast }, field);
  return values.reduce((left, value) => left - seenIn(sightOf(view, { field, value })), planned);
}
