import { basename } from 'node:path';
import type { EngineIdentity, LoadedEngine, Session } from '../core/engine.js';
import { Fault, fault } from '../core/fault.js';
import type { ModelFolder, PartName } from '../core/folder.js';
import type { Kinds } from '../core/kinds.js';
import type { Arm, PlannedModel } from '../core/plan.js';
import type { Target } from '../core/policy.js';
import type { Surroundings } from './protocol.js';
import { recordedSession } from './recorded.js';

type Runtime = Exclude<Target['runtime'], 'recording'>;

/** A model of a work, and the arm that runs it. */
interface ArmModel {
  readonly arm: Arm;
  readonly model: PlannedModel;
}

/** Engines and sessions of one worker, opened when first asked for and kept. */
export interface Sessions {
  engine(runtime: Runtime): LoadedEngine;
  /** Asked for once: it takes a digest of the engine's binaries. */
  identity(runtime: Runtime): Promise<EngineIdentity>;
  /** `opening` is called before a model is loaded for the first time: loading may kill the process. */
  open(arm: Arm, model: PlannedModel, opening: () => void): Promise<Session>;
  /** Closes every session but those of these models. */
  keepOnly(models: readonly ArmModel[]): Promise<void>;
  /** A session of its own over the model with bytes that make inner tensors outputs; the caller closes it. */
  exposed(arm: Arm, model: PlannedModel, patch: Uint8Array): Promise<Session>;
}

export function keepSessions(kinds: Kinds, surroundings: Surroundings): Sessions {
  const engines = new Map<string, LoadedEngine>();
  const sessions = new Map<string, Promise<Session>>();
  const engine = (runtime: Runtime): LoadedEngine => {
    const loaded = engines.get(runtime) ?? loadEngine(kinds, surroundings, runtime);
    engines.set(runtime, loaded);
    return loaded;
  };
  const identities = new Map<string, Promise<EngineIdentity>>();
  return {
    engine,
    identity: (runtime) => {
      const known = identities.get(runtime) ?? engine(runtime).identity();
      identities.set(runtime, known);
      return known;
    },
    exposed: (arm, model, patch) =>
      openFile(engine(runtimeOf(arm)), arm.target, { ...model, file: { ...model.file, patch } }),
    open: (arm, model, opening) => {
      const key = keyOf(arm, model);
      const known = sessions.get(key);
      if (known) return known;
      opening();
      const session =
        openRecorded(arm, model, { kinds, surroundings }) ??
        openModel(engine(runtimeOf(arm)), arm.target, { model, kinds });
      sessions.set(key, session);
      return session;
    },
    keepOnly: async (models) => {
      const wanted = new Set(models.map(({ arm, model }) => keyOf(arm, model)));
      const others = [...sessions].filter(([key]) => !wanted.has(key));
      for (const [key] of others) sessions.delete(key);
      // one that never opened, or can't be closed, is gone all the same
      await Promise.allSettled(others.map(async ([, session]) => (await session).close()));
    },
  };
}

/** All that makes a session: two targets that run a model in one way share it, a name for other options does not. */
function keyOf({ target }: Arm, { file, sha256, recorded }: PlannedModel): string {
  const { name, runtime, threads, graphOptimization, session } = target;
  const isPlayed = recorded === true || runtime === 'recording';
  const way = isPlayed ? name : [runtime, threads, graphOptimization, session];
  return JSON.stringify([way, file.path, sha256]);
}

interface Around {
  readonly kinds: Kinds;
  readonly surroundings: Surroundings;
}

/** The session of an arm that was recorded; undefined for one that is run. */
function openRecorded({ target }: Arm, model: PlannedModel, around: Around): Promise<Session> | undefined {
  const isOfModel = model.recorded === true;
  if (!isOfModel && target.runtime !== 'recording') return undefined;
  return Promise.resolve().then(() => {
    const { recordings = [], scratch } = around.surroundings;
    const given = recordings.filter((each) => each.target === (isOfModel ? null : target.name));
    const all = given.flatMap(({ found }) => {
      if ('code' in found) throw new Fault(found);
      return found;
    });
    const found = all.find(({ directory, recording }) =>
      isOfModel ? directory === model.file.path : recording.model.sha256 === model.sha256,
    );
    if (found !== undefined) return recordedSession(found, around.kinds, scratch);
    const [other] = all;
    if (other === undefined) throw new Error(`no recording for ${target.name}`);
    const { shown: path, recording } = other;
    throw fault('RECORDING_OTHER_MODEL', { path, found: recording.model.sha256, expected: model.sha256 });
  });
}

function loadEngine(kinds: Kinds, surroundings: Surroundings, runtime: Runtime): LoadedEngine {
  const engine = kinds.engines.find((known) => known.name === runtime);
  const directory = surroundings.engines[runtime];
  if (engine === undefined || directory === undefined) throw new Error(`no directory for engine ${runtime}`);
  try {
    return engine.load(directory);
  } catch (error) {
    throw fault('ENGINE_UNUSABLE', { runtime, reason: reasonOf(error) });
  }
}

function runtimeOf({ target }: Arm): Runtime {
  if (target.runtime === 'recording') throw new Error(`${target.name} is a recording`);
  return target.runtime;
}

type NamedFile = Pick<PlannedModel, 'file' | 'source'>;

function openModel(
  engine: LoadedEngine,
  target: Target,
  { model, kinds }: { readonly model: NamedFile; readonly kinds: Kinds },
): Promise<Session> {
  const { folder } = model.file;
  if (folder === undefined) return openFile(engine, target, model);
  const open = ({ file }: ModelFolder['parts'][number]): Promise<Session> =>
    openFile(engine, target, { file, source: `${model.source}/${basename(file.path)}` });
  return openFolder(folder, open, kinds);
}

/** A session of the first file that knows all of them. */
async function openFolder(
  folder: ModelFolder,
  open: (part: ModelFolder['parts'][number]) => Promise<Session>,
  kinds: Kinds,
): Promise<Session> {
  const parts = new Map<PartName, Session>();
  const close = async (): Promise<void> => {
    for (const session of parts.values()) await session.close();
  };
  try {
    for (const part of folder.parts) parts.set(part.name, await open(part));
    const [first] = parts.values();
    if (first === undefined) throw new Error('a folder has files');
    const { config, generation, preprocessor, tokenizer: path } = folder;
    const tokenizer = path === null ? null : kinds.openTokenizer(path);
    return { ...first, close, folder: { parts, config, generation, preprocessor, tokenizer } };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openFile(engine: LoadedEngine, target: Target, model: NamedFile): Promise<Session> {
  const { threads, graphOptimization, session } = target;
  try {
    return await engine.open(model.file, { threads, graphOptimization, session });
  } catch (error) {
    // Engines name files by their absolute path, which says nothing to a reader elsewhere.
    const reason = reasonOf(error).replaceAll(model.file.path, model.source);
    throw fault('MODEL_REFUSED', { path: model.source, target: target.name, reason });
  }
}

/** An engine's own words: its bindings throw more than Errors. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
