import { fault } from '../../core/fault.js';
import type { InputContext, InputMaker } from '../../core/input.js';
import type { Signal } from '../../core/noise.js';
import type { InputSpec } from '../../core/policy.js';
import type { Sample } from '../../core/sample.js';
import type { Tensor, TensorShape } from '../../core/tensor.js';
import { finishSignal, requireFinishable } from './finish.js';
import { recipeFor, type Recipe } from './recipe.js';
import { signalOf } from './signal.js';
import { textInput, wholeInput } from './untouched.js';

/** Compiles the making of one input: `spec` says how, `wanted` is what the model declares. Throws a Fault for what no sample could satisfy. */
export function compileInput(spec: InputSpec, wanted: TensorShape, context: InputContext): InputMaker {
  const recipe = recipeFor(spec, wanted, context);
  return isUntouched(recipe, spec) ? untouchedMaker(recipe) : signalMaker(recipe);
}

function signalMaker(recipe: Recipe): InputMaker {
  const base = (sample: Sample): Signal => {
    const signal = signalOf(recipe, sample);
    requireFinishable(signal, recipe, sample);
    return signal;
  };
  const finish = (values: Float32Array, signal: Signal): Tensor => finishSignal(values, signal, recipe);
  const make = (sample: Sample): Tensor => {
    const signal = base(sample);
    return finish(signal.values, signal);
  };
  return { fields: recipe.fields, takesNoise: true, base, finish, make };
}

function untouchedMaker(recipe: Recipe): InputMaker {
  const { fields, input, type } = recipe;
  const refuse = (): never => {
    throw fault('INPUT_REFUSES_NOISE', { input, type });
  };
  return {
    fields,
    takesNoise: false,
    base: refuse,
    finish: refuse,
    make: (sample) => untouched(recipe, sample),
  };
}

function untouched(recipe: Recipe, sample: Sample): Tensor {
  const { type } = recipe;
  if (type === 'string') return textInput(recipe, sample);
  if (isFloat(type)) throw new Error('float inputs are signals');
  return wholeInput(type, recipe, sample);
}

/** Text, and whole numbers that no step makes a measurement of. 8-bit inputs are those of quantized models, and are signals. */
function isUntouched(recipe: Recipe, spec: InputSpec): boolean {
  const { type } = recipe;
  const step = Object.keys(spec.steps).find((name) => name !== 'shape' && name !== 'cast');
  if (type !== 'string') return step === undefined && !isFloat(type) && type !== 'uint8' && type !== 'int8';
  if (step === undefined) return true;
  throw fault('INPUT_STEP_INVALID', { input: spec.input, step, reason: 'the model wants text' }, spec.place);
}

function isFloat(type: Recipe['type']): type is 'float16' | 'float32' | 'float64' {
  return type === 'float16' || type === 'float32' || type === 'float64';
}
