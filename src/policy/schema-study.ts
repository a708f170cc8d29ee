import type { Schema } from '../core/json.js';
import { count, object, text } from './schema-values.js';

const tensors: Schema = {
  type: 'array',
  title: 'pairs of tensors',
  description: 'Inner tensors to compare, by their names in both files. Default: matched by the gate.',
  minItems: 1,
  items: object({
    title: 'a pair of tensors',
    properties: {
      baseline: text('A tensor that the baseline computes.'),
      compressed: text('A tensor that the compressed model computes.'),
    },
    required: ['baseline', 'compressed'],
  }),
};

/** Keys of a task that say how its models are looked into. */
export const studyKeys: { readonly [key: string]: Schema } = {
  similarity: object({
    title: 'how the models are looked into',
    description:
      'Whether both models answer for the same reasons. A distilled model is looked at in any case.',
    properties: {
      samples: count(0, 'Samples whose inner features are compared; 0: none. Default 256.', 256),
      occlusions: count(0, 'Samples of which parts are hidden; 0: none. Default 16.', 16),
      tensors,
    },
  }),
  seek: object({
    title: 'a search for disagreement',
    description: 'Seeks the mildest noise of the task’s levels that costs a confident and right answer.',
    properties: { budget: count(1, 'Inputs that each search may try. Default 200.', 200) },
  }),
};
