import type { SampleRow } from '../core/plan.js';
import { feedDigest } from './digests.js';
import { makeInputs, type Slot } from './inputs.js';
import type { OpenPass } from './pass.js';

/** Equal inputs have equal digests; 64 bits tell millions of samples apart. */
const hexDigits = 16;

/** A digest of what the baseline is fed for a sample without noise, where the pass asks for it. */
export function fingerprintOf(open: OpenPass, slot: Slot): Pick<SampleRow, 'fed'> {
  if (open.pass.fingerprinted !== true || 'fault' in slot) return {};
  const level = { name: 'clean', noise: null };
  const { baseline } = makeInputs(slot, { open, level, noises: [], seed: 0 });
  const names = open.makers.baseline.map(({ input }) => input);
  return { fed: feedDigest(names, baseline).slice(0, hexDigits) };
}
