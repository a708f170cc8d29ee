import { fault } from '../../core/fault.js';
import type { Sample } from '../../core/sample.js';
import { volume, type Tensor } from '../../core/tensor.js';
import { isWhole, wholes, type WholeType } from './cast.js';
import { gatherNumbers } from './gather.js';
import { unfit, type Recipe } from './recipe.js';
import { fitted, printShape } from './shape.js';

/** The tensor of an input of whole numbers that no step changes; a number that the type can't hold is a Fault. */
export function wholeInput(type: WholeType, recipe: Recipe, sample: Sample): Tensor {
  const { dims, items } = gatherNumbers(recipe, sample);
  const numbers = Array.from(items, Number);
  if (!numbers.every((value) => isWhole(type, value))) {
    throw unfit(recipe, sample, recipe.fields.join(', '), `whole numbers that ${type} can hold`);
  }
  return { type, dims: shaped(dims, recipe, sample), data: wholes(type, numbers, (value) => value) };
}

/** The shape that a sample’s items take in the model; a Fault where they fit none. */
export function shaped(dims: readonly number[], recipe: Recipe, sample: Sample): readonly number[] {
  const { steps, input, fields, declared } = recipe;
  const found = fitted(steps.shape ?? dims, declared);
  if (found !== undefined && volume(found) === volume(dims)) return found;
  const expected = printShape(declared ?? steps.shape ?? []);
  throw fault('INPUT_SHAPE', {
    input,
    field: fields.join(', '),
    sample: sample.id,
    expected,
    got: printShape(dims),
  });
}
