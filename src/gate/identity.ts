import { createHash } from 'node:crypto';
import { toWire } from '../core/wire.js';
import type { Kept } from './prepare.js';

/**
 * What makes two evaluations one: policy, model and data digests, order, chunks, checks. No path, no machine:
 * shards of one evaluation share it wherever they ran.
 */
export function identityOf({ policy, plan, census, partial }: Kept): string {
  const { work, checks, impossible } = plan;
  const passes = work.passes.map(({ models, batches, levels, tasks, order, units }) => ({
    models: [models.baseline.sha256, models.compressed.sha256],
    batches,
    levels,
    tasks,
    order,
    units,
  }));
  const data = census.tasks.map((entry) => ('digest' in entry ? entry.digest : null));
  const tasks = impossible.map(({ task }) => task);
  const whole = {
    policy: policy.sha256,
    seed: work.seed,
    passes,
    chunks: work.chunks,
    data,
    checks,
    tasks,
    partial,
  };
  return createHash('sha256').update(toWire(whole)).digest('hex');
}
