import { createHash } from 'node:crypto';
import type { Pass, PlannedLevel } from '../core/plan.js';
import type { Tensor } from '../core/tensor.js';
import type { Way } from '../core/way.js';
import { toWire } from '../core/wire.js';
import type { Side } from './pass.js';

/** Digest of the data, how a model's inputs are made of them, the level's noise, and how the model is run. */
export function levelKey(data: string, pass: Pick<Pass, 'inputs' | 'ways'>, side: Side, { noise, draw = 0 }: PlannedLevel): string {
  const inputs = pass.inputs[side].map(({ input, from, steps }) => ({ input, from, steps }));
  const level = noise && { steps: noise.steps.map(({ kind, options }) => ({ kind, options })), draw };
  return digestOf(toWire({ data, inputs, level, way: wayOf(pass.ways?.[side]) }));
} // prettier-ignore

/** Where it was written makes no difference, and what nobody said is not there. */
function wayOf({ by, sequence }: Way = {}): unknown {
  const { place: _, ...steps } = sequence ?? {};
  return { ...(by && !by.unsaid && { by }), ...(sequence && { sequence: steps }) };
}

/** Digest of what a model is fed for one sample: name, type, shape and bytes of each input, in the model's order. */
export function feedDigest(names: readonly string[], tensors: readonly Tensor[]): string {
  const hash = createHash('sha256');
  for (const [position, { type, dims, data }] of tensors.entries()) {
    hash.update(`${JSON.stringify([names[position], type, dims])}\n`);
    if (ArrayBuffer.isView(data)) hash.update(data);
    else hash.update(JSON.stringify(data));
  }
  return hash.digest('hex').slice(0, digits);
}

/** Half of a SHA-256: enough to tell inputs apart, and short enough for a line of each. */
const digits = 32;

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
