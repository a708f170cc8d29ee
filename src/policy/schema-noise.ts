import type { Schema } from '../core/json.js';
import { ladderNames, type AnyNoise } from '../core/noise.js';
import { fieldsOf, mapSchemas, type Fields, type PolicyKinds } from './kinds.js';
import { choice, count, mapOf, object, withUnits } from './schema-values.js';

const severities: Schema = { type: 'integer', minimum: 1, maximum: 5 };

const severity: Schema = {
  ...severities,
  title: 'a severity, 1 to 5',
  description: 'Severity 1 to 5 in the benchmark that `of` names, in place of the kind’s own keys.',
};

const severityOrList: Schema = {
  type: ['integer', 'array'],
  minimum: 1,
  maximum: 5,
  items: severities,
  minItems: 1,
  uniqueItems: true,
  title: 'a severity, 1 to 5, or a list of them',
  description:
    'Severity 1 to 5 in the benchmark that `of` names, in place of the kind’s own keys. A list makes a level of each: NAME-1, NAME-2, …',
};

const of = choice(ladderNames, 'The benchmark whose severity is meant.');
const repeats = {
  ...count(1, 'Draws of noise for every sample. Default 1.', 1),
  maximum: 1000,
};

/** Named levels: a kind with its keys or a severity, or a chain of these. */
export function noiseSchema(kinds: PolicyKinds): Schema {
  const level = branches(kinds, { severity: severityOrList, repeats });
  const steps: Schema = {
    type: 'array',
    title: 'a list of noise kinds',
    description: 'Kinds of noise with their keys, added one after the other.',
    items: branches(kinds, { severity }),
    minItems: 1,
  };
  const chain = object({ title: 'a chain', properties: { chain: steps, repeats }, required: ['chain'] });
  return mapOf(
    { type: 'object', if: { required: ['chain'] }, then: chain, else: level },
    'the noise levels',
    'Named noise levels; `clean` always exists and has no noise.',
  );
}

/** What a level or a step takes besides its kind's own keys. */
interface Shared {
  readonly severity: Schema;
  readonly repeats?: Schema;
}

function branches(kinds: PolicyKinds, shared: Shared): Schema {
  const oneOf = kinds.noises.map((kind) => branch(kind, shared));
  return { type: 'object', discriminator: { propertyName: 'kind' }, required: ['kind'], oneOf };
}

/** With a severity the kind's own keys are unknown ones, and without it they are required. */
function branch(noise: AnyNoise, { severity: meant, ...others }: Shared): Schema {
  const { properties, required } = noiseFields(noise.options);
  const kind = { const: noise.name, description: 'Kind of noise.' };
  const own = { kind, ...mapSchemas(properties, withUnits), ...others };
  const title = `a ${noise.name} level`;
  const measured = (more: Fields['properties']): Schema =>
    object({ title, properties: { ...own, ...more }, required: ['kind', ...required] });
  if (noise.ladders === undefined) return measured({});
  const published = object({
    title: `${title} with a severity`,
    properties: { kind, severity: meant, of, ...others },
    required: ['kind', 'severity', 'of'],
  });
  return {
    type: 'object',
    properties: { kind },
    required: ['kind'],
    if: { required: ['severity'] },
    then: published,
    else: { ...measured({ severity: meant, of }), dependencies: { of: ['severity'] } },
  };
}

/** A noise level has nothing to fall back on: its keys are required unless they have a default. */
function noiseFields(options: Schema): Fields {
  const { properties, required } = fieldsOf(options);
  if (options['type'] === 'object') return { properties, required };
  const needed = Object.entries(properties).filter(([, schema]) => !('default' in schema));
  return { properties, required: needed.map(([name]) => name) };
}
