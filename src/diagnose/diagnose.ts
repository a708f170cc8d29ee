import type { DiagnosedCase, Diagnosis } from '../core/diagnosis.js';
import type { Check } from '../core/report.js';
import type { LayerReading } from '../evaluate/layers.js';
import { layersOf, type Layer } from '../onnx/layers.js';
import { openModel } from '../onnx/model.js';
import { neighbourhoods, type Neighbourhood } from '../onnx/neighbours.js';
import { pairLayers, type LayerPair } from '../onnx/pair.js';
import { restore } from '../onnx/restore.js';
import { betterOf, inCommon } from './in-common.js';
import { lookInside, somePositions, type Inside } from './inside.js';
import { layerOf, type Measured } from './layer.js';
import { findRemedy, type Tried } from './remedy.js';
import type { Subject, Surrounding } from './subject.js';
import { Trials, type Opened, type Trial } from './trials.js';
import { biasDiffers, weightError } from './weights.js';

/** A diagnosis may take so many times the model runs of the evaluation it explains. */
const share = 3;
/** Single layers are tried on so many samples at least: rather fewer layers than fewer samples. */
const fewest = 32;
/** What looking inside may take of the budget. */
const looking = 1 / 6;

export interface Diagnosed {
  readonly diagnosis: Diagnosis;
  /** The model with the remedy's layers put back, or the first suspect's; null where nothing helps. */
  readonly corrected: (() => Uint8Array) | null;
}

/** Why the answers of a failing check changed: every layer measured, suspects put back, the check repeated. */
export async function diagnose(
  subject: Subject,
  judged: Check,
  surrounding: Surrounding,
): Promise<Diagnosed> {
  const { models } = subject.pass;
  const opened = openBoth(models);
  const trials = new Trials(subject, opened, surrounding, share * inferencesOf(subject));
  const inside = await lookInside(subject, opened, surrounding, Math.floor((trials.budget * looking) / 4));
  trials.spent += inside.inferences;
  const layers = opened.pairs.map((pair, position) =>
    measured(opened, pair, inside.reading?.layers[position]),
  );
  const suspects = suspicious(layers);
  const { tried, isWhole } = await trySingles(subject, trials, suspects);
  const ranked = rankedBy(tried);
  const remedy = await findRemedy(
    ranked.filter(({ gain }) => gain > 0),
    trials,
    isWhole,
  );
  const best = ranked[0]?.gain !== undefined && ranked[0].gain > 0 ? ranked[0] : undefined;
  const helping = remedy?.layers ?? (best === undefined ? [] : [best.pair.baseline.name]);
  const pairs = opened.pairs.filter(({ baseline }) => helping.includes(baseline.name));
  const order = [...ranked.map(({ pair }) => pair), ...suspects.map(({ pair }) => pair)];
  return {
    diagnosis: {
      check: judged,
      layers: layers.map((layer) =>
        layerOf(layer, layers, tried.find(({ pair }) => pair === layer.pair)?.trial),
      ),
      ranking: [...new Set(order.map(({ baseline }) => baseline.name))],
      remedy,
      nodesToExclude: pairs.flatMap(({ baseline }) =>
        baseline.node.name === '' ? [] : [baseline.node.name],
      ),
      cases: casesOf(subject, opened.pairs, inside),
      slices: inside.reading === null ? [] : inCommon(inside.reading, 'changed'),
      better: betterOf(subject, inside.reading),
      unpaired: opened.unpaired.map(({ model, layer, reason }) => ({
        model,
        name: layer.name,
        operator: layer.node.opType,
        reason,
      })),
      inferences: trials.spent,
      budget: trials.budget,
    },
    corrected: pairs.length === 0 ? null : () => restore(opened.baseline, opened.compressed, pairs),
  };
}

/** The surest baselines first: what they lose is the worst. */
function casesOf(
  { changed }: Subject,
  pairs: readonly LayerPair[],
  { reading, positions }: Inside,
): DiagnosedCase[] {
  const cases = (reading?.cases ?? []).flatMap(({ position, first, margin, nearest }): DiagnosedCase[] => {
    const change = changed.get(positions[position] ?? -1);
    const layer = first === null ? undefined : pairs[first];
    return change === undefined ? [] : [{ ...change, first: layer?.baseline.name ?? null, margin, nearest }];
  });
  return cases.sort((one, other) => (other.margin ?? -1) - (one.margin ?? -1));
}

