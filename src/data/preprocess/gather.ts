import { isObjects, isPicture, isSound, isTensor, type Sample, type Value } from '../../core/sample.js';
import { fromHalf } from '../../core/half.js';
import { unfit, type Recipe } from './recipe.js';

/** Numbers of a sample in row-major order. */
export interface Numbers {
  readonly dims: readonly number[];
  readonly items: ArrayLike<number | bigint>;
}

/** The numbers of a recipe's fields; several fields, each a number or a vector, are joined to one vector. */
export function gatherNumbers(recipe: Recipe, sample: Sample): Numbers {
  const parts = recipe.fields.map((field) => {
    const numbers = numbersIn(sample.fields.get(field) ?? null);
    if (numbers === undefined) throw unfit(recipe, sample, field, 'numbers');
    if (recipe.joins && numbers.dims.length > 1) throw unfit(recipe, sample, field, 'a number or a vector');
    return numbers;
  });
  const [only] = parts;
  if (only !== undefined && !recipe.joins) return only;
  const items = parts.flatMap((part) => Array.from(part.items));
  return { dims: [items.length], items };
}

function numbersIn(value: Value): Numbers | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return { dims: [], items: [Number(value)] };
  if (value === null || typeof value === 'string' || !isTensor(value)) return undefined;
  const { type, dims, data } = value;
  if (type === 'float16' && data instanceof Uint16Array)
    return { dims, items: Float32Array.from(data, fromHalf) };
  return type === 'string' ? undefined : { dims, items: data as ArrayLike<number | bigint> }; // only text tensors hold text
}

/** The texts of a recipe's fields; several fields are joined to one vector. */
export function gatherTexts(
  recipe: Recipe,
  sample: Sample,
): { dims: readonly number[]; texts: readonly string[] } {
  const parts = recipe.fields.map((field) => {
    const texts = textsIn(sample.fields.get(field) ?? null);
    if (texts === undefined) throw unfit(recipe, sample, field, 'text');
    return texts;
  });
  const [only] = parts;
  if (only !== undefined && !recipe.joins) return only;
  const texts = parts.flatMap((part) => part.texts);
  return { dims: [texts.length], texts };
}

function textsIn(value: Value): { dims: readonly number[]; texts: readonly string[] } | undefined {
  if (typeof value === 'string') return { dims: [], texts: [value] };
  if (typeof value !== 'object' || value === null || isPicture(value) || isSound(value)) return undefined;
  if (isObjects(value)) return undefined;
  if (!isTensor(value)) return { dims: [value.length], texts: value };
  return value.type === 'string' ? { dims: value.dims, texts: value.data as readonly string[] } : undefined; // text tensors hold text
}
