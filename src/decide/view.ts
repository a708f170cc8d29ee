import type { Finding } from '../core/fault.js';
import type { Contrast, PlannedCheck } from '../core/plan.js';
import type { Slice } from '../core/report.js';
import { effectOf, type Effect } from './effect.js';
import type { Circumstances, Judgement } from './judge.js';
import type { Scene } from './scene.js';
import type { SceneKey, Totals } from './totals.js';

/** A check with its judgement, before multiplicity. */
export interface Judged {
  readonly check: PlannedCheck;
  readonly slice: Slice;
  readonly judgement: Judgement;
  /** Slices that are listed only. */
  readonly judged: boolean;
}

/** Everything of the totals that one check may look at. */
export interface View {
  readonly check: PlannedCheck;
  readonly contrast: Contrast;
  readonly totals: Totals;
  readonly planned: number;
  readonly seed: number;
  readonly grouped: boolean;
  readonly cut: Finding | null;
}

function sceneOf({ totals, check, contrast }: View, slice: Slice, level = check.level): Scene | undefined {
  const key: SceneKey = { task: check.task, level, contrast, slice };
  return totals.scene(key);
}

/** What is known of a check over all samples, or over one value of a field. */
export function sightOf(view: View, slice: Slice): { effect: Effect | undefined; scene: Scene | undefined } {
  const scene = sceneOf(view, slice);
  const clean = sceneOf(view, slice, 'clean');
  return { scene, effect: scene && effectOf(view.check, { scene, clean }) };
}

export interface Seeing {
  readonly scene: Scene | undefined;
  readonly slice: Slice;
  readonly planned: number;
}

/** A robustness gap rests on the clean level as much as on its own: what is missing there is missing here. */
export function circumstances(view: View, { scene, slice, planned }: Seeing): Circumstances {
  const clean = view.check.judge.by === 'gap' ? sceneOf(view, slice, 'clean') : scene;
  const degenerate = { left: 0, right: 0 };
  for (const each of new Set([scene, clean])) {
    degenerate.left += each?.degenerate.left ?? 0;
    degenerate.right += each?.degenerate.right ?? 0;
  }
  return {
    planned,
    missing: planned - Math.min(scene?.n ?? 0, clean?.n ?? 0),
    firstMissing: scene?.firstMissing ?? clean?.firstMissing ?? view.cut ?? undefined,
    degenerate,
    seed: view.seed,
    grouped: view.grouped,
  };
}
