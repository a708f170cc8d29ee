import type { Session } from '../../core/engine.js';
import { fault } from '../../core/fault.js';
import type { Tensor } from '../../core/tensor.js';
import { runOnce } from '../answer.js';
import type { Bench } from '../chunk.js';
import { feedsOf, type Made } from '../inputs.js';
import type { Side } from '../pass.js';

/** At most so many features of a tensor, spread evenly over it: memory does not grow with its size. */
const mostFeatures = 16_384;

const armOf = { baseline: 0, compressed: 1 } as const;

/** Where features come from: one side's model with its inner tensors among its outputs. */
export interface Exposed {
  readonly side: Side;
  readonly session: Session;
  readonly tensors: readonly string[];
}

/** Each tensor's features of some samples: per tensor, a row for each sample. Throws a Fault for a tensor without rows. */
export async function featuresOf(
  bench: Bench,
  made: readonly Made[],
  { side, session, tensors }: Exposed,
): Promise<Float64Array[][]> {
  const { open, kinds, work, mark } = bench;
  const position = armOf[side];
  const arm = work.arms[position];
  if (arm === undefined) throw new Error(`no ${side} arm`);
  const size = open.pass.batches[position] ?? 1;
  const features: Float64Array[][] = tensors.map(() => []);
  for (let from = 0; from < made.length; from += size) {
    const rows = made.slice(from, from + size).map((one) => one[side]);
    const count = rows.length;
    const last = rows.at(-1);
    const isFixed = open.pass.models[side].fixedBatch !== null;
    while (isFixed && last !== undefined && rows.length < size) rows.push(last);
    mark({ arm: position, from: 0, to: 0 });
    const outputs = await runOnce(session, feedsOf(kinds, open.makers[side], rows), arm);
    tensors.forEach((name, at) => {
      features[at]?.push(...rowsOf(outputs.get(name), { name, ran: rows.length, count }, kinds.numbers));
    });
  }
  return features;
}

interface Rows {
  readonly name: string;
  /** Samples that ran, fillers included, and those that were asked for. */
  readonly ran: number;
  readonly count: number;
}

function rowsOf(
  tensor: Tensor | undefined,
  { name, ran, count }: Rows,
  numbers: (tensor: Tensor) => Float64Array,
): Float64Array[] {
  if (tensor === undefined) throw new Error(`no output ${name}`);
  if (tensor.dims[0] !== ran || tensor.type === 'string')
    throw fault('TENSOR_WITHOUT_ROWS', { tensor: name, shape: tensor.dims, samples: ran });
  const values = numbers(tensor);
  const width = values.length / ran;
  return Array.from({ length: count }, (_, row) => thinned(values, row * width, width));
}

function thinned(values: Float64Array, from: number, width: number): Float64Array {
  if (width <= mostFeatures) return values.slice(from, from + width);
  return Float64Array.from(
    { length: mostFeatures },
    (_, at) => values[from + Math.floor((at * width) / mostFeatures)] ?? NaN,
  );
}
