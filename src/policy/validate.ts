import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Json } from '../core/json.js';
import type { Unit } from '../core/task.js';
import { collapse } from './collapse.js';
import { namesOf, type PolicyKinds } from './kinds.js';
import { isQuantity, readQuantity } from './quantity.js';
import { policySchema } from './schema.js';

/** Compiling takes some tenths of a second; a registry does not change while the program runs. */
const compiled = new WeakMap<PolicyKinds, Map<string, ValidateFunction>>();

/** Every schema error of a merged policy, one per mistake. */
export function schemaErrors(policy: Json, kinds: PolicyKinds): readonly ErrorObject[] {
  if (validatorOf(kinds, named(policy, kinds))(policy)) return [];
  const validate = validatorOf(kinds, kinds);
  return validate(policy) ? [] : collapse(validate.errors ?? []);
}

function validatorOf(kinds: PolicyKinds, some: PolicyKinds): ValidateFunction {
  const known = compiled.get(kinds) ?? new Map<string, ValidateFunction>();
  compiled.set(kinds, known);
  const key = JSON.stringify([namesOf(some.tasks), namesOf(some.noises)]);
  const validate = known.get(key) ?? compile(some);
  known.set(key, validate);
  return validate;
}

/**
 * Kinds whose names the policy has somewhere. What they accept all kinds accept, and few are compiled in a third of the
 * time; what they refuse is for all of them to explain.
 */
function named(policy: Json, kinds: PolicyKinds): PolicyKinds {
  const text = JSON.stringify(policy);
  const few = <Kind extends { readonly name: string }>(all: readonly Kind[]): readonly Kind[] => {
    const isNamed = ({ name }: Kind): boolean => text.includes(JSON.stringify(name));
    const found = all.filter(isNamed);
    const others = all.filter((kind) => !isNamed(kind));
    return [...found, ...others.slice(0, Math.max(0, 2 - found.length))]; // of one kind the schema is another
  };
  return { ...kinds, tasks: few(kinds.tasks), noises: few(kinds.noises) };
}

function compile(kinds: PolicyKinds): ValidateFunction {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    discriminator: true,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false, // `required` without `properties` picks a branch
    strictTypes: false, // fragments of kinds need not repeat `type` beside `enum`
    messages: false,
    // A policy is checked once: the time goes into compiling. The schema itself is validated in its test.
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  ajv.addKeyword({ keyword: 'unit', schemaType: 'string', errors: true, validate: checkUnit });
  return ajv.compile(policySchema(kinds, 'merged'));
}

interface UnitCheck {
  (unit: Unit, value: unknown): boolean;
  errors?: Partial<ErrorObject>[];
}

/** The keyword `unit`: says what is wrong with a quantity, where the schema's own words could not. */
const checkUnit: UnitCheck = (unit, value) => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return true;
  const read = readQuantity(value, unit);
  if (isQuantity(read)) return true;
  checkUnit.errors = [{ keyword: 'unit', params: { problem: read } }];
  return false;
};
