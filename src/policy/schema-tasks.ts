import { corruptionLimits } from '../core/corruption.js';
import type { Schema } from '../core/json.js';
import type { Unit } from '../core/task.js';
import { fieldsOf, limitOf, mapSchemas, namesOf, type PolicyKinds } from './kinds.js';
import { about, canBePerLabel } from './limits.js';
import { studyKeys } from './schema-study.js';
import {
  choice,
  count,
  mapOf,
  object,
  orNull,
  perLabel,
  quantity,
  text,
  withUnits,
  type Form,
} from './schema-values.js';

type TaskKinds = PolicyKinds['tasks'];
type Properties = { readonly [name: string]: Schema };

const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });

/** A task of any of these kinds: one kind for a branch, all of them where the kind is not written. */
function taskSchema(tasks: TaskKinds, form: Form): Schema {
  const only = tasks.length === 1 ? tasks[0] : undefined;
  const title = only ? `a ${only.name} task` : 'a task';
  const kind: Schema = only
    ? { const: only.name, description: only.summary }
    : choice(namesOf(tasks), 'What the model does.');
  const properties = { kind, ...nullable({ ...commonKeys(tasks, form), ...ownKeys(tasks) }, form) };
  const required = only ? (form === 'merged' ? ['kind', 'data', 'levels'] : ['kind']) : [];
  return object({ title, ...(only && { description: only.summary }), properties, required });
}

function nullable(properties: Properties, form: Form): Properties {
  return mapSchemas(properties, (schema) => orNull(schema, form));
}

/** What every entry under `tasks` is: `kind` picks the branch. */
export function tasksSchema(kinds: PolicyKinds, form: Form): Schema {
  const oneOf = kinds.tasks.map((kind) => taskSchema([kind], form));
  const branches: Schema = {
    type: 'object',
    discriminator: { propertyName: 'kind' },
    required: ['kind'],
    oneOf,
  };
  const value: Schema =
    form === 'merged'
      ? branches
      : { type: 'object', if: { required: ['kind'] }, then: { oneOf }, else: taskSchema(kinds.tasks, form) };
  return mapOf(value, 'the tasks', 'What is compared: every entry is one task, judged on its own data.');
}

/** `defaults` may hold whatever any kind takes. */
export function defaultsSchema(kinds: PolicyKinds): Schema {
  const whole = taskSchema(kinds.tasks, 'written');
  const description =
    'Merged into every task, key by key; a task’s own keys win, null removes an inherited key.';
  return { ...whole, title: 'the defaults', description };
}

function commonKeys(tasks: TaskKinds, form: Form): Properties {
  return {
    role: choice(
      ['primary', 'novel', 'guardrail'],
      'primary: what the model is for. novel: inputs nobody trained on. guardrail: cases that may not flip.',
      'primary',
    ),
    models: ref('models'),
    data: ref('data'),
    inputs: ref('inputs'),
    output: outputSchema(tasks),
    sequence: ref('sequence'),
    'confident-at': quantity('share', 'Confidence from which an answer counts as confident. Default 90%.'),
    ...studyKeys,
    scope: choice(['dataset', 'population'], 'As `decision.scope`, for this task.'),
    confidence: quantity('share', 'As `decision.confidence`, for this task.'),
    levels: mapOf(
      orNull(limitsSchema(tasks, form), form),
      'the levels',
      'Noise levels at which this task is judged (`clean` or a name under `noise`), each with its limits.',
    ),
    ...(tasks.some((kind) => limitOf(kind, 'robustness-gap')) && { robustness: robustnessSchema() }),
    slices: mapOf(
      sliceSchema(tasks, form),
      'the slices',
      'Fields of the data; the limits hold for every value of the field.',
    ),
  };
}

/** Limits over all noise levels, for kinds whose score is a share. */
function robustnessSchema(): Schema {
  const properties = Object.fromEntries(
    [...corruptionLimits].map(([name, { about: meaning }]) => [name, quantity('ratio', meaning)]),
  );
  const description = 'Limits over all noise levels of the task. All are "at most", and ratios.';
  return { ...object({ title: 'the limits of robustness', description, properties }), minProperties: 1 };
}

