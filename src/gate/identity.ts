import { createHash } from 'node:crypto';
import { toWire } from '../core/wire.js';
import type { Kept } from './prepare.js';

/** What must be the same in all shards of one evaluation; the more telling come first. */
export interface Identity {
  readonly [part: string]: string;
  readonly seed: string;
  readonly models: string;
  readonly data: string;
  readonly policy: string;
  readonly engines: string;
  readonly plan: string;
}

/**
 * What makes two evaluations one: seed, digests of models, data and policy, engines, order, chunks, checks. No path
 * and no machine: shards of one evaluation share it wherever they ran.
 */
export function identityOf(kept: Kept): Identity {
  const { policy, plan, census, files } = kept;
  const pairs = files.map((each) =>
    'models' in each ? [...digests(each.models), each.judge?.sha256] : null,
  );
  const data = census.tasks.map((entry) =>
    'digest' in entry ? [entry.digest, ...(entry.files ?? [])] : null,
  );
  const engines = census.engines.map(({ identity }) => `${identity.runtime} ${identity.version}`);
  return {
    seed: String(plan.work.seed),
    models: digestOf(pairs),
    data: digestOf(data),
    policy: policy.sha256,
    engines: [...new Set(engines)].join(', '),
    plan: digestOf([planOf(kept), kept.recorded]),
  };
}

function planOf({ plan, partial }: Kept): unknown {
  const { work, checks, impossible } = plan;
  const passes = work.passes.map(({ models, batches, levels, tasks, order, units }) => ({
    models: digests(models),
    batches,
    levels,
    tasks: tasks.map(({ judge, ...task }) => ({ ...task, judge: judge?.sha256 })),
    order,
    units,
  }));
  return { passes, chunks: work.chunks, checks, impossible: impossible.map(({ task }) => task), partial };
}

interface Digested {
  readonly sha256: string;
}

function digests({ baseline, compressed }: { baseline: Digested; compressed: Digested }): string[] {
  return [baseline.sha256, compressed.sha256];
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(toWire(value)).digest('hex');
}
