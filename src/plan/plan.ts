import { Fault, finding, type Finding } from '../core/fault.js';
import { settingsOf, waysOf, type Kinds } from '../core/kinds.js';
import {
  drawsOf,
  type Arm,
  type Census,
  type Chunk,
  type Pass,
  type Plan,
  type PlannedCheck,
  type PlannedModel,
} from '../core/plan.js';
import type { Policy, TaskPolicy } from '../core/policy.js';
import type { TaskKind } from '../core/task.js';
import { checksOf, contrastsOf, orderedTargets } from './checks.js';
import { fingerprinted } from './fingerprints.js';
import { unjudgedOutputs } from './heads.js';
import { impossibleNoise } from './noise.js';
import { isKnown, passesOf, type Known } from './passes.js';
import { unresolvable } from './resolve.js';
import { studiesOf } from './studies.js';

/** What the plan is made of besides the policy. */
export interface Evidence {
  readonly census: Census;
  readonly kinds: Pick<Kinds, 'tasks' | 'noises'>;
  /** Of the tasks whose files could be located. */
  readonly files: ReadonlyMap<string, Pick<Known, 'path' | 'models' | 'judge'>>;
  /** Tasks whose files could not, with the reason. */
  readonly problems: readonly { readonly task: string; readonly reason: Finding }[];
  /** A run narrowed by the user looks at some tasks only, so heads without a task mean nothing. */
  readonly partial: boolean;
}

const chunkSamples = 256;

/** The whole evaluation, or a Fault with everything that makes the policy impossible on these data and models. */
export function makePlan(policy: Policy, evidence: Evidence): Plan {
  const targets = orderedTargets(policy);
  const [reference] = targets;
  if (reference === undefined) throw new Error('a policy has at least one target');
  const compressed = targets.map((target): Arm => ({ model: 'compressed', target }));
  const arms: Arm[] = [{ model: 'baseline', target: reference }, ...compressed];
  const known = policy.tasks.flatMap((task) => knownTask(task, evidence));
  const passes = fingerprinted(policy, passesOf(policy, arms, known));
  const checks = policy.tasks.flatMap((task) => checksOf(policy, task, kindOf(task, evidence)));
  refuse(policy, { evidence, known, passes, checks });
  const work = {
    seed: policy.decision.seed,
    arms,
    contrasts: contrastsOf(policy),
    passes,
    chunks: chunksOf(passes),
  };
  const studies = studiesOf(policy, passes, (task) => kindOf(task, evidence));
  return { work, checks, studies, impossible: impossibleOf(evidence) };
}

function kindOf(task: TaskPolicy, { kinds }: Evidence): TaskKind {
  const kind = kinds.tasks.find((each) => each.name === task.kind);
  if (kind === undefined) throw new Error(`no task kind ${task.kind}`); // the policy room refused it
  return kind;
}

function knownTask(task: TaskPolicy, evidence: Evidence): Known[] {
  const entry = evidence.census.tasks.find((each) => each.task === task.name);
  const files = evidence.files.get(task.name);
  if (entry === undefined || files === undefined || !isKnown(entry)) return [];
  const ways = waysOf(evidence.kinds, { task, names: entry.names, models: files.models });
  return [{ task, kind: kindOf(task, evidence), census: entry, ...files, ...(ways && { ways }) }];
}

interface Draft {
  readonly evidence: Evidence;
  readonly known: readonly Known[];
  readonly passes: readonly Pass[];
  readonly checks: readonly PlannedCheck[];
}

function refuse(policy: Policy, { evidence, known, passes, checks }: Draft): void {
  const heads = evidence.partial ? [] : unjudgedOutputs(policy, evidence.census);
  const limits = checks.flatMap((check) => {
    const pass = passes.find((each) => each.tasks.some((task) => task.name === check.task));
    return (pass && unresolvable(check, sizeOf(pass, check))) ?? [];
  });
  const digests = known.flatMap(({ task, census }) => pinned(task, census.digest));
  const batches = batchConflicts(policy, passes);
  const findings = [
    ...heads,
    ...limits,
    ...digests,
    ...batches,
    ...known.flatMap(unknownLabels),
    ...known.flatMap(wrongOptions),
    ...known.flatMap((each) => impossibleNoise(each, evidence.kinds)),
  ];
  if (findings.length > 0) throw new Fault(findings);
}

/** In population scope groups, or samples with all their draws, are the units, so they are what is counted; else every draw is. */
export function sizeOf(pass: Pass, check: PlannedCheck): number {
  const draws = Math.max(1, drawsOf(pass, check.level));
  const grouped = pass.data.group !== undefined || draws > 1;
  if (grouped && check.scope === 'population') return (pass.units.at(-1) ?? -1) + 1;
  return pass.order.length * draws;
}

function pinned(task: TaskPolicy, actual: string): Finding[] {
  const expected = task.data.sha256;
  if (expected === undefined || expected === actual) return [];
  return [finding('DIGEST_MISMATCH', { path: task.data.path, expected, actual }, task.data.place)];
}

/** The baseline runs on the reference only. */
function batchConflicts({ targets, reference }: Policy, passes: readonly Pass[]): Finding[] {
  const pairs = passes.flatMap(({ models: { baseline, compressed } }) => [
    ...targets.flatMap((target) => (target.name === reference ? batchConflict(target, baseline) : [])),
    ...targets.flatMap((target) => batchConflict(target, compressed)),
  ]);
  return [...new Map(pairs.map((found) => [JSON.stringify(found), found])).values()]; // passes share models
}

function batchConflict(target: Policy['targets'][number], model: PlannedModel): Finding[] {
  const { batch } = target;
  if (batch === undefined || model.fixedBatch === null || batch === model.fixedBatch) return [];
  const data = { target: target.name, batch, path: model.source, fixed: model.fixedBatch };
  return [finding('BATCH_FIXED', data, target.place)];
}

/** Options that only the kind itself can judge. */
function wrongOptions({ task, kind, census }: Known): Finding[] {
  try {
    kind.create(settingsOf(task, census.names));
    return [];
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error.findings.map((found) => ({ ...found, place: found.place ?? task.place }));
  }
}

/** Labels that a per-label limit names must be among the class names, where there are any. */
function unknownLabels({ task, census }: Known): Finding[] {
  const limits = task.levels.flatMap((level) => level.limits);
  return limits.flatMap((limit) =>
    limit.label === undefined || census.names.length === 0 || census.names.includes(limit.label)
      ? []
      : [finding('LIMIT_LABEL_UNKNOWN', { label: limit.label, names: census.names }, limit.place)],
  );
}

function chunksOf(passes: readonly Pass[]): Chunk[] {
  return passes.flatMap((pass, position) => {
    const batch = Math.max(...pass.batches);
    const size = Math.max(1, Math.round(chunkSamples / batch)) * batch;
    const count = Math.ceil(pass.order.length / size);
    return Array.from({ length: count }, (_, chunk) => ({
      pass: position,
      from: chunk * size,
      to: Math.min((chunk + 1) * size, pass.order.length),
    }));
  });
}

function impossibleOf({ census, problems }: Evidence): Plan['impossible'] {
  const unseen = census.tasks.flatMap((entry) =>
    isKnown(entry) ? [] : [{ task: entry.task, reason: entry.problem }],
  );
  return [...problems, ...unseen];
}