function ownKeys(tasks: TaskKinds): Properties {
  const all = tasks.flatMap((kind) => Object.entries(fieldsOf(kind.options).properties));
  return mergedSchemas(all.map(([name, schema]) => [name, withUnits(schema)]));
}

/** Several kinds may have a key of the same name: equal schemas are one, different ones are alternatives. */
export function mergedSchemas(all: readonly (readonly [string, Schema])[]): Properties {
  const merged = new Map<string, Schema[]>();
  for (const [name, schema] of all) {
    const known = merged.get(name) ?? [];
    const text = JSON.stringify(schema);
    if (!known.some((other) => JSON.stringify(other) === text)) merged.set(name, [...known, schema]);
  }
  return Object.fromEntries(
    [...merged].map(([name, [first = {}, ...others]]) => [
      name,
      others.length === 0 ? first : { anyOf: [first, ...others] },
    ]),
  );
}

const outputName = text('Name of the model output that is read; without it the only output.');

function outputSchema(tasks: TaskKinds): Schema {
  const meanings = [...new Set(tasks.flatMap((kind) => kind.meanings))];
  const is = choice(meanings, 'What the output holds; without it the first rows decide.');
  const threshold = ownKeys(tasks)['threshold'];
  const title = 'the output';
  const parts = partsOf(tasks);
  const own = { name: outputName, is, ...parts.properties };
  const named = object({ title, properties: { ...own, ...(threshold && { threshold }) } });
  const arm: Schema = {
    type: ['string', 'object'],
    minLength: 1,
    title: 'an output of one model',
    properties: own,
    dependencies: parts.dependencies,
    additionalProperties: false,
  };
  return {
    ...named,
    type: ['string', 'object'],
    minLength: 1,
    description: 'The output that answers: its name, or `{ name, is }`, or one per model.',
    properties: { ...(named['properties'] as Schema), baseline: arm, compressed: arm }, // object() makes a schema of them
    dependencies: { ...parts.dependencies, baseline: ['compressed'], compressed: ['baseline'] },
  };
}

/** A head of several outputs names all parts that its kind can't do without. */
function partsOf(tasks: TaskKinds): { properties: Properties; dependencies: { [part: string]: string[] } } {
  const kinds = tasks.flatMap(({ parts }) => parts ?? []);
  const all = kinds.flatMap(({ required, optional }) => [
    ...required.map((part) => [part, required] as const),
    ...optional.map((part) => [part, required] as const),
  ]);
  return {
    properties: Object.fromEntries(
      all.map(([part]) => [part, text(`Name of the model output that holds the ${part}.`)]),
    ),
    dependencies: Object.fromEntries(
      all.map(([part, required]) => [part, required.filter((other) => other !== part)]),
    ),
  };
}

function limitSchemas(tasks: TaskKinds, labels: boolean): Properties {
  const all = tasks.flatMap((kind) =>
    Object.keys(kind.limits).map((name): readonly [string, Schema] => {
      const unit: Unit = limitOf(kind, name)?.unit ?? 'number';
      const form = labels && canBePerLabel(name) ? perLabel : quantity;
      return [name, form(unit, about(name))];
    }),
  );
  return mergedSchemas(all);
}

/** The limits of a level or a target. */
export function limitsSchema(tasks: TaskKinds, form: Form): Schema {
  const of = tasks.length === 1 ? `a ${tasks[0]?.name ?? ''} task` : 'a task';
  const description = 'All are "at most". Shares take %, differences of shares pp, the rest plain numbers.';
  return object({
    title: `the limits of ${of}`,
    description,
    properties: nullable(limitSchemas(tasks, true), form),
  });
}

function sliceSchema(tasks: TaskKinds, form: Form): Schema {
  const scope = choice(
    ['dataset', 'population'],
    'population: a value fails only with evidence. dataset: every value is counted exactly.',
    'population',
  );
  const minSamples = count(
    1,
    'Values with fewer samples are pooled into `(small)`. Default: `decision.min-samples`.',
  );
  const own = { scope, 'min-samples': minSamples };
  const properties = nullable({ ...own, ...limitSchemas(tasks, false) }, form);
  return orNull(object({ title: 'the limits of a slice', properties }), form);
}
