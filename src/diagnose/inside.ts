import { readFileSync } from 'node:fs';
import type { Work } from '../core/plan.js';
import type { LayerReading } from '../evaluate/layers.js';
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

/** Reads each layer in both models, in sessions whose tensors are exposed; an empty list where that can't be done. */
export async function lookInside(
  subject: Subject,
  models: {
    readonly baseline: OpenModel;
    readonly compressed: OpenModel;
    readonly pairs: readonly LayerPair[];
  },
  { readLayers, scratch }: Surrounding,
  /** Samples of each kind, at most. */
  limit: number,
): Promise<{ readonly readings: readonly LayerReading[]; readonly inferences: number }> {
  const { pass } = subject;
  const [left, right] = subject.plan.work.arms;
  if (pass.ways !== undefined || left === undefined || right === undefined)
    return { readings: [], inferences: 0 };
  const taps = models.pairs.map((pair) => tapsOf(models.baseline, models.compressed, pair));
  const float = taps.flatMap(({ output, input }) => [output.float, ...(input === null ? [] : [input.float])]);
  const compressed = taps.flatMap(({ output, input, quantized }) => [
    output.compressed,
    ...(input === null ? [] : [input.compressed]),
    ...(quantized === null ? [] : [quantized.before, quantized.behind]),
  ]);
  const exposed = (
    side: 'baseline' | 'compressed',
    names: readonly string[],
  ): typeof pass.models.baseline => {
    const bytes = readFileSync(pass.models[side].file.path);
    return placeModel(scratch, pass.models[side], Buffer.concat([bytes, exposing(bytes, names)]));
  };
  const positions = somePositions(subject, Math.max(1, Math.min(most, limit)));
  const work: Work = {
    seed: subject.plan.work.seed,
    arms: [
      { ...left, instead: exposed('baseline', namesToExpose(models.baseline, float)) },
      { ...right, instead: exposed('compressed', namesToExpose(models.compressed, compressed)) },
    ],
    contrasts: [],
    passes: [{ ...passOf({ ...subject, levels: subject.levels.slice(-1) }, positions), batches: [1, 1] }],
    chunks: [],
  };
  const changed = [...positions].map((position) => subject.changed.has(position));
  const readings = await readLayers(work, { taps, changed });
  return { readings, inferences: 2 * positions.length };
}