function openBoth({ baseline, compressed }: Subject['pass']['models']): OpenedBoth {
  const [left, right] = [openModel(baseline.file), openModel(compressed.file)];
  const [own, theirs] = [layersOf(left), layersOf(right)];
  const around = neighbourhoods(left, own);
  return {
    baseline: left,
    compressed: right,
    graph: new Map(own.flatMap((layer, at) => (around[at] ? [[layer, around[at]]] : []))),
    ...pairLayers({ model: left, layers: own }, { model: right, layers: theirs }),
  };
}

interface OpenedBoth extends Opened, Pick<ReturnType<typeof pairLayers>, 'unpaired'> {
  readonly graph: ReadonlyMap<Layer, Neighbourhood>;
}

function inferencesOf({ plan: { work } }: Subject): number {
  return work.passes.reduce(
    (sum, { order, levels }) => sum + order.length * levels.length * work.arms.length,
    0,
  );
}

function measured(
  { baseline, compressed, graph: around }: OpenedBoth,
  pair: LayerPair,
  reading: LayerReading | undefined,
): Measured {
  const graph = around.get(pair.baseline) ?? { reads: [], makes: [], before: [], after: [] };
  const { weight, share: weightShare } = weightError(baseline, compressed, pair);
  const sides = [reading?.changed, reading?.unchanged].filter(
    (side) => side !== undefined && side.samples > 0,
  );
  const added = sides[0]?.added ?? NaN;
  const noise = Math.max(0, Number.isFinite(added) ? added : weightShare);
  const isTouched =
    weightShare !== 0 ||
    pair.compressed.stored !== 'float' ||
    Number.isFinite(reading?.inputSqnr) ||
    biasDiffers(baseline, compressed, pair);
  return { pair, graph, reading, weight, noise: Number.isFinite(noise) ? noise : 0, isTouched };
}

/** Layers that compression touched, the noisiest first. */
function suspicious(layers: readonly Measured[]): Measured[] {
  return layers.filter(({ isTouched }) => isTouched).toSorted((one, other) => other.noise - one.noise);
}

/** A tried layer, and by how much the check's number fell. */
type Ranked = Tried & { readonly gain: number };

/** Each suspect put back by itself: on all inputs if the budget has room for it, else on a part of them that holds the changed ones. */
async function trySingles(
  subject: Subject,
  trials: Trials,
  suspects: readonly Measured[],
): Promise<{ readonly tried: readonly Ranked[]; readonly isWhole: boolean }> {
  const { count, size } = sizeOf(subject, trials, suspects.length);
  const isWhole = subject.pass.order.length <= size || subject.pass.data.group !== undefined;
  const positions = isWhole ? null : somePositions(subject, Math.floor(size / 2));
  const some = suspects.slice(0, count);
  const before = some.length === 0 ? null : await trials.before(positions);
  const results = await trials.each(
    some.map(({ pair }) => [pair]),
    positions,
  );
  const tried = some.flatMap(({ pair }, position): Ranked[] => {
    const trial = results[position];
    return trial === undefined ? [] : [{ pair, trial, gain: gainOf(before, trial) }];
  });
  return { tried, isWhole };
}

/** How many suspects on how many samples take half of the budget; the other half is for remedies. */
function sizeOf({ levels }: Subject, trials: Trials, suspects: number): { count: number; size: number } {
  const samplesFor = (count: number): number =>
    Math.floor(trials.budget / 2 / ((trials.runs(1) + trials.runs(count)) * levels.length));
  let count = suspects;
  while (count > 1 && samplesFor(count) < fewest) count -= 1;
  return { count, size: samplesFor(count) };
}

/** −∞ where there is nothing to compare. */
function gainOf(before: Check | null, trial: Trial): number {
  if (
    'kept' in trial ||
    trial.measured === null ||
    before?.measured === undefined ||
    before.measured === null
  )
    return -Infinity;
  return before.measured - trial.measured;
}

function rankedBy(tried: readonly Ranked[]): readonly Ranked[] {
  return tried.toSorted((one, other) => (one.gain === other.gain ? 0 : other.gain > one.gain ? 1 : -1));
}
