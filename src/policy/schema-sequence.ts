import type { Schema } from '../core/json.js';
import { choice, count, mapOf, object, text } from './schema-values.js';

/** `sequence` of a task: one specification for both models, or one each. */
export function sequenceSchema(): Schema {
  const properties = {
    state: mapOf(
      text('The input that it is on the next step.'),
      'the state',
      'Outputs that feed inputs on the next step: `{ OUTPUT: INPUT }`. A sequence starts with zeros.',
    ),
    constants: mapOf(
      { type: 'number', description: 'A number.' },
      'the constants',
      'Inputs that are the same number in every run, such as a sample rate: `{ INPUT: NUMBER }`.',
    ),
    window: count(
      1,
      'Entries that a step takes of a long signal; without it every entry along the first axis is a step.',
    ),
    hop: count(1, 'Entries from the start of a window to the start of the next. Default: the window.'),
    read: choice(
      ['every', 'last'],
      'What a task reads: every step’s outputs along a new axis, or the last step’s.',
      'every',
    ),
  };
  const spec: Schema = {
    ...object({ title: 'the sequence', properties }),
    dependencies: { hop: ['window'] },
  };
  const arms = object({
    title: 'the sequences of both models',
    properties: { baseline: spec, compressed: spec },
    required: ['baseline', 'compressed'],
  });
  return {
    type: 'object',
    title: 'the sequence',
    description: 'The model takes a sample step by step: one run of the model for each step.',
    if: { anyOf: [{ required: ['baseline'] }, { required: ['compressed'] }] },
    then: arms,
    else: spec,
  };
}
