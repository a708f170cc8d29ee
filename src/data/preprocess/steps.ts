import { fault, type Fault } from '../../core/fault.js';
import type { Json, Schema } from '../../core/json.js';
import type { InputSpec } from '../../core/policy.js';
import { elementTypes, type ElementType } from '../../core/tensor.js';
import { textSteps } from '../text/spec.js';
import { audioSchema, parseAudio, type AudioSteps } from './audio-steps.js';
import { filters, type Filter } from './filters.js';
import type { Size } from './resize.js';

const count: Schema = { type: 'integer', minimum: 1 };
const numbers: Schema = {
  anyOf: [{ type: 'number' }, { type: 'array', items: { type: 'number' }, minItems: 1 }],
};
const filter: Schema = { enum: [...filters], default: 'bilinear' };
const layouts = ['nchw', 'nhwc', 'chw', 'hwc'] as const;

/** The keys of an input that say how a field becomes the model's input, as JSON Schema properties. */
export const steps: Schema = {
  grayscale: { const: true, description: 'One channel of luminance, as Pillow’s convert("L").' },
  resize: {
    description: 'To this size, bit for bit as Pillow does.',
    anyOf: [
      object({ width: count, height: count, filter }, ['width', 'height']),
      object({ 'shortest-edge': count, 'longest-edge': count, filter }, ['shortest-edge']),
    ],
  },
  'center-crop': {
    ...object({ width: count, height: count }, ['width', 'height']),
    description: 'The middle.',
  },
  rescale: {
    description: 'What values are multiplied by, before noise: 1/255.',
    anyOf: [
      { type: 'number', exclusiveMinimum: 0 },
      { type: 'string', pattern: '^[0-9]+/[0-9]+$' },
    ],
  },
  normalize: {
    ...object({ mean: numbers, std: numbers }, ['mean', 'std']),
    description: '(value − mean) ÷ std, after noise: one number, or one per channel.',
  },
  'pad-to': {
    ...object({ width: count, height: count }, ['width', 'height']),
    description: 'Zeros to the right and below, after normalize, up to this size.',
  },
  layout: { enum: [...layouts], description: 'Order of a picture’s axes; nchw unless it says otherwise.' },
  cast: { enum: [...elementTypes], description: 'The element type; by default what the model wants.' },
  range: {
    description: 'Lowest and highest value before noise: noise is a share of the range, and stays in it.',
    type: 'array',
    items: { type: 'number' },
    minItems: 2,
    maxItems: 2,
  },
  reference: {
    type: 'string',
    minLength: 1,
    description: 'File of one deviation per feature (.npy, or one line of CSV); noise is a share of it.',
  },
  shape: { type: 'array', items: count, description: 'Shape of one sample, without the batch.' },
  preprocessor: {
    type: 'string',
    minLength: 1,
    description: 'A preprocessor_config.json: resize, center-crop, rescale, normalize and pad-to as it says.',
  },
  ...audioSchema,
  ...textSteps,
};

