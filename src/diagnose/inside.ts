import { readFileSync } from 'node:fs';
import type { Work } from '../core/plan.js';
import type { InsideReading, LayerTaps, Tap } from '../evaluate/layers.js';
import { exposing } from '../onnx/expose.js';
import type { OpenModel } from '../onnx/model.js';
import type { LayerPair } from '../onnx/pair.js';
import { passOf, placeModel } from './put-back.js';
import type { Subject, Surrounding } from './subject.js';
import { namesToExpose, tapsOf } from './taps.js';

/** Samples of each kind that layers are looked at on: changed ones, and others. */
const most = 96;

/** Positions of the pass's order, in ascending order: at most `limit` changed ones, and as many others. */
export function somePositions({ pass, changed }: Subject, limit: number): Uint32Array {
  const different: number[] = [];
  const same: number[] = [];
  for (let position = 0; position < pass.order.length; position += 1) {
    const list = changed.has(position) ? different : same;
    if (list.length < limit) list.push(position);
  }
  return Uint32Array.from([...different, ...same]).sort();
}

/** What was looked into, at which positions. */
export interface Inside {
  readonly reading: InsideReading | null;
  readonly positions: Uint32Array;
  readonly inferences: number;
}

/** Reads each layer in both models, in sessions whose tensors are exposed, and counts what changed samples have in common. */
export async function lookInside(
  subject: Subject,
  models: {
    readonly baseline: OpenModel;
    readonly compressed: OpenModel;
    readonly pairs: readonly LayerPair[];
  },
  surrounding: Surrounding,
  /** Samples of each kind, at most. */
  limit: number,
): Promise<Inside> {
  const { pass, changed } = subject;
  const [left, right] = subject.plan.work.arms;
  if (left === undefined || right === undefined) throw new Error('a plan has arms');
  const isStepped = pass.ways !== undefined; // such models are not looked into
  const pairs = isStepped ? [] : models.pairs;
  const taps = pairs.map((pair) => tapsOf(models.baseline, models.compressed, pair));
  const exposed = exposedModels(subject, { ...models, taps }, surrounding.scratch);
  const positions = isStepped
    ? new Uint32Array()
    : somePositions(subject, Math.max(1, Math.min(most, limit)));
  const work: Work = {
    seed: subject.plan.work.seed,
    arms: isStepped
      ? [left, right]
      : [
          { ...left, instead: exposed.baseline },
          { ...right, instead: exposed.compressed },
        ],
    contrasts: [],
    passes: [{ ...passOf({ ...subject, levels: subject.levels.slice(-1) }, positions), batches: [1, 1] }],
    chunks: [],
  };
  const better = [...changed].flatMap(([position, { flip }]) => (flip === 'positive' ? [position] : []));
  const reading = await surrounding.lookInside(work, {
    taps,
    changed: [...positions].map((position) => changed.has(position)),
    all: { rows: pass.order, changed: new Set(changed.keys()), better: new Set(better) },
  });
  return { reading, positions, inferences: 2 * positions.length };
}

/** Both models with the tensors that taps read among their outputs. */
function exposedModels(
  { pass }: Subject,
  models: {
    readonly baseline: OpenModel;
    readonly compressed: OpenModel;
    readonly taps: readonly LayerTaps[];
  },
  scratch: string,
): typeof pass.models {
  const { taps } = models;
  const float = taps.flatMap(({ output, input }) => [output.float, ...(input === null ? [] : [input.float])]);
  const compressed = taps.flatMap(({ output, input, quantized }) => [
    output.compressed,
    ...(input === null ? [] : [input.compressed]),
    ...(quantized === null ? [] : [quantized.before, quantized.behind]),
  ]);
  const exposed = (side: 'baseline' | 'compressed', wanted: readonly Tap[]): typeof pass.models.baseline => {
    const bytes = readFileSync(pass.models[side].file.path);
    const names = namesToExpose(models[side], wanted);
    return placeModel(scratch, pass.models[side], Buffer.concat([bytes, exposing(bytes, names)]));
  };
  return { baseline: exposed('baseline', float), compressed: exposed('compressed', compressed) };
}
