import type { Json, Schema } from '../core/json.js';
import type { Unit } from '../core/task.js';
import { isList, isSchema } from './kinds.js';
import { suffixOf } from './quantity.js';

/**
 * `written`: the file as people write it, for editors: tasks may inherit, and null removes what is inherited.
 * `merged`: the file after `defaults` were merged in, which is what is checked.
 */
export type Form = 'written' | 'merged';

const digits = '(\\d+(\\.\\d+)?|\\.\\d+)';

const examples = {
  share: 'a share, such as 1%',
  points: 'a difference of shares, such as 1pp',
  nats: 'a plain number of nats, such as 0.02',
  ratio: 'a plain ratio, such as 1.02',
  number: 'a plain number',
} as const satisfies Record<Unit, string>;

/** A number with its unit; bare 0 is the only number that needs none. `unit` is checked by validate.ts. */
export function quantity(unit: Unit, description?: string): Schema {
  const about = { title: examples[unit], ...(description && { description }) };
  const suffix = suffixOf(unit);
  if (suffix === '') return { type: 'number', minimum: 0, unit, ...about };
  const pattern = `^${digits} ?${suffix}$`;
  return { type: ['string', 'number'], pattern, minimum: 0, maximum: 0, unit, ...about };
}

/** A limit that may also be written per label. */
export function perLabel(unit: Unit, description: string): Schema {
  const whole = quantity(unit, description);
  return {
    ...whole,
    type: ['string', 'number', 'object'],
    additionalProperties: quantity(unit),
    minProperties: 1,
    title: `${examples[unit]}, or one per label`,
  };
}

export function text(description: string): Schema {
  return { type: 'string', minLength: 1, description };
}

export function choice(names: readonly string[], description: string, byDefault?: string): Schema {
  return { type: 'string', enum: names, description, ...(byDefault !== undefined && { default: byDefault }) };
}

export function count(minimum: number, description: string, byDefault?: number): Schema {
  const range = { minimum, maximum: Number.MAX_SAFE_INTEGER };
  return { type: 'integer', ...range, description, ...(byDefault !== undefined && { default: byDefault }) };
}

export function flag(description: string, byDefault: boolean): Schema {
  return { type: 'boolean', description, default: byDefault };
}

export function texts(description: string): Schema {
  return {
    type: 'array',
    items: { type: 'string', minLength: 1 },
    minItems: 1,
    uniqueItems: true,
    description,
  };
}

export const sha256: Schema = {
  type: 'string',
  pattern: '^[0-9a-f]{64}$',
  title: '64 hexadecimal digits, lower case',
  description: 'SHA-256 that the bytes must have; another digest makes the result invalid.',
};

interface ObjectOf {
  readonly title: string;
  readonly description?: string;
  readonly properties: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
}

/** A map with known keys only. */
export function object({ title, description, properties, required = [] }: ObjectOf): Schema {
  return {
    type: 'object',
    title,
    ...(description && { description }),
    properties,
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

/** A map from names that people choose to values of one form. */
export function mapOf(value: Schema, title: string, description: string): Schema {
  return { type: 'object', title, description, additionalProperties: value };
}

/** The schema, or null where null removes what is inherited. */
export function orNull(schema: Schema, form: Form): Schema {
  if (form === 'merged') return schema;
  const type = schema['type'];
  if (type === undefined || 'enum' in schema || 'const' in schema)
    return { anyOf: [schema, { type: 'null' }] };
  return { ...schema, type: [...(isList(type) ? type : [type]), 'null'] };
}

/** A kind's own schema: what it says is a share (`unit`, or text that ends in %) is checked as every share is. */
export function withUnits(schema: Schema): Schema {
  const unit = schema['unit'] ?? (isShareText(schema) ? 'share' : undefined);
  if (unit === undefined) return schema;
  const { description, title, default: byDefault } = schema;
  const described = typeof description === 'string' ? description : undefined;
  return {
    ...quantity(unit as Unit, described), // kinds can only write units: the type of the vocabulary is checked in their tests
    ...(title !== undefined && { title }),
    ...(byDefault !== undefined && { default: byDefault }),
  };
}

function isShareText(schema: Schema): boolean {
  const pattern = schema['pattern'];
  return schema['type'] === 'string' && typeof pattern === 'string' && pattern.endsWith('%$');
}

/** Steps take fractions (`1/255`) wherever they take a number. */
export function withFractions(schema: Schema): Schema {
  if (schema['type'] === 'number') {
    return {
      title: 'a number, or a fraction such as 1/255',
      ...schema,
      type: ['number', 'string'],
      pattern: '^\\d+(\\.\\d+)? ?/ ?[1-9]\\d*(\\.\\d+)?$',
    };
  }
  return Object.fromEntries(Object.entries(schema).map(([keyword, json]) => [keyword, fractionsIn(json)]));
}

function fractionsIn(json: Json): Json {
  if (isList(json)) return json.map(fractionsIn);
  return isSchema(json) ? withFractions(json) : json;
}
