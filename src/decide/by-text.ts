import { finding, type Finding } from '../core/fault.js';
import { levelNames, type Work } from '../core/plan.js';
import type { Totals } from './totals.js';

/** Tasks of which some texts could not be compared token by token: what that means is said once for each. */
export function byTextFindings(work: Work, totals: Totals): Finding[] {
  const tasks = work.passes.flatMap((pass) => pass.tasks.map((task) => ({ pass, task })));
  return tasks.flatMap(({ pass, task }) => {
    const seen = levelNames(pass, task).flatMap((level) =>
      work.contrasts.flatMap((contrast) => {
        const scene = totals.scene({ task: task.name, level, contrast, slice: null });
        return scene?.rates.get('compared-by-text')?.get() ?? [];
      }),
    );
    const most = seen.reduce((one, other) => (other.count > one.count ? other : one), { count: 0, n: 0 });
    return most.count > 0
      ? [finding('COMPARED_BY_TEXT', { task: task.name, count: most.count, n: most.n })]
      : [];
  });
}
