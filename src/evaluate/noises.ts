import { Fault } from '../core/fault.js';
import type { Kinds } from '../core/kinds.js';
import type { AnyNoise } from '../core/noise.js';
import type { PlannedLevel } from '../core/plan.js';
import type { NoiseStep } from '../core/policy.js';

/** A kind of noise as a level uses it, with digests of the files it has read. */
export type ReadyNoise = AnyNoise & { readonly files: readonly string[] };

/** The kinds of a level's steps, their files read; none for clean. A Fault is placed at the level. */
export async function openNoise(
  kinds: Pick<Kinds, 'noises'>,
  { noise }: PlannedLevel,
  directory: string,
): Promise<readonly ReadyNoise[]> {
  if (noise === null) return [];
  try {
    return await Promise.all(noise.steps.map((step) => openStep(kinds, step, directory)));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new Fault(error.findings.map((found) => ({ ...found, place: found.place ?? noise.place })));
  }
}

async function openStep(
  { noises }: Pick<Kinds, 'noises'>,
  step: NoiseStep,
  directory: string,
): Promise<ReadyNoise> {
  const kind = noises.find((known) => known.name === step.kind);
  if (kind === undefined) throw new Error(`no noise kind ${step.kind}`); // the policy room refused it
  return { ...kind, files: [], ...(await kind.open?.(step.options, directory)) };
}
