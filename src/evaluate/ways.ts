import type { Session } from '../core/engine.js';
import { fault } from '../core/fault.js';
import { kindNamed, type Kinds } from '../core/kinds.js';
import type { Way } from '../core/way.js';
import { sequenced } from './sequence.js';

/**
 * An open session as a pass sees it: run once a batch unless the policy or the kind has a way of its own. Fault
 * MODEL_PARTS for a model of several files and a kind that runs one.
 */
export function inWay(kinds: Kinds, way: Way | undefined, session: Session, alive: () => void): Session {
  if (session.recorded) return session; // what was recorded is what came out of the whole way
  const stepped = way?.sequence ? sequenced(session, way.sequence, alive) : session;
  const running = way?.by && kindNamed(kinds, way.by.kind).running?.(way.by.settings);
  if (running) return running(stepped, alive);
  const parts = [...(session.folder?.parts.keys() ?? [])];
  if (parts.length > 1) throw fault('MODEL_PARTS', { parts });
  return stepped;
}
