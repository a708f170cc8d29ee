import { Fault, type Finding } from '../core/fault.js';
import type { PlannedJudge } from '../core/judge.js';
import { kindNamed, type Kinds } from '../core/kinds.js';
import type { PlannedModel } from '../core/plan.js';
import type { ModelSource, Policy, TaskPolicy } from '../core/policy.js';
import type { PlacedRecording } from '../core/recording.js';
import { sourceOf } from '../core/source.js';
import type { SequenceSpec } from '../core/way.js';
import { readGraph, type GraphFacts } from '../onnx/graph.js';
import { locateData } from '../sources/data.js';
import { locateModel, type LocatedModel } from '../sources/model.js';
import type { SourcePlaces } from '../sources/places.js';
import { readNames } from './names.js';
import { locateRecordedModel } from './recordings.js';

export interface FoundModel extends LocatedModel<GraphFacts> {
  /** What it answered, in place of its file. */
  readonly recorded?: PlacedRecording;
}

/** The files of one task, or what is wrong with them. */
export type TaskFiles =
  | { readonly task: TaskPolicy; readonly reason: Finding }
  | {
      readonly task: TaskPolicy;
      readonly path: string;
      readonly names: readonly string[];
      readonly models: { readonly baseline: FoundModel; readonly compressed: FoundModel };
      readonly judge?: FoundModel;
    };

/** Every file the policy names: missing ones are thrown together, broken ones belong to their tasks. */
export async function locate(
  policy: Policy,
  places: SourcePlaces,
  kinds: Pick<Kinds, 'tasks'>,
): Promise<TaskFiles[]> {
  const missing: Finding[] = [];
  const found = new Map<string, FoundModel | Finding>();
  const model = async (source: ModelSource): Promise<FoundModel | Finding> => {
    // two tasks may pin one file differently: each pin is compared
    const key = JSON.stringify([source.recorded, sourceOf(source), source.sha256]);
    const known = found.get(key) ?? (await findModel(places, source));
    found.set(key, known);
    return known;
  };
  const files: TaskFiles[] = [];
  for (const task of policy.tasks) {
    try {
      files.push(await locateTask(task, { places, kinds, model }));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      missing.push(...error.findings);
    }
  }
  if (missing.length > 0) throw new Fault(distinct(missing));
  return files;
}

function findModel(places: SourcePlaces, source: ModelSource): Promise<FoundModel | Finding> {
  if (source.recorded === true) return locateRecordedModel(places.directory, source);
  return locateModel(places, source, readGraph);
}

interface Locating {
  readonly places: SourcePlaces;
  readonly kinds: Pick<Kinds, 'tasks'>;
  readonly model: (source: ModelSource) => Promise<FoundModel | Finding>;
}

async function locateTask(task: TaskPolicy, { places, kinds, model }: Locating): Promise<TaskFiles> {
  const { data } = task;
  const path = await locateData(places, data);
  const names = data.names === undefined ? [] : readNames(places.directory, data.names, data);
  const baseline = await model(task.models.baseline);
  const compressed = await model(task.models.compressed);
  const judge = await locateJudge(task, { places, kinds, model });
  if (typeof path !== 'string') return { task, reason: path };
  if ('code' in baseline) return { task, reason: baseline };
  if ('code' in compressed) return { task, reason: compressed };
  if (judge && 'code' in judge) return { task, reason: judge };
  return { task, path, names, models: { baseline, compressed }, ...(judge && { judge }) };
}

/** The model that judges the task's answers, where there is one. */
async function locateJudge(task: TaskPolicy, { kinds, model }: Locating): Promise<FoundModel | Finding | undefined> {
  const judge = kindNamed(kinds, task.kind).judge?.(task.options);
  return judge && model({ path: judge.path, ignoreOutputs: [], place: task.place });
} // prettier-ignore

/** One mistake in a file that several tasks share is told once. */
function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((found) => [JSON.stringify(found), found])).values()];
}

/** What the evaluation needs of a model; inputs that no sample feeds say nothing about the batch. */
export function plannedModel(found: FoundModel, sequence?: SequenceSpec): PlannedModel {
  const { file, sha256, source, facts, others = [], recorded } = found;
  const given = [...(sequence?.state ?? []), ...(sequence?.constants ?? [])].map(({ input }) => input);
  const fixed = facts.fixedFirst.find(({ input }) => !given.includes(input) && input !== branch);
  const quantizesDynamically = [facts, ...others].some((each) => each.quantizesDynamically);
  const more = recorded === undefined ? {} : { recorded: true as const };
  return { file, sha256, source, fixedBatch: fixed?.size ?? null, quantizesDynamically, ...more };
}

export function plannedJudge(found: FoundModel): PlannedJudge {
  const { file, sha256, fixedBatch } = plannedModel(found);
  return { file, sha256, fixedBatch };
}

/** Which half of a merged decoder is run: one value for a whole batch. */
const branch = 'use_cache_branch';
