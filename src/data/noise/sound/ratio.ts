import type { Json, Schema } from '../../../core/json.js';

/** The key that every kind of added sound has. */
export const ratioSchema: Schema = {
  snr: {
    type: 'number',
    minimum: -60,
    maximum: 120,
    description: 'Power of the sound over power of the noise, in decibels, over the valid length.',
  },
};

/** A number of decibels, which may be below 0; the schema has let only numbers through. */
export function decibelsOf(options: { readonly [name: string]: Json }, name: string): number {
  const value = options[name];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new TypeError(`noise without a usable ${name}`);
}
