import type { LoadedEngine, Session } from '../core/engine.js';
import { fault } from '../core/fault.js';
import type { Kinds } from '../core/kinds.js';
import type { Arm, PlannedModel } from '../core/plan.js';
import type { Target } from '../core/policy.js';
import type { Surroundings } from './protocol.js';

/** Engines and sessions of one worker, opened when first asked for and kept. */
export interface Sessions {
  engine(runtime: Target['runtime']): LoadedEngine;
  /** `opening` is called before a model is loaded for the first time: loading may kill the process. */
  open(arm: Arm, model: PlannedModel, opening: () => void): Promise<Session>;
}

export function keepSessions(kinds: Kinds, surroundings: Surroundings): Sessions {
  const engines = new Map<string, LoadedEngine>();
  const sessions = new Map<string, Promise<Session>>();
  const engine = (runtime: Target['runtime']): LoadedEngine => {
    const loaded = engines.get(runtime) ?? loadEngine(kinds, surroundings, runtime);
    engines.set(runtime, loaded);
    return loaded;
  };
  return {
    engine,
    open: (arm, model, opening) => {
      const key = `${arm.target.name} ${model.file.path}`;
      const known = sessions.get(key);
      if (known) return known;
      opening();
      const session = openModel(engine(arm.target.runtime), arm.target, model);
      sessions.set(key, session);
      return session;
    },
  };
}

function loadEngine(kinds: Kinds, surroundings: Surroundings, runtime: Target['runtime']): LoadedEngine {
  const engine = kinds.engines.find((known) => known.name === runtime);
  const directory = surroundings.engines[runtime];
  if (engine === undefined || directory === undefined) throw new Error(`no directory for engine ${runtime}`);
  try {
    return engine.load(directory);
  } catch (error) {
    throw fault('ENGINE_UNUSABLE', { runtime, reason: reasonOf(error) });
  }
}

async function openModel(engine: LoadedEngine, target: Target, model: PlannedModel): Promise<Session> {
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
