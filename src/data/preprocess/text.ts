import type { TextSignal } from '../../core/noise.js';
import type { Sample } from '../../core/sample.js';
import type { Tensor } from '../../core/tensor.js';
import { gatherTexts } from './gather.js';
import type { Recipe } from './recipe.js';
import { shaped } from './untouched.js';

/** The texts of an input that wants text, in the shape that the model wants. */
export function textSignal(recipe: Recipe, sample: Sample): TextSignal {
  const { dims, texts } = gatherTexts(recipe, sample);
  return { is: 'text', texts, dims: shaped(dims, recipe, sample) };
}

export function textTensor({ dims, texts }: TextSignal): Tensor {
  return { type: 'string', dims, data: texts };
}
