import { createHash } from 'node:crypto';
import type { SampleRow } from '../core/plan.js';
import type { Tensor } from '../core/tensor.js';
import { makeInputs, type Slot } from './inputs.js';
import type { OpenPass } from './pass.js';

/** Equal inputs have equal digests; 64 bits tell millions of samples apart. */
const hexDigits = 16;

/** A digest of what the baseline is fed for a sample without noise, where the pass asks for it. */
export function fingerprintOf(open: OpenPass, slot: Slot): Pick<SampleRow, 'fed'> {
  if (open.pass.fingerprinted !== true || 'fault' in slot) return {};
  const level = { name: 'clean', noise: null };
  const { baseline } = makeInputs(slot, { open, level, noise: null, seed: 0 });
  const hash = createHash('sha256');
  baseline.forEach((tensor, input) => {
    hash.update(JSON.stringify([open.makers.baseline[input]?.input, tensor.type, tensor.dims]));
    hash.update(bytesOf(tensor));
  });
  return { fed: hash.digest('hex').slice(0, hexDigits) };
}

function bytesOf({ data }: Tensor): Uint8Array | string {
  if (!ArrayBuffer.isView(data)) return JSON.stringify(data);
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
