import type { ErrorObject } from 'ajv';

const types: ReadonlyMap<string, string> = new Map([
  ['object', 'a map'],
  ['array', 'a list'],
  ['string', 'a text'],
  ['number', 'a number'],
  ['integer', 'a whole number'],
  ['boolean', 'true or false'],
  ['null', 'nothing'],
]);

/** What a schema keyword asks for, in words that follow "expected". */
export function expectation({ keyword, params, schema, parentSchema }: ErrorObject): string {
  const title: unknown = parentSchema?.['title'];
  const limit = String(params['limit']);
  switch (keyword) {
    case 'type':
      return typeof parentSchema?.['unit'] === 'string' && typeof title === 'string'
        ? title
        : typesIn(params['type']);
    case 'enum':
      return oneOf(schema);
    case 'const':
      return show(params['allowedValue']);
    case 'anyOf':
    case 'oneOf':
      return typeof title === 'string' ? title : formsOf(schema);
    case 'pattern':
      return typeof title === 'string' ? title : textLike(String(params['pattern']));
    case 'uniqueItems':
      return 'every entry once';
    case 'minLength':
      return 'a text that is not empty';
    case 'maxLength':
      return `at most ${limit} characters`;
    case 'minItems':
    case 'minProperties':
      return `at least ${limit} ${limit === '1' ? 'entry' : 'entries'}`;
    case 'maxItems':
    case 'maxProperties':
      return `at most ${limit} ${limit === '1' ? 'entry' : 'entries'}`;
    default:
      return rangeOf(keyword, limit);
  }
}

function rangeOf(keyword: string, limit: string): string {
  if (keyword === 'minimum') return `at least ${limit}`;
  if (keyword === 'maximum') return `at most ${limit}`;
  if (keyword === 'exclusiveMinimum') return `more than ${limit}`;
  if (keyword === 'exclusiveMaximum') return `less than ${limit}`;
  return 'another value';
}

function textLike(pattern: string): string {
  return pattern.endsWith('%$') ? 'a share, such as 5%' : `a text that matches ${pattern}`;
}

function typesIn(type: unknown): string {
  const names = Array.isArray(type) ? type.map(String) : String(type).split(',');
  return names.map((name) => types.get(name) ?? name).join(' or ');
}

function oneOf(choices: unknown): string {
  const list = Array.isArray(choices) ? choices.map(String) : [];
  return list.length === 1 ? `\`${list[0] ?? ''}\`` : `one of: ${list.join(', ')}`;
}

function formsOf(branches: unknown): string {
  const list: readonly unknown[] = Array.isArray(branches) ? branches : [];
  return list.map(formOf).join(', or ');
}

function formOf(branch: unknown): string {
  if (typeof branch !== 'object' || branch === null) return 'another form';
  if ('title' in branch && typeof branch.title === 'string') return branch.title;
  if ('enum' in branch) return oneOf(branch.enum);
  const keys =
    'required' in branch && Array.isArray(branch.required) ? ` with ${branch.required.join(' and ')}` : '';
  return `${'type' in branch ? typesIn(branch.type) : 'another form'}${keys}`;
}

/** A value as one would say it; long ones are cut. */
export function show(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  const text = typeof value === 'string' ? value : `${value as number | boolean}`; // all other types are gone above
  return text.length > 60 ? `\`${text.slice(0, 57)}…\`` : `\`${text}\``;
}
