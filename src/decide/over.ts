import { corruptionEffect } from './corruption.js';
import { judge } from './judge.js';
import type { Scene } from './scene.js';
import type { Judged, View } from './view.js';

/** Judges a limit that holds over several levels at once; what is missing at one of them is missing. */
export function judgeOver(view: View, over: readonly (readonly string[])[]): Judged {
  const { check, planned, seed, grouped, family } = view;
  const isRelative = check.judge.by === 'corruption' && check.judge.relative;
  const families = over.map((levels) => levels.map((level) => sceneOf(view, level)));
  const clean = isRelative ? sceneOf(view, 'clean') : undefined;
  const scenes = [...families.flat(), ...(isRelative ? [clean] : [])];
  const seen = scenes.filter((scene) => scene !== undefined);
  const sum = (of: (scene: Scene) => number): number => seen.reduce((total, scene) => total + of(scene), 0);
  const effect =
    seen.length === scenes.length
      ? corruptionEffect({
          families: families.map((levels) => levels.filter((scene) => scene !== undefined)),
          ...(clean && { clean }),
        })
      : undefined;
  const judgement = judge(check, effect, {
    planned,
    missing: planned - sum(({ n }) => n),
    firstMissing: seen.find(({ firstMissing }) => firstMissing)?.firstMissing ?? view.cut ?? undefined,
    degenerate: {
      left: sum(({ degenerate }) => degenerate.left),
      right: sum(({ degenerate }) => degenerate.right),
    },
    seed,
    grouped,
    family,
  });
  return { check, slice: null, judgement, judged: true };
}

function sceneOf({ totals, check, contrast }: View, level: string): Scene | undefined {
  return totals.scene({ task: check.task, level, contrast, slice: null });
}
