import { fault } from '../core/fault.js';
import type { Json, Schema } from '../core/json.js';
import { sentences } from '../core/sentences.js';
import { isList, isSchema, type PolicyKinds } from './kinds.js';
import { policySchema } from './schema.js';
import { suggest } from './suggest.js';

/** What a key of the policy takes, or what a code means; throws a Fault for a word that is neither. */
export function explainKey(word: string, kinds: PolicyKinds): string {
  const code = Object.entries(sentences).find(([name]) => name === word);
  if (code) return explainCode(...code);
  const keys = keysOf(policySchema(kinds));
  const lines = keys
    .filter(({ path }) => path === word || path.endsWith(`.${word}`))
    .map(({ path, about }) => `${path}: ${about}`);
  if (lines.length > 0) return `${[...new Set(lines)].join('\n')}\n`;
  const names = [...new Set(keys.map(({ path }) => path.split('.').at(-1) ?? path))];
  const known = [...names, ...Object.keys(sentences)];
  const data = {
    key: word,
    of: 'the policy, nor a code',
    known: names.join(', '),
    suggestion: suggest(word, known) ?? '',
  };
  throw fault('UNKNOWN_KEY', data);
}

interface Key {
  readonly path: string;
  readonly about: string;
}

/** Every key with its description; names that people choose are `*`. */
function keysOf(schema: Schema): readonly Key[] {
  const keys = new Map<string, Key>();
  const visit = (inner: Json | undefined, path: string): void => {
    if (!isSchema(inner)) return;
    const found = isSchema(inner['properties']) ? Object.entries(inner['properties']) : [];
    for (const [name, property] of found) visitKey(property, path === '' ? name : `${path}.${name}`);
    visit(inner['additionalProperties'], `${path}.*`);
    for (const branch of branchesOf(inner)) visit(branch, path);
  };
  const visitKey = (property: Json, path: string): void => {
    const target = resolve(property, schema);
    const about = descriptionOf(target);
    if (about !== '') keys.set(`${path} ${about}`, { path, about });
    visit(target, path);
  };
  visit(schema, '');
  return [...keys.values()];
}

function branchesOf(schema: Schema): readonly Json[] {
  const lists = [schema['oneOf'], schema['anyOf']].flatMap((list) => (isList(list) ? list : []));
  return [...lists, schema['then'] ?? null, schema['else'] ?? null];
}

function resolve(schema: Json, root: Schema): Json {
  if (!isSchema(schema)) return schema;
  const ref = schema['$ref'];
  const definitions = root['definitions'];
  if (typeof ref === 'string' && isSchema(definitions))
    return definitions[ref.replace('#/definitions/', '')] ?? schema;
  // null only removes what is inherited
  const [first] = isList(schema['anyOf']) && descriptionOf(schema) === '' ? schema['anyOf'] : [];
  return first === undefined ? schema : resolve(first, root);
}

function descriptionOf(schema: Json): string {
  if (!isSchema(schema)) return '';
  const { description, title, enum: choices, default: byDefault } = schema;
  const said =
    typeof description === 'string' ? [description] : typeof title === 'string' ? [`${title}.`] : [];
  const one = isList(choices)
    ? [`One of: ${choices.map((choice) => JSON.stringify(choice)).join(', ')}.`]
    : [];
  return [
    ...said,
    ...one,
    ...(byDefault === undefined ? [] : [`Default: ${JSON.stringify(byDefault)}.`]),
  ].join(' ');
}

function explainCode(
  name: string,
  sentence: (data: never) => { readonly what: string; readonly todo: string },
): string {
  const { what, todo } = sentence(placeholder('data') as never); // answers to whatever a sentence asks of its data
  return `${name}\n${what}\n${todo}\n`;
}

/** Stands for any value in a sentence: prints as ‹name›, and whatever is called on it gives itself. */
function placeholder(name: string): unknown {
  const self: unknown = new Proxy(() => self, {
    get: (_, key) => {
      if (key === Symbol.toPrimitive || key === 'toString') return () => `‹${name}›`;
      return typeof key === 'string' && name === 'data' ? placeholder(key) : self;
    },
  });
  return self;
}
