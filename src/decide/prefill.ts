import { finding, type Finding } from '../core/fault.js';
import type { MeasureName } from '../core/task.js';
import { probedScene, tasksOf, type Probed } from './floor.js';
import type { Scene } from './scene.js';

/**
 * Each model against itself fed token by token, where any answer changes: scales of dynamic quantization depend on what
 * is fed in one run. It informs and decides nothing.
 */
export function prefillFindings(probed: Probed): Finding[] {
  return tasksOf(probed).flatMap((task) => {
    const rows = (['baseline', 'compressed'] as const).flatMap((model) => {
      const scene = probedScene(probed, task, `${model} token by token`);
      const seen = scene?.rates.get('disagreement')?.get();
      if (scene === undefined || seen === undefined || seen.n === 0) return [];
      const [tokens, nats] = [valueOf(scene, 'token-disagreement'), valueOf(scene, 'log-perplexity-ratio')];
      return [{ model, count: seen.count, n: seen.n, tokens, nats }];
    });
    return rows.some(({ count }) => count > 0) ? [finding('PREFILL_DIFFERS', { task, rows })] : [];
  });
}

/** null: the task has no such measure, or it has no value. */
function valueOf(scene: Scene, name: MeasureName): number | null {
  const form = scene.task.measures[name]?.form;
  const total = scene.pairSums.get(name)?.get();
  const value = form?.is === 'sums' && total !== undefined ? form.value(total) : NaN;
  return Number.isFinite(value) ? value : null;
}
