import type { Schema } from '../core/json.js';
import { fieldsOf, mapSchemas, namesOf, type PolicyKinds } from './kinds.js';
import { about } from './limits.js';
import { noiseSchema } from './schema-noise.js';
import { defaultsSchema, limitsSchema, mergedSchemas, tasksSchema } from './schema-tasks.js';
import { sequenceSchema } from './schema-sequence.js';
import { recordingProperty, sourceDependencies, sourceProperties } from './schema-sources.js';
import {
  choice,
  count,
  flag,
  mapOf,
  object,
  quantity,
  text,
  texts,
  withFractions,
  type Form,
} from './schema-values.js';

const graphOptimizations = ['disabled', 'basic', 'extended', 'layout', 'all'];

/** Targets become keys of report.json and parts of file names. */
export const targetName = '^[A-Za-z][A-Za-z0-9_-]*$';

/** The JSON Schema (draft-07) of a policy, assembled from the registries; by default the form for editors. */
export function policySchema(kinds: PolicyKinds, form: Form = 'written'): Schema {
  const title = 'the policy';
  const description = 'What a compressed model may lose against its baseline.';
  const whole = object({
    title,
    description,
    properties: topLevel(kinds, form),
    required: ['version', 'models', 'tasks'],
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...whole,
    patternProperties: { '^x-': { description: 'Free: a place for anchors.' } },
    definitions: {
      models: modelsSchema(),
      data: dataSchema(kinds),
      inputs: inputsSchema(kinds.steps),
      sequence: sequenceSchema(),
    },
  };
}

function topLevel(kinds: PolicyKinds, form: Form): { readonly [key: string]: Schema } {
  return {
    version: { const: 1, description: 'Version of the policy language.' },
    models: { $ref: '#/definitions/models' },
    targets: targetsSchema(kinds),
    reference: text(
      'The target on which the baseline runs. Default: the target called native, else the first.',
    ),
    decision: decisionSchema(),
    noise: noiseSchema(kinds),
    defaults: defaultsSchema(kinds),
    tasks: tasksSchema(kinds, form),
  };
}

function modelsSchema(): Schema {
  const path = text('Path of the ONNX file, relative to the working directory.');
  const ignored = texts('Outputs that no task evaluates, on purpose: names or globs.');
  const source = { ...sourceProperties(path), recording: recordingProperty, 'ignore-outputs': ignored };
  const baseline = { ...object({ title: 'the baseline', properties: source }), ...sourceDependencies };
  const size = object({
    title: 'the limits of a model',
    properties: { size: quantity('share', about('size')) },
  });
  const compressed = {
    ...object({
      title: 'the compressed model',
      properties: { ...source, method: methodSchema(), limits: size },
      required: ['method'],
    }),
    ...sourceDependencies,
  };
  return object({
    title: 'the models',
    properties: { baseline, compressed },
    required: ['baseline', 'compressed'],
  });
}

function methodSchema(): Schema {
  const methods = choice(['quantized', 'pruned', 'distilled', 'other'], 'fp16 counts as quantized.');
  const none = object({ title: 'a method without exemptions', properties: {} });
  const exempt = (without: string): Schema => {
    const properties = {
      without: choice([without], 'What is not looked at.'),
      reason: text('Why; shown in the comment.'),
    };
    return {
      ...object({ title: 'an exemption', properties }),
      dependencies: { without: ['reason'], reason: ['without'] },
    };
  };
  const byName = { quantized: none, pruned: exempt('noise'), distilled: exempt('novel'), other: none };
  return {
    title: 'a method (quantized, pruned, distilled, other), a list of them, or a map',
    description:
      'A method, a list of them, or a map from method to its exemption: `{ pruned: { without: noise, reason: … } }`.',
    anyOf: [
      methods,
      { type: 'array', title: 'a list of methods', items: methods, minItems: 1, uniqueItems: true },
      { ...object({ title: 'the methods', properties: byName }), minProperties: 1 },
    ],
  };
}

function targetsSchema(kinds: PolicyKinds): Schema {
  const properties = {
    runtime: choice(
      [...namesOf(kinds.engines), 'recording'],
      'The engine that runs the models, or what was recorded on another machine.',
    ),
    path: text('With `runtime: recording`: folder of the recording, or of several.'),
    batch: count(1, 'Samples per run. Default: derived from the graph.'),
    threads: count(1, 'Threads of one session. Default 1.', 1),
    'graph-optimization': choice(graphOptimizations, 'How far the engine rewrites the graph.', 'all'),
    session: mapOf(
      { type: ['string', 'number', 'boolean'] },
      'the session',
      'Session config entries of the engine.',
    ),
    required: flag('false: without a result this target is listed, not judged.', true),
    tasks: texts('The tasks that hold here. Default: all.'),
    limits: limitsSchema(kinds.tasks, 'merged'),
  };
  const target = object({ title: 'a target', properties, required: ['runtime'] });
  const targets = mapOf(
    target,
    'the targets',
    'Where the compressed model must hold. Default: native alone.',
  );
  return { ...targets, minProperties: 1, propertyNames: { pattern: targetName } };
}

function decisionSchema(): Schema {
  return object({
    title: 'the decision',
    description: 'How a measured number becomes a verdict.',
    properties: {
      scope: choice(
        ['dataset', 'population'],
        'dataset: a statement about these samples. population: about inputs like these.',
        'dataset',
      ),
      confidence: quantity('share', 'Confidence of population scope, above 50% and below 100%. Default 95%.'),
      'on-inconclusive': choice(['block', 'allow'], 'Whether an undecided check blocks.', 'block'),
      sampling: choice(['full'], 'Every sample is evaluated.', 'full'),
      seed: count(0, 'Seed of sample order and noise.', 0),
      'min-samples': count(1, 'Slice values with fewer samples are pooled into `(small)`. Default 30.', 30),
    },
  });
}

function dataSchema(kinds: PolicyKinds): Schema {
  const formats = kinds.formats.flatMap((format) => Object.entries(fieldsOf(format.options).properties));
  const properties = {
    ...mergedSchemas(formats),
    ...sourceProperties(text('File or folder, relative to the working directory.')),
    label: text('Field that holds the label. Without it there are no labels.'),
    id: text('Field that names a sample. Default: relative file path, else the row number.'),
    group: text('Field whose value is the unit of inference in population scope (documents, speakers).'),
    names: text('File with one class name a line.'),
    take: count(1, 'Evaluate this many samples: the first of a seeded order.'),
  };
  const data = object({ title: 'the data', description: 'The samples of a task.', properties });
  return { ...data, ...sourceDependencies };
}

function inputsSchema(steps: Schema): Schema {
  const properties = { from: fromSchema(), ...mapSchemas(fieldsOf(steps).properties, withFractions) };
  const specs = mapOf(object({ title: 'an input', properties }), 'the inputs', 'One entry per model input.');
  const arms = object({
    title: 'the inputs of both models',
    properties: { baseline: specs, compressed: specs },
    required: ['baseline', 'compressed'],
  });
  return {
    type: 'object',
    title: 'the inputs',
    description:
      'How each model input is made from a sample’s fields. Without it a field feeds the input of its name.',
    if: { anyOf: [{ required: ['baseline'] }, { required: ['compressed'] }] },
    then: arms,
    else: specs,
  };
}

function fromSchema(): Schema {
  const allBut = object({
    title: 'all fields but some',
    properties: { 'all-but': texts('Fields to leave out.') },
    required: ['all-but'],
  });
  const description =
    'Field, list of fields (joined along the last axis), or `{ all-but: […] }`. Default: the input’s own name.';
  return {
    title: 'a field, a list of fields, or `{ all-but: […] }`',
    description,
    anyOf: [text('A field.'), texts('Fields, in order.'), allBut],
  };
}
