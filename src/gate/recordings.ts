import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fault, finding, orFinding, type Finding } from '../core/fault.js';
import type { ModelSource, Policy } from '../core/policy.js';
import type { PlacedRecording, RecordedDevice } from '../core/recording.js';
import type { GivenRecording } from '../evaluate/protocol.js';
import { findPath } from '../sources/path.js';
import { readRecording, readRecordings } from '../sources/recording.js';
import type { FoundModel, TaskFiles } from './locate.js';
import type { Machine } from './machine.js';

/**
 * A model that is a recording, as if it were a file; a finding when it can't be used. A folder that does not exist is
 * thrown: the policy is wrong.
 */
export async function locateRecordedModel(
  directory: string,
  source: ModelSource,
): Promise<FoundModel | Finding> {
  const folder = findPath({ directory, path: source.path, what: 'recording', place: source.place });
  const placed = await orFinding(readRecording(folder, source.path));
  if ('code' in placed) return { ...placed, place: source.place };
  const { model, inputs, outputs } = placed.recording;
  if (source.sha256 !== undefined && source.sha256 !== model.sha256) {
    const data = { path: source.path, expected: source.sha256, actual: model.sha256 };
    return finding('DIGEST_MISMATCH', data, source.place);
  }
  const namesOf = (shapes: typeof inputs): string[] => shapes.map(({ name }) => name);
  return {
    file: { path: folder, external: [] },
    source: source.path,
    ...model,
    facts: {
      inputs: namesOf(inputs),
      outputs: namesOf(outputs),
      fixedFirst: [],
      quantizesDynamically: false,
      external: [],
    },
    recorded: placed,
  };
}

/** The recordings of every target that is one; what is wrong with one of them is that target's problem. */
export async function locateTargets({ targets }: Policy, directory: string): Promise<GivenRecording[]> {
  const given: GivenRecording[] = [];
  for (const { name, runtime, path, place } of targets) {
    if (runtime !== 'recording' || path === undefined) continue;
    const found = await orFinding(recordingsIn(directory, path));
    given.push({ target: name, found: 'code' in found ? { ...found, place } : found });
  }
  return given;
}

/** A machine that did not deliver is that target's problem, and not a mistake in the policy. */
async function recordingsIn(directory: string, path: string): Promise<PlacedRecording[]> {
  if (!existsSync(resolve(directory, path))) throw fault('RECORDING_UNFINISHED', { path });
  return readRecordings(findPath({ directory, path, what: 'recording' }), path);
}

/** The recordings that stand for models. */
export function recordedModels(files: readonly TaskFiles[]): GivenRecording[] {
  const found = files.flatMap((each) => ('models' in each ? Object.values(each.models) : []));
  const placed = found.flatMap(({ recorded }) => (recorded === undefined ? [] : [recorded]));
  return [...new Set(placed)].map((each) => ({ target: null, found: [each] }));
}

/**
 * Both models are judged on the reference: one that was recorded on a machine with other instruction sets is refused,
 * because what differs might be the machine. Tasks that are concerned get the reason.
 */
export function refuseOtherMachines(
  policy: Policy,
  files: readonly TaskFiles[],
  { given, machine }: { readonly given: readonly GivenRecording[]; readonly machine: Machine },
): TaskFiles[] {
  return files.map((each) => {
    if (!('models' in each)) return each;
    const here = [each.models.baseline, each.models.compressed].map((model) =>
      placeOf(model, policy, { given, machine }),
    );
    const [left, right] = here;
    if (left === undefined || right === undefined || left.kind === right.kind) return each;
    const [recorded, other] = right.path === undefined ? [left, right] : [right, left];
    const data = { path: recorded.path ?? '', found: recorded.kind, expected: other.kind };
    return { task: each.task, reason: finding('RECORDING_OTHER_MACHINE', data) };
  });
}

interface Judged {
  /** Of the recording; undefined for what is run here. */
  readonly path?: string;
  /** What has to be the same, in words. */
  readonly kind: string;
}

/** Where a model is judged on the reference; undefined where that is not known, which has its own reason. */
function placeOf(
  model: FoundModel,
  { targets, reference }: Policy,
  { given, machine }: { readonly given: readonly GivenRecording[]; readonly machine: Machine },
): Judged | undefined {
  const isRun = targets.find(({ name }) => name === reference)?.runtime !== 'recording';
  const placed = model.recorded ?? (isRun ? undefined : recordingOf(model, given, reference));
  if (placed !== undefined) return { path: placed.shown, kind: kindOf(placed.recording.device) };
  return isRun ? { kind: kindOf(machine) } : undefined;
}

function recordingOf(
  { sha256 }: FoundModel,
  given: readonly GivenRecording[],
  target: string,
): PlacedRecording | undefined {
  const found = given.flatMap((each) => (each.target === target && !('code' in each.found) ? each.found : []));
  return found.find(({ recording }) => recording.model.sha256 === sha256);
} // prettier-ignore

/** Engines choose their kernels by instruction set; where a system does not tell them, by processor. */
function kindOf({ arch, cpu, isa = [] }: Pick<RecordedDevice, 'arch' | 'cpu' | 'isa'>): string {
  return `${arch}, ${isa.length === 0 ? cpu : [...isa].sort().join(' ')}`;
}
