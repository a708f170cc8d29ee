import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fault, orFinding, type Finding } from '../core/fault.js';
import type { Policy, Target, TaskPolicy } from '../core/policy.js';
import { recordingFormat, type RecordedDevice, type Recording } from '../core/recording.js';
import type { Work } from '../core/plan.js';
import { recordWork } from '../evaluate/ask.js';
import type { RecordedPass } from '../evaluate/record.js';
import { writeWhole } from '../evaluate/rows-file.js';
import { manifestName } from '../sources/recording.js';
import { prepare, type Prepared } from './prepare.js';
import type { GateRequest } from './request.js';

/** What to record, and where to; paths are relative to the working directory. */
export interface Recorder {
  readonly model: string;
  readonly target: string;
  /** A folder that is empty or does not exist. */
  readonly out: string;
  /** Likewise; null: inputs are not exported. */
  readonly inputs: string | null;
}

export interface RecordDone {
  /** Answers that were recorded: samples times levels. */
  readonly answers: number;
  /** Why nothing was recorded; empty when all was. */
  readonly problems: readonly Finding[];
}

/** Runs a model of the policy over its samples and levels, and writes what it answers; judges nothing. */
export async function gateRecord(request: GateRequest, recorder: Recorder): Promise<RecordDone> {
  const { directory } = request;
  const folders = [recorder.out, recorder.inputs].flatMap((folder) => (folder === null ? [] : [folder]));
  for (const folder of folders) refuseFull(directory, folder);
  using prepared = await prepare(request, (policy) => recordable(policy, recorder, directory));
  const { plan, crew } = prepared;
  const problems = plan.impossible.map(({ reason }) => reason);
  if (problems.length > 0) return { answers: 0, problems };
  for (const folder of folders) mkdirSync(resolve(directory, folder), { recursive: true });
  const to = {
    outputs: resolve(directory, recorder.out),
    inputs: recorder.inputs === null ? null : resolve(directory, recorder.inputs),
  };
  const passes = await orFinding(recordWork(crew, workOf(plan.work), to));
  if ('code' in passes) return { answers: 0, problems: [passes] };
  const recording = recordingOf(prepared, passes);
  if (to.inputs !== null) writeManifest(to.inputs, 'inputs.json', exportOf(recording, passes));
  writeManifest(to.outputs, manifestName, recording);
  return { answers: recording.parts.reduce((sum, { count }) => sum + count, 0), problems: [] };
}

/** What an earlier recording left must not be taken for this one's. */
function refuseFull(directory: string, folder: string): void {
  const path = resolve(directory, folder);
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined || (status.isDirectory() && readdirSync(path).length === 0)) return;
  throw fault('RECORD_OUT', { path: folder });
}

/** One model on one target: the policy as if that were both of its models. */
function recordable(policy: Policy, { model, target: name }: Recorder, directory: string): Policy {
  const target = policy.targets.find((each) => each.name === name);
  const known = policy.targets.map((each) => each.name);
  if (target === undefined) throw fault('SELECTOR_UNKNOWN', { option: '--target', name, known });
  if (target.runtime === 'recording') throw fault('RECORD_TARGET', { target: name });
  const tasks = policy.tasks.flatMap((task) => recordableTask(task, model, directory));
  if (tasks.length === 0) throw fault('RECORD_MODEL', { path: model, known: modelsOf(policy) });
  const alone: Target = { ...target, required: true, limits: [] };
  const { tasks: _, ...everywhere } = alone;
  return { ...policy, targets: [everywhere], reference: name, tasks, models: tasks[0]?.models ?? policy.models };
} // prettier-ignore

function modelsOf({ tasks }: Policy): string[] {
  return [...new Set(tasks.flatMap(({ models }) => [models.baseline.path, models.compressed.path]))];
}

/** A model that the policy knows as a recording only is whichever side has it. */
function recordableTask(task: TaskPolicy, path: string, directory: string): TaskPolicy[] {
  const sides = ['compressed', 'baseline'] as const;
  const isFile = (side: (typeof sides)[number]): boolean => {
    const { source, recorded, path: written } = task.models[side];
    return source === undefined && recorded !== true && resolve(directory, written) === resolve(directory, path);
  };
  const side = sides.find(isFile) ?? sides.find((each) => task.models[each].recorded === true);
  if (side === undefined) return [];
  const { place, ignoreOutputs } = task.models[side];
  const source = { path, place, ignoreOutputs };
  return [
    {
      ...task,
      models: { baseline: source, compressed: { ...source, methods: ['other'], exemptions: [], limits: [] } },
      inputs: { baseline: task.inputs[side], compressed: task.inputs[side] },
      output: { baseline: task.output[side], compressed: task.output[side] },
      slices: [],
    },
  ];
} // prettier-ignore

function workOf(work: Work): Work {
  return { ...work, contrasts: [], chunks: [] };
}

function recordingOf(prepared: Prepared, passes: readonly RecordedPass[]): Recording {
  const { plan } = prepared;
  const [first] = prepared.files.flatMap((each) => ('models' in each ? [each.models.baseline] : []));
  const [pass] = passes;
  if (first === undefined || pass === undefined) throw new Error('a plan without passes');
  return {
    is: 'recording',
    format: recordingFormat,
    model: { sha256: first.sha256, bytes: first.bytes },
    seed: plan.work.seed,
    device: deviceOf(prepared),
    inputs: pass.inputs,
    outputs: pass.outputs,
    parts: passes.flatMap(({ parts }) => parts),
    files: passes.flatMap(({ files }) => files),
  };
}

function deviceOf({ policy, census, plan, machine }: Prepared): RecordedDevice {
  const [target] = policy.targets;
  const identity = census.engines[0]?.identity;
  if (target === undefined || identity === undefined) throw new Error('no engine was loaded');
  const { cpu, arch, isa } = machine;
  const { threads, graphOptimization, session } = target;
  return {
    runtime: identity.runtime,
    version: identity.version,
    cpu,
    arch,
    isa,
    engineDigest: identity.digest,
    providers: identity.providers,
    graphOptimization,
    threads,
    batch: plan.work.passes[0]?.batches[0] ?? 1,
    session,
  };
}

/** What another program needs to run the model on the same inputs, and to say that it did. */
function exportOf({ device: _, ...recording }: Recording, passes: readonly RecordedPass[]): object {
  return {
    ...recording,
    is: 'inputs',
    parts: passes.flatMap(({ exported }) => exported),
    files: passes.flatMap(({ exportedFiles }) => exportedFiles),
  };
}

function writeManifest(directory: string, name: string, manifest: object): void {
  writeWhole(join(directory, name), `${JSON.stringify(manifest, null, 2)}\n`);
}
