import { finding, type Finding } from '../core/fault.js';
import type { Kinds } from '../core/kinds.js';
import { fits, type AnyNoise } from '../core/noise.js';
import type { SignalFacts } from '../core/plan.js';
import type { NoiseLevel, NoiseStep } from '../core/policy.js';
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
    return level.steps.flatMap((step) => unfit(level, signals, kindOf(step, kinds)));
  });
}

function kindOf(step: NoiseStep, { noises }: Pick<Kinds, 'noises'>): AnyNoise {
  const kind = noises.find(({ name }) => name === step.kind);
  if (kind === undefined) throw new Error(`no noise kind ${step.kind}`); // the policy room refused it
  return kind;
}

/** A model of pictures and text may get noise on the pictures alone; on no input at all is a mistake. */
function unfit(level: NoiseLevel, signals: readonly SignalFacts[], kind: AnyNoise): Finding[] {
  const fit = signals.filter((signal) => fits(kind, signal));
  if (fit.length === 0)
    return signals.map(({ input, is }) =>
      finding('NOISE_UNFIT', { kind: kind.name, input, is, on: kind.on }, level.place),
    );
  return fit.flatMap(({ hasRange, channels }) => [
    ...(kind.needsRange && !hasRange ? [finding('NOISE_NEEDS_RANGE', { kind: kind.name }, level.place)] : []),
    ...(channels === undefined || kind.channels?.includes(channels) !== false
      ? []
      : [finding('NOISE_CHANNELS', { kind: kind.name, channels, wanted: kind.channels }, level.place)]),
  ]);
}