function object(properties: Schema, required: readonly string[]): Schema {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** The size whose shorter edge is so long, or less where the longer one would be longer than allowed. */
export interface Edges {
  readonly shortestEdge: number;
  readonly longestEdge?: number;
}

/** The steps of one input, parsed. */
export interface Steps {
  readonly grayscale: boolean;
  readonly resize?: { readonly to: Size | Edges; readonly filter: Filter };
  readonly crop?: Size;
  readonly rescale?: number;
  readonly normalize?: { readonly mean: readonly number[]; readonly std: readonly number[] };
  readonly pad?: Size;
  readonly layout?: 'chw' | 'hwc';
  readonly cast?: ElementType;
  readonly range?: readonly [number, number];
  readonly reference?: string;
  readonly shape?: readonly number[];
  readonly audio?: AudioSteps;
}

/** Steps as the schema lets them through; a Fault for what a schema can't say. */
export function parseSteps(spec: InputSpec): Steps {
  const of = (step: string): Json | undefined => spec.steps[step];
  const refuse = (step: string, reason: string): Fault =>
    fault('INPUT_STEP_INVALID', { input: spec.input, step, reason }, spec.place);
  for (const step of Object.keys(spec.steps))
    if (!Object.hasOwn(steps, step) || Object.hasOwn(textSteps, step))
      throw refuse(step, Object.hasOwn(textSteps, step) ? 'there is no tokenizer' : 'there is no such step');
  return {
    grayscale: of('grayscale') === true,
    ...given('resize', resizeOf(of('resize'))),
    ...given('crop', sizeOf(of('center-crop'))),
    ...given('rescale', rescaleOf(of('rescale'), refuse)),
    ...given('normalize', normalizeOf(of('normalize'), refuse)),
    ...given('pad', sizeOf(of('pad-to'))),
    ...given('layout', layoutOf(of('layout'))),
    ...given(
      'cast',
      elementTypes.find((type) => type === of('cast')),
    ),
    ...given('range', rangeOf(of('range'), refuse)),
    ...given('reference', textOf(of('reference'))),
    ...given('shape', listOf(of('shape'))),
    ...given('audio', parseAudio(spec.steps, refuse)),
  };
}

type Refuse = (step: string, reason: string) => Fault;

/** A property only where there is a value. */
function given<K extends string, V>(key: K, value: V | undefined): { readonly [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [key in K]: V }); // a computed key widens to string
}

function resizeOf(json: Json | undefined): Steps['resize'] {
  const to = sizeOf(json) ?? edgeOf(json);
  const named = filters.find((name) => name === keyOf(json, 'filter')) ?? 'bilinear';
  return to === undefined ? undefined : { to, filter: named };
}

function edgeOf(json: Json | undefined): Edges | undefined {
  const shortestEdge = keyOf(json, 'shortest-edge');
  const longestEdge = keyOf(json, 'longest-edge');
  if (typeof shortestEdge !== 'number') return undefined;
  return { shortestEdge, ...given('longestEdge', typeof longestEdge === 'number' ? longestEdge : undefined) };
}

function sizeOf(json: Json | undefined): Size | undefined {
  const width = keyOf(json, 'width');
  const height = keyOf(json, 'height');
  return typeof width === 'number' && typeof height === 'number' ? { width, height } : undefined;
}

function rescaleOf(json: Json | undefined, refuse: Refuse): number | undefined {
  if (json === undefined) return undefined;
  const [above, below = 1] = typeof json === 'string' ? json.split('/').map(Number) : [Number(json)];
  const factor = (above ?? Number.NaN) / below;
  if (factor > 0 && Number.isFinite(factor)) return factor;
  throw refuse('rescale', 'it is not a number above 0');
}

function normalizeOf(json: Json | undefined, refuse: Refuse): Steps['normalize'] {
  const mean = listOf(keyOf(json, 'mean'));
  const std = listOf(keyOf(json, 'std'));
  if (mean === undefined || std === undefined) return undefined;
  if (!std.every((value) => value > 0)) throw refuse('normalize', 'a std is not above 0');
  if (mean.length === std.length) return { mean, std };
  throw refuse('normalize', `it has ${mean.length} means and ${std.length} stds`);
}

function layoutOf(json: Json | undefined): Steps['layout'] {
  const named = layouts.find((layout) => layout === json);
  return named && (named.endsWith('chw') ? 'chw' : 'hwc');
}

function rangeOf(json: Json | undefined, refuse: Refuse): readonly [number, number] | undefined {
  const [low, high] = listOf(json) ?? [];
  if (low === undefined || high === undefined) return undefined;
  if (low < high) return [low, high];
  throw refuse('range', `${low} is not below ${high}`);
}

function textOf(json: Json | undefined): string | undefined {
  return typeof json === 'string' ? json : undefined;
}

function listOf(json: Json | undefined): readonly number[] | undefined {
  if (typeof json === 'number') return [json];
  return Array.isArray(json) ? json.filter((item) => typeof item === 'number') : undefined;
}

function keyOf(json: Json | undefined, key: string): Json | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  return (json as { readonly [key: string]: Json })[key]; // what remains of Json after the checks above
}
