import { fault, type Fault } from '../../core/fault.js';
import type { InputContext } from '../../core/input.js';
import type { InputSpec } from '../../core/policy.js';
import { isObjects, isPicture, isSound, isTensor, type Sample, type Value } from '../../core/sample.js';
import type { ElementType, TensorShape } from '../../core/tensor.js';
import { readPreprocessor, type Preprocessor } from './preprocessor.js';
import { readReference } from './reference.js';
import { printShape, type Declared } from './shape.js';
import { parseSteps, type Steps } from './steps.js';

/** An input's making with everything looked up that does not depend on the sample. */
export interface Recipe {
  readonly input: string;
  readonly fields: readonly string[];
  /** Several fields, or all but some: joined to one vector. */
  readonly joins: boolean;
  readonly steps: Steps;
  readonly type: ElementType;
  /** Of one sample. */
  readonly declared: Declared;
  readonly deviations?: Float32Array;
  /** Of the preprocessor_config.json that the steps come from. */
  readonly preprocessor?: Preprocessor;
}

/** Looks up fields, steps and reference of one input; throws a Fault for what can't be done with any sample. */
export function recipeFor(spec: InputSpec, wanted: TensorShape, context: InputContext): Recipe {
  const preprocessor = preprocessorOf(spec, context);
  const steps = parseSteps({ ...spec, steps: { ...spec.steps, ...preprocessor?.steps } });
  if (wanted.dims?.length === 0)
    throw impossible(spec, 'from', 'the model declares a single value without a batch axis');
  if (steps.cast !== undefined && steps.cast !== wanted.type) {
    throw impossible(spec, 'cast', `it says ${steps.cast}, the model wants ${wanted.type}`);
  }
  return {
    input: spec.input,
    fields: fieldsOf(spec, context),
    joins: 'allBut' in spec.from || spec.from.fields.length > 1,
    steps,
    type: wanted.type,
    declared: wanted.dims === null ? null : wanted.dims.slice(1),
    ...(preprocessor && { preprocessor }),
    ...(steps.reference !== undefined && { deviations: readReference(context.directory, steps.reference) }),
  };
}

/** Steps that a preprocessor's file decides on. */
const decided = ['grayscale', 'resize', 'center-crop', 'rescale', 'normalize', 'pad-to'];

function preprocessorOf(spec: InputSpec, { directory }: InputContext): Preprocessor | undefined {
  const path = spec.steps['preprocessor'];
  if (typeof path !== 'string' || spec.steps['sample-rate'] !== undefined) return undefined;
  const doubled = decided.find((step) => spec.steps[step] !== undefined);
  if (doubled !== undefined) throw impossible(spec, doubled, '`preprocessor` decides on it');
  return readPreprocessor(directory, path, (step, reason) => impossible(spec, step, reason));
}

function fieldsOf(spec: InputSpec, { fields, except }: InputContext): readonly string[] {
  const { from } = spec;
  const named = 'allBut' in from ? from.allBut : from.fields;
  const missing = named.find((field) => !fields.includes(field));
  if (missing !== undefined) {
    throw fault(
      'INPUT_FIELD_MISSING',
      { input: spec.input, field: missing, known: fields.join(', ') },
      spec.place,
    );
  }
  const made =
    'fields' in from ? named : fields.filter((field) => !named.includes(field) && !except.includes(field));
  if (made.length === 0) throw impossible(spec, 'from', 'it leaves no field');
  return made;
}

function impossible(spec: InputSpec, step: string, reason: string): Fault {
  return fault('INPUT_STEP_INVALID', { input: spec.input, step, reason }, spec.place);
}

/** The Fault of a sample whose field can't become this input. */
export function unfit(recipe: Pick<Recipe, 'input'>, sample: Sample, field: string, expected: string): Fault {
  const got = describe(sample.fields.get(field) ?? null);
  return fault('INPUT_VALUE', { input: recipe.input, field, sample: sample.id, expected, got });
}

function describe(value: Value): string {
  if (value === null) return 'missing';
  if (typeof value === 'string') return 'text';
  if (typeof value !== 'object') return `the ${typeof value} ${value}`;
  if (isPicture(value))
    return `a picture of ${value.width} × ${value.height} pixels with ${value.channels} channels`;
  if (isSound(value)) return `a sound of ${value.channels[0]?.length ?? 0} values at ${value.rate} Hz`;
  if (isObjects(value)) return `a list of ${value.objects.length} boxes`;
  return isTensor(value)
    ? `${value.type} of shape ${printShape(value.dims)}`
    : `a list of ${value.length} texts`;
}
