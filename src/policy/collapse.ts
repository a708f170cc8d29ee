import type { ErrorObject } from 'ajv';

/** Errors of alternatives, of `if` and of doubled keywords are about one mistake: one of them is kept. */
export function collapse(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const chosen = errors.filter((error) => error.keyword !== 'if');
  const alternatives = chosen.filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf');
  const branched = alternatives.reduce(chooseBranch, chosen);
  return oneEach(branched.filter((error) => !isOfName(error)));
}

/** A name's own error comes with one for `propertyNames`, which says which name it was. */
function isOfName(error: ErrorObject): boolean {
  return error.propertyName !== undefined && error.keyword !== 'propertyNames';
}

/** Keeps the errors of the one alternative that was meant, else the error that names them all. */
function chooseBranch(errors: readonly ErrorObject[], parent: ErrorObject): readonly ErrorObject[] {
  if (!errors.includes(parent)) return errors;
  const inner = errors.filter(
    (error) => error.schemaPath.startsWith(`${parent.schemaPath}/`) && isInside(error, parent),
  );
  const others = errors.filter((error) => !inner.includes(error));
  const meant = branchMeant(inner, parent);
  if (meant === undefined) return others;
  return [...others.filter((error) => error !== parent), ...meant];
}

function isInside(error: ErrorObject, parent: ErrorObject): boolean {
  return (
    error.instancePath === parent.instancePath || error.instancePath.startsWith(`${parent.instancePath}/`)
  );
}

/** The branch of the right type with the fewest errors; undefined when two are as good. */
function branchMeant(inner: readonly ErrorObject[], parent: ErrorObject): readonly ErrorObject[] | undefined {
  const branches = groupByBranch(inner, parent);
  const fitting = [...branches.values()]
    .filter(
      (errors) =>
        !errors.some((error) => error.keyword === 'type' && error.instancePath === parent.instancePath),
    )
    .sort((a, b) => a.length - b.length);
  const [first, second] = fitting;
  return first && first.length !== second?.length ? first : undefined;
}

function groupByBranch(
  inner: readonly ErrorObject[],
  parent: ErrorObject,
): ReadonlyMap<string, ErrorObject[]> {
  const branches = new Map<string, ErrorObject[]>();
  for (const error of inner) {
    const branch = error.schemaPath.slice(parent.schemaPath.length + 1).split('/')[0] ?? '';
    branches.set(branch, [...(branches.get(branch) ?? []), error]);
  }
  return branches;
}

/** The most telling keyword first; the rest of a value's errors follow from it. */
const ranks = ['unit', 'discriminator', 'type', 'const', 'enum'];

/** Keywords of which a map may break several, each its own mistake. */
const many = new Set(['required', 'dependencies', 'additionalProperties', 'propertyNames']);

function oneEach(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const kept = new Map<string, ErrorObject>();
  for (const error of errors) {
    const key = many.has(error.keyword) ? manyKey(error) : error.instancePath;
    const other = kept.get(key);
    if (!other || rank(error) < rank(other)) kept.set(key, error);
  }
  return [...kept.values()];
}

function manyKey({ keyword, instancePath, params }: ErrorObject): string {
  return [
    keyword === 'dependencies' ? 'required' : keyword,
    instancePath,
    ...Object.values(params).map(String),
  ].join(' ');
}

function rank(error: ErrorObject): number {
  const found = ranks.indexOf(error.keyword);
  return found < 0 ? ranks.length : found;
}
