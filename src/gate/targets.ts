import type { Target } from '../core/policy.js';
import type { Report, ReportedTarget } from '../core/report.js';
import type { Kept } from './prepare.js';

/** What each target is: the engine that ran here, or what a recording says of its own. */
export function targetsOf(kept: Kept): Report['targets'] {
  const rows = kept.policy.targets.map((target): [string, ReportedTarget] => [
    target.name,
    target.runtime === 'recording' ? recordedTarget(kept, target) : engineTarget(kept, target),
  ]);
  return Object.fromEntries(rows);
}

/** As its recording says; empty where that could not be read, and the findings say why. */
function recordedTarget({ recorded, files }: Kept, { name }: Target): ReportedTarget {
  const of = recorded.find(({ target }) => target === name)?.recordings ?? [];
  const models = files.flatMap((each) => ('models' in each ? [each.models.compressed.sha256] : []));
  const device = (of.find(({ model }) => models.includes(model)) ?? of[0])?.device;
  return {
    runtime: device?.runtime ?? 'recording',
    version: device?.version ?? '',
    engineDigest: device?.engineDigest ?? '',
    providers: device?.providers ?? [],
    graphOptimization: device?.graphOptimization ?? '',
    threads: device?.threads ?? 1,
    batch: device?.batch ?? 1,
    session: device?.session ?? {},
    cpu: device?.cpu ?? '',
    isa: device?.isa ?? [],
  };
}

function engineTarget({ census, plan, machine }: Kept, target: Target): ReportedTarget {
  const { cpu, isa } = machine;
  const identity = census.engines.find((engine) => engine.target === target.name)?.identity;
  const arm = plan.work.arms.findIndex(
    (each) => each.model === 'compressed' && each.target.name === target.name,
  );
  return {
    runtime: identity?.runtime ?? target.runtime,
    version: identity?.version ?? '',
    engineDigest: identity?.digest ?? '',
    providers: identity?.providers ?? [],
    graphOptimization: target.graphOptimization,
    threads: target.threads,
    batch: plan.work.passes[0]?.batches[arm] ?? target.batch ?? 1,
    session: target.session,
    cpu,
    isa,
  };
}
