import type { Plan } from '../core/plan.js';
import type { Check, Report } from '../core/report.js';
import { robustnessRows } from '../decide/robustness.js';
import type { Totals } from '../decide/totals.js';

/** Noise that was added, and both models' errors under it. */
export function noiseOf(
  { work }: Plan,
  totals: Totals,
  checks: readonly Check[],
): Pick<Report, 'noise' | 'robustness'> {
  const levels = work.passes.flatMap((pass) => pass.levels.flatMap(({ noise }) => noise ?? []));
  const noise = [...new Map(levels.map((level) => [level.name, level])).values()];
  if (noise.length === 0) return {};
  return {
    noise: noise.map(({ name, steps, repeats }) => ({ level: name, steps, repeats })),
    robustness: robustnessRows(work, totals, checks),
  };
}
