import type { Finding } from '../core/fault.js';
import type { Census, Plan } from '../core/plan.js';
import type { Policy } from '../core/policy.js';
import { takeCensus } from '../evaluate/ask.js';
import type { ChildOptions } from '../evaluate/child.js';
import { Crew } from '../evaluate/crew.js';
import type { RecordedDevice } from '../core/recording.js';
import type { GivenRecording, Inspection } from '../evaluate/protocol.js';
import { makePlan } from '../plan/plan.js';
import { readPolicy } from '../policy/read.js';
import { locate, plannedJudge, plannedModel, type TaskFiles } from './locate.js';
import { describeMachine, type Machine } from './machine.js';
import { quantizes } from './pairs.js';
import { locateTargets, recordedModels, refuseOtherMachines } from './recordings.js';
import type { GateRequest } from './request.js';
import { isPartial, select } from './select.js';

/** What deciding needs of the first three stages; it can be written to a shard file and read on another machine. */
export interface Kept {
  readonly policy: Policy;
  readonly files: readonly TaskFiles[];
  readonly census: Census;
  readonly plan: Plan;
  readonly partial: boolean;
  readonly machine: Machine;
  /** Where the targets that are recordings were recorded. */
  readonly recorded: readonly RecordedTarget[];
  /** Whether the WASM engine is there, for the runtime check. */
  readonly hasWasm: boolean;
}

/** The first three stages: policy, census, plan. `validate` is these and nothing else. Its workers go with it. */
export interface Prepared extends Kept, Disposable {
  readonly crew: Crew;
}

/** A target that is a recording, and each recording of it. */
export interface RecordedTarget {
  readonly target: string;
  readonly recordings: readonly { readonly model: string; readonly device: RecordedDevice }[];
}

/** `adapt` makes of what the policy says what is wanted of it. */
export async function prepare(
  request: GateRequest,
  adapt: (policy: Policy) => Policy = (policy) => policy,
): Promise<Prepared> {
  const partial = isPartial(request.only);
  const policy = adapt(select(readPolicy(request.policy, request.kinds), request.only));
  const machine = describeMachine();
  const given = await locateTargets(policy, request.directory);
  const files = refuseOtherMachines(policy, await locate(policy, request, request.kinds), { given, machine });
  const recordings = [...given, ...recordedModels(files)];
  const { engines, problems } = await findEngines(request, policy);
  const { scratch, directory } = request;
  const surroundings = { scratch, directory, engines, recordings };
  const { workerEntry: entry, timeoutMs, signal } = request;
  const crew = new Crew({ entry, surroundings, timeoutMs, ...(signal !== undefined && { signal }) });
  try {
    const census = await look(policy, { files, crew, problem: problems[0] });
    return {
      policy,
      files,
      census,
      plan: narrowed(planOf(policy, { files, census, partial, kinds: request.kinds }), request),
      partial,
      machine,
      recorded: recordedTargets(given),
      hasWasm: engines.wasm !== undefined,
      crew,
      [Symbol.dispose]: () => {
        crew.dismiss();
      },
    };
  } catch (error) {
    crew.dismiss();
    throw error;
  }
}

type Found = Pick<Kept, 'files' | 'census' | 'partial'> & Pick<GateRequest, 'kinds'>;

function planOf(policy: Policy, { files, census, partial, kinds }: Found): Plan {
  return makePlan(policy, {
    census,
    kinds,
    files: new Map(
      files.flatMap((each) => ('models' in each ? [[each.task.name, planned(each)] as const] : [])),
    ),
    problems: files.flatMap((each) =>
      'reason' in each ? [{ task: each.task.name, reason: each.reason }] : [],
    ),
    partial,
  });
}

function recordedTargets(given: readonly GivenRecording[]): RecordedTarget[] {
  return given.flatMap(({ target, found }) => {
    if (target === null || 'code' in found) return [];
    const recordings = found.map(({ recording }) => ({
      model: recording.model.sha256,
      device: recording.device,
    }));
    return [{ target, recordings }];
  });
}

function planned({
  task,
  path,
  models,
  judge,
}: Extract<TaskFiles, { path: string }>): Pick<Inspection, 'path' | 'models' | 'judge'> {
  return {
    path,
    models: {
      baseline: plannedModel(models.baseline, task.sequence?.baseline),
      compressed: plannedModel(models.compressed, task.sequence?.compressed),
    },
    ...(judge && { judge: plannedJudge(judge) }),
  };
}

/** Checks of the targets that were asked for; the reference is evaluated in any case. */
function narrowed(plan: Plan, { only }: GateRequest): Plan {
  if (only.targets.length === 0) return plan;
  return { ...plan, checks: plan.checks.filter((check) => only.targets.includes(check.target)) };
}

type Engines = ChildOptions['surroundings']['engines'];

/** An engine that can't be had makes the run invalid, and never another engine take its place. */
async function findEngines(
  request: GateRequest,
  policy: Policy,
): Promise<{ engines: Engines; problems: Finding[] }> {
  const engines: { native?: string; wasm?: string } = {};
  const problems: Finding[] = [];
  for (const runtime of new Set(policy.targets.map((target) => target.runtime))) {
    if (runtime === 'recording') continue;
    const place = await request.findEngine(runtime);
    if ('problem' in place) problems.push(place.problem);
    else engines[runtime] = place.directory;
  }
  // The runtime check's second opinion travels with the program; without it the check has one way less.
  const second = quantizes(policy) ? await request.findEngine('wasm') : undefined;
  if (second !== undefined && 'directory' in second) engines.wasm = second.directory;
  return { engines, problems };
}

interface Looking {
  readonly files: readonly TaskFiles[];
  readonly crew: Crew;
  readonly problem: Finding | undefined;
}

async function look(policy: Policy, { files, crew, problem }: Looking): Promise<Census> {
  const tasks = files.filter((each) => 'models' in each);
  if (problem) return { engines: [], tasks: tasks.map(({ task }) => ({ task: task.name, problem })) };
  const reference = policy.targets.find((target) => target.name === policy.reference);
  if (reference === undefined) throw new Error('the reference is a target');
  const inspections = tasks.map((each): Inspection => ({
    task: each.task,
    names: each.names,
    ...planned(each),
  }));
  return takeCensus(crew, { tasks: inspections, targets: policy.targets, reference });
}
