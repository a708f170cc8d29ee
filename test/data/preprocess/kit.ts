import type { InputMaker } from '../../../src/core/input.js';
import type { Json } from '../../../src/core/json.js';
import type { InputSpec } from '../../../src/core/policy.js';
import type { Sample, Value } from '../../../src/core/sample.js';
import type { ElementType } from '../../../src/core/tensor.js';
import { compileInput } from '../../../src/data/preprocess/compile.js';
import { recipeFor, type Recipe } from '../../../src/data/preprocess/recipe.js';

export interface Wish {
  readonly from?: InputSpec['from'];
  readonly steps?: { readonly [step: string]: Json };
  readonly type?: ElementType;
  readonly dims?: readonly (number | string)[] | null;
  readonly fields?: readonly string[];
  readonly directory?: string;
}

function parts({
  from = { fields: ['x'] },
  steps = {},
  type = 'float32',
  dims = null,
  fields = ['x', 'y'],
  directory = '.',
}: Wish) {
  const spec = { input: 'in', from, steps, place: { file: 'policy.yml', line: 1, column: 1 } };
  return [spec, { name: 'in', type, dims }, { directory, fields, except: ['label'] }] as const;
}

export function maker(wish: Wish = {}): InputMaker {
  return compileInput(...parts(wish));
}

export function recipe(wish: Wish = {}): Recipe {
  return recipeFor(...parts(wish));
}

export function sample(fields: { readonly [field: string]: Value }): Sample {
  return { id: 's1', fields: new Map(Object.entries(fields)) };
}

/** A uint8 tensor 0, 1, 2, … */
export function bytes(...dims: readonly number[]): Value {
  const length = dims.reduce((product, dim) => product * dim, 1);
  return { type: 'uint8', dims, data: Uint8Array.from({ length }, (_, at) => at) };
}
