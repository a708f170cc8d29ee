import { Fault } from '../core/fault.js';
import type { Kinds } from '../core/kinds.js';
import type { AnyNoise } from '../core/noise.js';
import type { PlannedLevel } from '../core/plan.js';

/** A kind of noise as a level uses it, with digests of the files it has read. */
export type ReadyNoise = AnyNoise & { readonly files: readonly string[] };

/** The noise of a level, its files read; null for clean. A Fault is placed at the level. */
export async function openNoise(
  kinds: Pick<Kinds, 'noises'>,
  { noise }: PlannedLevel,
  directory: string,
): Promise<ReadyNoise | null> {
  if (noise === null) return null;
  const kind = kinds.noises.find((known) => known.name === noise.kind);
  if (kind === undefined) throw new Error(`no noise kind ${noise.kind}`); // the policy room refused it
  try {
    return { ...kind, files: [], ...(await kind.open?.(noise.options, directory)) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new Fault(error.findings.map((found) => ({ ...found, place: found.place ?? noise.place })));
  }
}
