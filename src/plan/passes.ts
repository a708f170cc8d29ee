import { corruptionLimits } from '../core/corruption.js';
import { groupBy } from '../core/group.js';
import type { PlannedJudge } from '../core/judge.js';
import { isOfParts, settingsOf } from '../core/kinds.js';
import type { Arm, Census, Pass, PlannedLevel, PlannedModel, PlannedTask, TaskCensus } from '../core/plan.js';
import type { InputSpec, NoiseLevel, Policy, TaskPolicy } from '../core/policy.js';
import { galleryPathOf, type TaskKind } from '../core/task.js';
import type { Ways } from '../core/way.js';
import { driftLimitsOf } from './checks.js';
import { orderRows } from './order.js';

/** One task with everything that is known of it before the plan. */
export interface Known {
  readonly task: TaskPolicy;
  readonly kind: TaskKind;
  readonly census: TaskCensus;
  readonly path: string;
  readonly models: { readonly baseline: PlannedModel; readonly compressed: PlannedModel };
  readonly ways?: Ways;
  readonly judge?: PlannedJudge;
}

/** Samples of one run where neither graph nor policy says: enough to keep a core busy, little to repeat. */
const usualBatch = 16;

/** Groups tasks that read the same data, inputs and model files in the same way: their heads are evaluated in one run. */
export function passesOf(policy: Policy, arms: readonly Arm[], known: readonly Known[]): Pass[] {
  const groups = groupBy(known, keyOf);
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    return first === undefined ? [] : [passOf(policy, arms, first, members)];
  });
}

/** Where the same thing was written makes no difference. */
function keyOf({ task, kind, path, models, ways }: Known): string {
  const { id, group, take, options } = task.data;
  const { baseline, compressed } = models;
  const inputs = [...specs(task.inputs.baseline), null, ...specs(task.inputs.compressed)];
  const running = ways && [ways.baseline, ways.compressed].map(written);
  return JSON.stringify([
    path,
    id,
    group,
    take,
    options,
    inputs,
    baseline.file,
    compressed.file,
    running,
    kind.gallery?.(task.options),
  ]);
}

function specs(inputs: readonly InputSpec[]): unknown[] {
  return inputs.map(({ input, from, steps }) => [input, from, steps]);
}

function written({ sequence, by }: Ways['baseline']): unknown[] {
  return [sequence && { ...sequence, place: null }, by];
}

function passOf(policy: Policy, arms: readonly Arm[], first: Known, members: readonly Known[]): Pass {
  const { task, kind, census, path, models, ways } = first;
  const levels = levelsOf(policy, members);
  const { size, digest, groups, gallery } = census;
  const seed = policy.decision.seed;
  const ordered = orderRows({ size, digest, seed, groups, take: task.data.take, without: gallery });
  const rows = gallery ?? (kind.gallery && ordered.order.toSorted());
  return {
    data: task.data,
    path,
    inputs: task.inputs,
    models,
    ...(ways && { ways }),
    batches: arms.map((arm) => (kind.alone ? 1 : batchOf(arm, models))),
    levels,
    tasks: members.map((member) => plannedTask(member, levels, levelNames(policy, member))),
    ...(rows && { gallery: rows }),
    ...galleryPathOf(kind, task.options),
    ...ordered,
  };
}

/** Clean first, then the policy's order of noise levels. */
function levelsOf(policy: Policy, members: readonly Known[]): PlannedLevel[] {
  const wanted = new Set(members.flatMap((member) => levelNames(policy, member)));
  const clean = wanted.has('clean') ? [{ name: 'clean', noise: null }] : [];
  const noisy = policy.noise.filter((level) => wanted.has(level.name));
  return [...clean, ...noisy.flatMap(drawsOf)];
}

/** A level for every draw. */
function drawsOf(noise: NoiseLevel): PlannedLevel[] {
  return Array.from({ length: noise.repeats }, (_, draw) => ({ name: noise.name, noise, draw }));
}

/** A robustness gap needs clean, and so does a gallery, whether or not the task bounds it there. */
function levelNames(policy: Policy, { task, kind }: Known): string[] {
  const limits = [...task.levels.flatMap((level) => level.limits), ...driftLimitsOf(policy, task, kind)];
  const gap = limits.some(
    ({ name }) => Object.hasOwn(kind.limits, name) && kind.limits[name]?.judge.by === 'gap',
  );
  const relative = task.robustness?.some(({ name }) => corruptionLimits.get(name)?.judge.relative) ?? false;
  return [...(gap || relative || kind.gallery ? ['clean'] : []), ...task.levels.map((level) => level.name)];
}

function plannedTask(known: Known, levels: readonly PlannedLevel[], wanted: readonly string[]): PlannedTask {
  const { task, census, judge } = known;
  const labelled = task.levels.some((level) => level.limits.some((limit) => limit.label !== undefined));
  const label = labelled && task.data.label !== undefined ? [task.data.label] : [];
  return {
    name: task.name,
    kind: task.kind,
    settings: settingsOf(task, census.names),
    readings: census.readings,
    levels: levels.flatMap((level, position) => (wanted.includes(level.name) ? [position] : [])),
    slices: [...new Set([...task.slices.map((slice) => slice.field), ...label])],
    ...(judge && { judge }),
  };
}

/** What was recorded is looked up one by one. */
export function isRecorded({ model, target }: Arm, models: Known['models']): boolean {
  return models[model].recorded === true || target.runtime === 'recording';
}

/** One sample for what a loop runs, lengths differ; the graph's own batch, else the policy's, else 1 where scales depend on batch-mates, else the usual one. */
function batchOf(arm: Arm, models: Known['models']): number {
  if (isRecorded(arm, models) || isOfParts(models[arm.model])) return 1;
  const dynamic = models.baseline.quantizesDynamically || models.compressed.quantizesDynamically;
  return models[arm.model].fixedBatch ?? arm.target.batch ?? (dynamic ? 1 : usualBatch);
}

export function isKnown(entry: Census['tasks'][number]): entry is TaskCensus {
  return 'size' in entry;
}
