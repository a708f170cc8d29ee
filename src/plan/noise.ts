import { finding, type Finding } from '../core/fault.js';
import type { Kinds } from '../core/kinds.js';
import type { SignalFacts } from '../core/plan.js';
import type { NoiseLevel } from '../core/policy.js';
import type { Known } from './passes.js';

/**
 * Noise levels that would add nothing, or can't be added: they would be measured clean under a noisy name.
 * Without a readable sample nothing is known of the inputs, and the samples' own faults tell.
 */
export function impossibleNoise({ task, census }: Known, kinds: Pick<Kinds, 'noises'>): Finding[] {
  const levels = task.levels.flatMap((level) => (level.noise === null ? [] : [level.noise]));
  const { signals } = census;
  if (signals === null) return [];
  return levels.flatMap((level) => {
    if (signals.length === 0)
      return [finding('NOISE_WITHOUT_INPUT', { level: level.name, task: task.name }, level.place)];
    return signals.flatMap((signal) => unfit(level, signal, kinds));
  });
}

function unfit(
  level: NoiseLevel,
  { input, is, hasRange }: SignalFacts,
  { noises }: Pick<Kinds, 'noises'>,
): Finding[] {
  const kind = noises.find(({ name }) => name === level.kind);
  if (kind === undefined) throw new Error(`no noise kind ${level.kind}`); // the policy room refused it
  if (!kind.on.includes(is))
    return [finding('NOISE_UNFIT', { kind: kind.name, input, is, on: kind.on }, level.place)];
  return kind.needsRange && !hasRange ? [finding('NOISE_NEEDS_RANGE', { kind: kind.name }, level.place)] : [];
}
