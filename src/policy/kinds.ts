import type { Engine } from '../core/engine.js';
import type { Json, Schema } from '../core/json.js';
import type { Kinds } from '../core/kinds.js';
import type { LimitKind, TaskKind } from '../core/task.js';

/** What the policy room needs of the registries. */
export type PolicyKinds = Pick<Kinds, 'tasks' | 'noises' | 'formats' | 'steps'> & {
  readonly engines: readonly Pick<Engine, 'name'>[];
};

export interface Fields {
  readonly properties: { readonly [name: string]: Schema };
  readonly required: readonly string[];
}

/** A kind's own keys: its schema is either the properties themselves or a whole object schema. */
export function fieldsOf(options: Schema): Fields {
  if (options['type'] !== 'object') return { properties: schemasOf(options), required: [] };
  const required = options['required'];
  const names = isList(required) ? required.filter((name) => typeof name === 'string') : [];
  return { properties: schemasOf(options['properties']), required: names };
}

/** The same names with changed schemas. */
export function mapSchemas(
  all: Fields['properties'],
  change: (schema: Schema) => Schema,
): Fields['properties'] {
  return Object.fromEntries(Object.entries(all).map(([name, schema]) => [name, change(schema)]));
}

function schemasOf(json: Json | undefined): { readonly [name: string]: Schema } {
  const entries = isSchema(json) ? Object.entries(json) : [];
  return Object.fromEntries(entries.flatMap(([name, inner]) => (isSchema(inner) ? [[name, inner]] : [])));
}

export function isSchema(json: Json | undefined): json is Schema {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** Array.isArray does not narrow readonly lists. */
export function isList(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}

export function limitOf(kind: TaskKind, name: string): LimitKind | undefined {
  return Object.hasOwn(kind.limits, name) ? kind.limits[name] : undefined;
}

export function namesOf(kinds: readonly { readonly name: string }[]): readonly string[] {
  return kinds.map((kind) => kind.name);
}
