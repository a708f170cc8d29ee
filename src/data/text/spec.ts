import { fault, type Fault } from '../../core/fault.js';
import type { InputContext } from '../../core/input.js';
import type { Json, Schema } from '../../core/json.js';
import type { InputSpec } from '../../core/policy.js';
import { loadTokenizer, type LoadedTokenizer } from './load.js';
import type { Form, Truncate } from './sequence.js';

/** What of a sequence an input is fed. */
export const parts = ['ids', 'attention-mask', 'token-type-ids', 'position-ids'] as const;
export type PartName = (typeof parts)[number];

/** Input names that say by themselves what they want. */
const usual: ReadonlyMap<string, PartName> = new Map([
  ['input_ids', 'ids'],
  ['attention_mask', 'attention-mask'],
  ['input_mask', 'attention-mask'],
  ['token_type_ids', 'token-type-ids'],
  ['segment_ids', 'token-type-ids'],
  ['position_ids', 'position-ids'],
]);

const text: Schema = { type: 'string', minLength: 1 };

/** The keys of an input that is made of text, as JSON Schema properties. */
export const textSteps: Schema = {
  tokenizer: { ...text, description: 'A Hugging Face tokenizer.json: the input is made of text by it.' },
  'max-length': {
    type: 'integer',
    minimum: 1,
    description: 'Length of every sequence: shorter ones are filled up.',
  },
  truncate: {
    enum: ['error', 'right', 'left'],
    default: 'error',
    description: 'The side on which a sequence that is too long is cut; without it the sample is faulty.',
  },
  pad: {
    enum: ['right', 'left'],
    default: 'right',
    description: 'The side on which sequences are filled up.',
  },
  'pad-token': {
    ...text,
    description: 'What sequences are filled up with; by default what the tokenizer says.',
  },
  'text-pair': { ...text, description: 'Field of the second text of a pair.' },
  words: {
    ...text,
    description:
      'Field of the words’ spans in the text: pairs of first character and the one after the last.',
  },
  'special-tokens': {
    type: 'boolean',
    default: true,
    description: 'Whether [CLS], [SEP] and the like are added.',
  },
  gives: {
    enum: [...parts],
    description: 'What of the sequence this input is fed; by default what its name says.',
  },
};

/** How one input is made of text. */
export interface TextSpec {
  readonly input: string;
  /** The field of the text, or of its list of words. */
  readonly field: string;
  readonly pair: string | undefined;
  readonly words: string | undefined;
  readonly part: PartName;
  readonly tokenizer: LoadedTokenizer;
  readonly form: Form;
}

/**
 * The specification by which an input is made of text: its own, or that of the one tokenizer among its siblings when
 * nothing is written for it, no field has its name, and its name says what it wants. undefined: it isn't made of text.
 */
export function textSpecOf(spec: InputSpec, context: InputContext): InputSpec | undefined {
  const { tokenizer } = spec.steps;
  if (tokenizer !== undefined) return spec;
  const isWritten = Object.keys(spec.steps).length > 0 || context.fields.includes(spec.input);
  const written = (context.siblings ?? []).filter((sibling) => sibling.steps['tokenizer'] !== undefined);
  const [source, ...others] = written;
  const kin = context.siblings?.some((sibling) => sibling.input === spec.input) === true;
  if (isWritten || kin || source === undefined || others.length > 0 || !usual.has(spec.input))
    return undefined;
  const { gives: _, ...steps } = source.steps;
  return { ...source, input: spec.input, steps };
}

/** Reads the keys of an input that is made of text; throws a Fault for what no sample could satisfy. */
export function parseText(spec: InputSpec, context: InputContext): TextSpec {
  const { input, steps, from } = spec;
  const refuse = (step: string, reason: string): Fault =>
    fault('INPUT_STEP_INVALID', { input, step, reason }, spec.place);
  for (const step of Object.keys(steps))
    if (!Object.hasOwn(textSteps, step))
      throw refuse(step, 'the input is made of text, which has no such step');
  const length = steps['max-length'];
  if (typeof length !== 'number')
    throw refuse('tokenizer', 'max-length is missing: sequences have one length');
  const field = 'fields' in from && from.fields.length === 1 ? from.fields[0] : undefined;
  if (field === undefined) throw refuse('from', 'text comes from one field (and `text-pair`)');
  const tokenizer = loadTokenizer(context.directory, textAt(steps['tokenizer']) ?? '');
  const [pair, words] = [textAt(steps['text-pair']), textAt(steps['words'])];
  for (const name of [field, pair, words]) if (name !== undefined) requireField(spec, context, name);
  return {
    input,
    field,
    pair,
    words,
    part: parts.find((part) => part === steps['gives']) ?? usual.get(input) ?? 'ids',
    tokenizer,
    form: {
      length,
      truncate: sideOf(steps['truncate']) ?? 'error',
      pad: sideOf(steps['pad']) ?? 'right',
      padding: paddingOf(tokenizer, textAt(steps['pad-token']), refuse),
      special: steps['special-tokens'] !== false,
    },
  };
}

function requireField(spec: InputSpec, { fields }: InputContext, field: string): void {
  if (fields.includes(field)) return;
  throw fault('INPUT_FIELD_MISSING', { input: spec.input, field, known: fields.join(', ') }, spec.place);
}

function paddingOf(
  tokenizer: LoadedTokenizer,
  token: string | undefined,
  refuse: (step: string, reason: string) => Fault,
): LoadedTokenizer['padding'] {
  if (token === undefined) return tokenizer.padding;
  const id = tokenizer.library.token_to_id(token);
  if (id === undefined) throw refuse('pad-token', `the tokenizer has no ${token}`);
  return { token, id };
}

function textAt(json: Json | undefined): string | undefined {
  return typeof json === 'string' ? json : undefined;
}

function sideOf(json: Json | undefined): Exclude<Truncate, 'error'> | undefined {
  return json === 'right' || json === 'left' ? json : undefined;
}
