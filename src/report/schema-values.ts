import type { Schema } from '../core/json.js';

export const text: Schema = { type: 'string' };
export const flag: Schema = { type: 'boolean' };
export const real: Schema = { type: 'number' };
export const realOrNull: Schema = { type: ['number', 'null'] };
export const textOrNull: Schema = { type: ['string', 'null'] };
export const natural: Schema = { type: 'integer', minimum: 0 };
export const naturalOrNull: Schema = { type: ['integer', 'null'], minimum: 0 };
export const share: Schema = { type: 'number', minimum: 0, maximum: 1 };

/** Nothing but these keys; every one is required unless named as optional. */
export function object(
  properties: { readonly [name: string]: Schema },
  optional: readonly string[] = [],
): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', additionalProperties: false, required, properties };
}

export function list(items: Schema): Schema {
  return { type: 'array', items };
}

/** Keys are names that the policy restricts, or names of ours. */
export function record(values: Schema): Schema {
  return { type: 'object', additionalProperties: values };
}

export function oneOf(...values: readonly string[]): Schema {
  return { type: 'string', enum: values };
}

export function orNull(schema: Schema): Schema {
  return { anyOf: [{ type: 'null' }, schema] };
}

export function ref(name: string): Schema {
  return { $ref: `#/definitions/${name}` };
}
