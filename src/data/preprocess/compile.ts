import { fault } from '../../core/fault.js';
import type { InputContext, InputMaker } from '../../core/input.js';
import type { AudioSignal, Signal, TextSignal, ValueSignal } from '../../core/noise.js';
import type { InputSpec } from '../../core/policy.js';
import type { Sample } from '../../core/sample.js';
import type { ElementType, Tensor, TensorShape } from '../../core/tensor.js';
import { tokenMaker } from '../text/maker.js';
import { parseText, textSpecOf } from '../text/spec.js';
import { audioSignal, audioTensor } from './audio.js';
import type { AudioSteps } from './audio-steps.js';
import type { WholeType } from './cast.js';
import { finishSignal, requireFinishable } from './finish.js';
import { recipeFor, type Recipe } from './recipe.js';
import { signalOf } from './signal.js';
import { textSignal, textTensor } from './text.js';
import { wholeInput } from './untouched.js';

/** Compiles the making of one input: `spec` says how, `wanted` is what the model declares. Throws a Fault for what no sample could satisfy. */
export function compileInput(spec: InputSpec, wanted: TensorShape, context: InputContext): InputMaker {
  const text = textSpecOf(spec, context);
  if (text !== undefined) return tokenMaker(parseText(text, context), text, wanted);
  const recipe = recipeFor(spec, wanted, context);
  const { type } = recipe;
  if (type === 'string') {
    requireNoStep(spec);
    return textMaker(recipe);
  }
  if (recipe.steps.audio !== undefined) return audioMaker(recipe.steps.audio, recipe);
  return isUntouched(type, spec) ? wholeMaker(type, recipe) : signalMaker(recipe);
}

function signalMaker(recipe: Recipe): InputMaker<ValueSignal> {
  const base = (sample: Sample): ValueSignal => {
    const signal = signalOf(recipe, sample);
    requireFinishable(signal, recipe, sample);
    return signal;
  };
  return makerOf(recipe, base, (signal) => finishSignal(signal, recipe));
}

function audioMaker(audio: AudioSteps, recipe: Recipe): InputMaker<AudioSignal> {
  const base = (sample: Sample): AudioSignal => audioSignal(audio, recipe, sample);
  return makerOf(recipe, base, (signal) => audioTensor(signal, audio, recipe));
}

function textMaker(recipe: Recipe): InputMaker<TextSignal> {
  return makerOf(recipe, (sample) => textSignal(recipe, sample), textTensor);
}

/** A maker of signals: without noise an input is its finished base. */
function makerOf<S extends Signal>(
  { fields, preprocessor }: Recipe,
  base: (sample: Sample) => S,
  finish: (signal: S) => Tensor,
): InputMaker<S> {
  const files = preprocessor && { files: [preprocessor.sha256] };
  return { ...files, fields, takesNoise: true, base, finish, make: (sample) => finish(base(sample)) };
}

function wholeMaker(type: WholeType, recipe: Recipe): InputMaker {
  const { fields, input } = recipe;
  const refuse = (): never => {
    throw fault('INPUT_REFUSES_NOISE', { input, type });
  };
  return {
    fields,
    takesNoise: false,
    base: refuse,
    finish: refuse,
    make: (sample) => wholeInput(type, recipe, sample),
  };
}

/** Whole numbers that no step makes a measurement of. 8-bit inputs are those of quantized models, and are signals. */
function isUntouched(type: ElementType, spec: InputSpec): type is WholeType {
  return (
    stepOf(spec) === undefined && !isFloat(type) && type !== 'string' && type !== 'uint8' && type !== 'int8'
  );
}

/** The first step that changes values. */
function stepOf(spec: InputSpec): string | undefined {
  return Object.keys(spec.steps).find((name) => name !== 'shape' && name !== 'cast');
}

function requireNoStep(spec: InputSpec): void {
  const step = stepOf(spec);
  if (step === undefined) return;
  throw fault('INPUT_STEP_INVALID', { input: spec.input, step, reason: 'the model wants text' }, spec.place);
}

function isFloat(type: ElementType): type is 'float16' | 'float32' | 'float64' {
  return type === 'float16' || type === 'float32' || type === 'float64';
}
