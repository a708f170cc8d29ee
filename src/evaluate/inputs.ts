import { Fault, finding, type Finding } from '../core/fault.js';
import type { MadeTensor } from '../core/input.js';
import type { Kinds } from '../core/kinds.js';
import { withNoise, type AnyNoise, type Signal, type TextSignal } from '../core/noise.js';
import type { PlannedLevel } from '../core/plan.js';
import { rng } from '../core/rng.js';
import type { Sample } from '../core/sample.js';
import type { Fed } from '../core/task.js';
import type { Tensor } from '../core/tensor.js';
import type { Skip } from './protocol.js';
import type { NamedMaker, OpenPass, Side } from './pass.js';

/** A sample with its inputs made up to where noise is added. */
export interface Readied {
  readonly position: number;
  readonly sample: Sample;
  readonly bases: { readonly [side in Side]: readonly (Signal | null)[] };
}

/** A position whose sample is ready, or why it is not. */
export type Slot = Readied | { readonly position: number; readonly id: string; readonly fault: Finding };

/** Reads and prepares the samples at positions from…to−1 of the order; what can't be read becomes a fault. */
export async function readySamples(
  open: OpenPass,
  from: number,
  to: number,
  skips: readonly Skip[] = [],
): Promise<Slot[]> {
  const slots: Slot[] = [];
  for (let position = from; position < to; position += 1) {
    const row = open.pass.order[position] ?? 0;
    const skip = skips.find((one) => one.arm === -1 && position >= one.from && position < one.to);
    const id = open.dataset.id(row);
    slots.push(skip ? { position, id, fault: skippedAt(id, skip) } : await readySample(open, position, row));
  }
  return slots;
}

/** Reads and prepares rows of the data that are at no position of the order. */
export async function readyRows(open: OpenPass, rows: Uint32Array): Promise<Slot[]> {
  const slots: Slot[] = [];
  for (const row of rows) slots.push(await readySample(open, 0, row));
  return slots;
}

/** The parent knows positions only: the sample is named here. */
export function skippedAt(sample: string, { reason }: Skip): Finding {
  return { ...reason, data: { ...reason.data, sample } };
}

async function readySample(open: OpenPass, position: number, row: number): Promise<Slot> {
  try {
    const sample = await open.dataset.read(row, open.fields);
    for (const { task } of open.tasks) task.truth(sample);
    return { position, sample, bases: makeBases(open, sample) };
  } catch (error) {
    const id = open.dataset.id(row);
    return { position, id, fault: sampleFault(id, error) };
  }
}

/** Of one sample, for both sides. */
export function makeBases(open: OpenPass, sample: Sample): Readied['bases'] {
  const make = (makers: readonly NamedMaker[]): (Signal | null)[] =>
    sharedTexts(makers.map((maker) => (maker.takesNoise ? maker.base(sample) : null)));
  const baseline = make(open.makers.baseline);
  return { baseline, compressed: open.fedAlike ? baseline : make(open.makers.compressed) };
}

/** Token ids and their mask come of the same texts: equal texts become one signal, so that noise and tokens are made once. */
function sharedTexts(signals: readonly (Signal | null)[]): (Signal | null)[] {
  const texts = signals.filter((signal): signal is TextSignal => signal?.is === 'text');
  return signals.map((signal) =>
    signal?.is === 'text' ? (texts.find((first) => isSameText(first, signal)) ?? signal) : signal,
  );
}

function isSameText(left: TextSignal, right: TextSignal): boolean {
  return JSON.stringify([left.dims, left.texts]) === JSON.stringify([right.dims, right.texts]);
}

/** Only faults of the user's world become rows; a bug of ours must end the run. */
function sampleFault(sample: string, error: unknown): Finding {
  if (!(error instanceof Fault)) throw error;
  const first = error.findings[0];
  return first ?? finding('SAMPLE_UNREADABLE', { sample, reason: error.message });
}

/** One tensor per model input for one sample at one level, without the batch axis. */
export type Made = { readonly [side in Side]: readonly MadeTensor[] };

interface Making {
  readonly open: OpenPass;
  readonly level: PlannedLevel;
  /** The kinds of the level's steps. */
  readonly noises: readonly AnyNoise[];
  readonly seed: number;
}

/** Makes a sample's inputs at a level: the same noise for both sides, whatever their layouts. */
export function makeInputs(readied: Readied, making: Making): Made {
  const baseline = makeSide(readied, making, 'baseline');
  return { baseline, compressed: making.open.fedAlike ? baseline : makeSide(readied, making, 'compressed') };
}

function makeSide(readied: Readied, making: Making, side: Side): MadeTensor[] {
  const signals = noisySignals(readied, making, side);
  return making.open.makers[side].map((maker, input) => {
    const signal = signals[input];
    return signal ? maker.finish(signal) : maker.make(readied.sample);
  });
}

/** What noise made of each input of one side; null for those that take none. */
export function noisySignals(readied: Readied, making: Making, side: Side): (Signal | null)[] {
  const made = new Map<Signal, Signal>();
  return making.open.makers[side].map((_, input) => {
    const signal = readied.bases[side][input];
    if (!signal) return null;
    const changed = made.get(signal) ?? noised(signal, { ...making, id: readied.sample.id, input });
    made.set(signal, changed);
    return changed;
  });
}

/**
 * Neither task, level nor model is in the stream's name: heads share a pass, two strengths are one draw scaled, and a
 * kind draws alike alone and in a chain (a second time there, it draws anew). Texts are one draw for all inputs, since a
 * text may feed several of them.
 */
function noised(
  signal: Signal,
  { level, noises, seed, id, input }: Making & { id: string; input: number },
): Signal {
  const draw = input === 0 || signal.is === 'text' ? `${level.draw ?? 0}` : `${level.draw ?? 0}/${input}`;
  return noises.reduce((changed, noise, at) => {
    const again = noises.slice(0, at).filter(({ name }) => name === noise.name).length;
    const name = again === 0 ? draw : `${draw}+${again}`;
    const options = level.noise?.steps[at]?.options ?? {};
    return withNoise(noise, changed, options, rng('noise', seed, noise.name, id, name));
  }, signal);
}

/** What one side of a sample was fed, for tasks that read more than outputs. */
export function fedOf(makers: readonly NamedMaker[], made: readonly MadeTensor[]): Fed {
  const inputs = new Map(made.map((tensor, input) => [makers[input]?.input ?? '', tensor]));
  return { inputs, tokens: made.find(({ tokens }) => tokens !== undefined)?.tokens ?? null };
}

/** Batches of tensors by input name: the feeds of one run. */
export function feedsOf(
  kinds: Kinds,
  makers: readonly NamedMaker[],
  batch: readonly (readonly Tensor[])[],
): Map<string, Tensor> {
  return new Map(
    makers.map((maker, input) => {
      const column = batch.flatMap((tensors) => tensors[input] ?? []);
      return [maker.input, kinds.stack(column)];
    }),
  );
}
