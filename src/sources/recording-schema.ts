import type { Schema } from '../core/json.js';

const text: Schema = { type: 'string' };
const texts: Schema = { type: 'array', items: text };
const count: Schema = { type: 'integer', minimum: 0 };
const sha256: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
/** Relative, with `/`, and never out of the folder. */
const file: Schema = { type: 'string', pattern: '^(?!/)(?!(.*/)?\\.\\.?(/|$))[^\\\\:]+$' };

function object(required: { readonly [key: string]: Schema }, more: { readonly [key: string]: Schema } = {}): Schema {
  return { type: 'object', properties: { ...required, ...more }, required: Object.keys(required) };
} // prettier-ignore

const shape = object({
  name: text,
  type: text,
  dims: { anyOf: [{ type: 'null' }, { type: 'array', items: { type: ['integer', 'string'] } }] },
});

const device = object(
  { runtime: text, version: text, cpu: { type: 'string', minLength: 1 }, arch: { type: 'string', minLength: 1 } },
  {
    isa: texts,
    engineDigest: text,
    providers: texts,
    graphOptimization: text,
    threads: count,
    batch: count,
    session: { type: 'object', additionalProperties: text },
  },
); // prettier-ignore

const tensor = object({ name: text, file }, { field: text });

const part = object({
  data: sha256,
  level: text,
  key: text,
  count,
  samples: file,
  outputs: { type: 'array', items: tensor },
});

/** recording.json. Keys that it does not know are left alone: another program may add its own. */
export const recordingSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'a recording',
  description: 'What a model answered on some machine; see docs/recordings.md.',
  ...object({
    is: { const: 'recording' },
    format: { type: 'integer', minimum: 1 },
    model: object({ sha256, bytes: count }),
    seed: count,
    device,
    inputs: { type: 'array', items: shape },
    outputs: { type: 'array', items: shape, minItems: 1 },
    parts: { type: 'array', items: part, minItems: 1 },
    files: { type: 'array', items: object({ file, bytes: count, sha256 }) },
  }),
};
