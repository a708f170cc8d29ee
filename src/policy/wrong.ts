import type { ErrorObject } from 'ajv';
import { finding, type Finding } from '../core/fault.js';
import type { Json } from '../core/json.js';
import { isSchema, limitOf, namesOf, type PolicyKinds } from './kinds.js';
import { notBuiltKey, notBuiltValue } from './not-built.js';
import { suggest } from './suggest.js';
import { expectation, show } from './words.js';
import { entriesOf, entryAt, type Entry, type Spot, type Written } from './written.js';

export interface Wrong {
  readonly findings: readonly Finding[];
  /** Pointers to the maps whose shape is wrong: rules that read them have nothing to add. */
  readonly containers: ReadonlySet<string>;
}

/** Schema errors as findings with places; a key that is missing because it was misspelt is one mistake. */
export function wrongs(errors: readonly ErrorObject[], root: Written, kinds: PolicyKinds): Wrong {
  const misspelt = new Set(errors.filter((error) => error.keyword === 'additionalProperties').map(meantKey));
  const told = errors.filter((error) => !misspelt.has(missingKey(error)) && !isUnread(error, root));
  return {
    findings: told.map((error) => findingOf(error, root, kinds)),
    containers: new Set(errors.map(containerOf)),
  };
}

/** Missing from a map whose merge key was refused. */
function isUnread(error: ErrorObject, root: Written): boolean {
  const { node } = reach(root, error.instancePath);
  const isMissing = missing.has(error.keyword) && entryAt(node, String(error.params['tag'])) === undefined;
  return isMissing && node.is === 'map' && node.isPartial;
}

const missing = new Set(['required', 'dependencies', 'discriminator']);

function missingKey({ instancePath, params }: ErrorObject): string {
  return `${instancePath} ${String(params['missingProperty'])}`;
}

function meantKey(error: ErrorObject): string {
  const key = unknownKey(error);
  return `${error.instancePath} ${suggest(key, knownKeys(error)) ?? ''}`;
}

function containerOf({ keyword, instancePath, params }: ErrorObject): string {
  if (keyword === 'unit') return '(a number)';
  if (keyword === 'discriminator') return `${instancePath}/${String(params['tag'])}`;
  return instancePath;
}

/** Where an error stands: its entry (for the key) and its value. */
interface Reached {
  readonly key: string;
  readonly at: Spot;
  readonly node: Written;
}

function reach(root: Written, pointer: string): Reached {
  const parts = pointer.split('/').slice(1);
  const start: Reached = { key: 'the policy', at: root, node: root };
  return parts.reduce((from, part) => step(from, part.replaceAll('~1', '/').replaceAll('~0', '~')), start);
}

function step(from: Reached, part: string): Reached {
  const { node } = from;
  const entry: Entry | undefined = entriesOf(node).find(({ key }) => key === part);
  if (entry) return entry;
  const item = node.is === 'list' ? node.items[Number(part)] : undefined;
  return item ? { key: part, at: item, node: item } : from;
}

function unknownKey(error: ErrorObject): string {
  return String(error.params['additionalProperty']);
}

function knownKeys(error: ErrorObject): readonly string[] {
  const properties: unknown = error.parentSchema?.['properties'];
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

function titleOf(error: ErrorObject, reached: Reached): string {
  const title: unknown = error.parentSchema?.['title'];
  return typeof title === 'string' ? title : `\`${reached.key}\``;
}

function findingOf(error: ErrorObject, root: Written, kinds: PolicyKinds): Finding {
  const reached = reach(root, error.instancePath);
  switch (error.keyword) {
    case 'unit':
      return placed(error.params['problem'] as Finding, reached.node); // made by the keyword in validate.ts
    case 'additionalProperties':
      return unknownKeyFinding(error, reached, kinds);
    case 'required':
    case 'dependencies':
      return missingKeyFinding(error, reached);
    case 'propertyNames':
      return nameFinding(error, reached);
    case 'discriminator':
      return kindFinding(error, reached, kinds);
    default:
      return placed(valueFinding(error), reached.node);
  }
}

function placed(found: Finding, spot: Spot): Finding {
  return { ...found, place: spot.place, ...(spot.through && { through: spot.through }) };
}

function unknownKeyFinding(error: ErrorObject, reached: Reached, kinds: PolicyKinds): Finding {
  const key = unknownKey(error);
  const { at } = step(reached, key);
  const planned = notBuiltKey(key);
  if (planned) return placed(finding('NOT_BUILT', { ...planned }), at);
  const of = titleOf(error, reached);
  const known = knownKeys(error);
  const kind = kinds.tasks.find(({ name }) => of === `the limits of a ${name} task`);
  if (kind && kinds.tasks.some((other) => limitOf(other, key))) {
    return placed(finding('LIMIT_NOT_IN_KIND', { limit: key, kind: kind.name, known: known.join(', ') }), at);
  }
  const data = { key, of, known: known.join(', '), suggestion: suggest(key, known) ?? '' };
  return placed(finding('UNKNOWN_KEY', data), at);
}

function missingKeyFinding(error: ErrorObject, reached: Reached): Finding {
  const key = String(error.params['missingProperty']);
  return placed(finding('MISSING_KEY', { key, of: titleOf(error, reached) }), reached.at);
}

function nameFinding(error: ErrorObject, reached: Reached): Finding {
  const name = String(error.params['propertyName']);
  const { at } = step(reached, name);
  const expected = 'a letter, then letters, digits, `-` and `_`';
  return placed(finding('BAD_NAME', { name, what: 'a target', expected }), at);
}

/** The kind of a task or a noise level is missing, not a text, or unknown. */
function kindFinding(error: ErrorObject, reached: Reached, kinds: PolicyKinds): Finding {
  const isTask = error.instancePath.startsWith('/tasks/');
  const what = isTask ? 'task' : 'noise';
  const { node } = step(reached, 'kind');
  if (node === reached.node)
    return placed(finding('MISSING_KEY', { key: 'kind', of: `${what} ${reached.key}` }), reached.at);
  const value: unknown = error.params['tagValue'];
  const known = namesOf(isTask ? kinds.tasks : kinds.noises);
  if (typeof value !== 'string') {
    return placed(
      finding('WRONG_TYPE', { expected: `a ${what} kind (${known.join(', ')})`, got: show(value) }),
      node,
    );
  }
  if (!isTask && value === 'frost') return placed(finding('NOISE_LEFT_OUT', {}), node);
  const data = { what, kind: value, known: known.join(', '), suggestion: suggest(value, known) ?? '' };
  return placed(finding('UNKNOWN_KIND', data), node);
}

function valueFinding(error: ErrorObject): Finding {
  const { data, keyword, instancePath, parentSchema } = error;
  const got = show(data);
  const expected = expectation(error);
  if (instancePath === '/version') return finding('POLICY_VERSION', { got });
  if (keyword === 'type') return finding('WRONG_TYPE', { expected, got });
  const planned = typeof data === 'string' ? notBuiltValue(data) : undefined;
  if (planned) return finding('NOT_BUILT', { ...planned });
  const suggestion = typeof data === 'string' ? suggest(data, choicesOf(parentSchema)) : undefined;
  return finding('WRONG_VALUE', { got, expected, suggestion: suggestion ?? '' });
}

function choicesOf(schema: object | undefined): readonly string[] {
  const json = schema as Json | undefined; // ajv types schemas as object; ours are JSON
  const choices = isSchema(json) ? json['enum'] : undefined;
  return Array.isArray(choices) ? choices.filter((choice) => typeof choice === 'string') : [];
}
