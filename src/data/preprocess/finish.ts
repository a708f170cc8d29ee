import { fault } from '../../core/fault.js';
import type { ValueSignal } from '../../core/noise.js';
import type { Sample } from '../../core/sample.js';
import { volume, type Tensor } from '../../core/tensor.js';
import { cast } from './cast.js';
import { unfit, type Recipe } from './recipe.js';
import { fitted, printShape } from './shape.js';

/** A signal after noise as the model's tensor of one sample: normalized, laid out, cast. */
export function finishSignal(signal: ValueSignal, recipe: Recipe): Tensor {
  const { type } = recipe;
  if (type === 'string') throw new Error('text has no signal');
  const data = cast(padded(arranged(signal, recipe), signal, recipe), type, recipe.input);
  return { type, dims: shapeAfter(signal, recipe) ?? signal.dims, data };
}

/** Throws the Faults that finishing a signal of this shape would meet. */
export function requireFinishable(signal: ValueSignal, recipe: Recipe, sample: Sample): void {
  const refuse = (step: string, reason: string) =>
    fault('INPUT_STEP_INVALID', { input: recipe.input, step, reason });
  const means = recipe.steps.normalize?.mean.length ?? 1;
  const shape = printShape(signal.dims);
  if (means > 1 && axisOf(means, signal, recipe) === undefined)
    throw refuse('normalize', `${means} means for a shape of ${shape}`);
  if (layoutOf(signal, recipe) !== undefined && signal.dims.length !== 3)
    throw refuse('layout', `${shape} has no rows, columns and channels`);
  requirePadding(signal, recipe, sample);
  requireFitted(signal, recipe, sample, recipe.fields.join(', '));
}

function requirePadding({ dims }: ValueSignal, recipe: Recipe, sample: Sample): void {
  const { pad } = recipe.steps;
  if (pad === undefined) return;
  const [rows = 1, columns = 1] = dims;
  if (dims.length === 3 && rows <= pad.height && columns <= pad.width) return;
  const expected = `a picture of at most ${pad.width} × ${pad.height} pixels for pad-to, it has ${printShape(dims)}`;
  throw unfit(recipe, sample, recipe.fields.join(', '), expected);
}

function requireFitted(signal: ValueSignal, recipe: Recipe, sample: Sample, field: string): void {
  if (shapeAfter(signal, recipe) !== undefined) return;
  const got = printShape(laidOut(signal, recipe));
  const expected = printShape(recipe.declared ?? recipe.steps.shape ?? []);
  const { shape } = recipe.steps;
  const reshaped = shape === undefined ? got : `${got}, with shape ${printShape(shape)}`;
  throw fault('INPUT_SHAPE', { input: recipe.input, field, sample: sample.id, expected, got: reshaped });
}

function shapeAfter(signal: ValueSignal, recipe: Recipe): readonly number[] | undefined {
  const { shape } = recipe.steps;
  if (shape === undefined) return fitted(laidOut(signal, recipe), recipe.declared);
  return volume(shape) === volume(signal.dims) ? fitted(shape, recipe.declared) : undefined;
}

function laidOut(signal: ValueSignal, recipe: Recipe): readonly number[] {
  const { pad } = recipe.steps;
  const [rows = 1, columns = 1, channels = 1] = signal.dims;
  const [high, wide] = [pad?.height ?? rows, pad?.width ?? columns];
  if (layoutOf(signal, recipe) === 'chw') return [channels, high, wide];
  return pad === undefined ? signal.dims : [high, wide, channels];
}

function layoutOf(signal: ValueSignal, { steps }: Recipe): 'chw' | 'hwc' | undefined {
  return steps.layout ?? (signal.is === 'picture' ? 'chw' : undefined);
}

/** Which axis a list of means runs along: the last (channels of a picture, features), else the first of a tensor that is laid out already. */
function axisOf(means: number, signal: ValueSignal, recipe: Recipe): 'first' | 'last' | undefined {
  if (means === signal.dims.at(-1)) return 'last';
  return means === signal.dims[0] && layoutOf(signal, recipe) === undefined ? 'first' : undefined;
}

function arranged(signal: ValueSignal, recipe: Recipe): Float32Array {
  const { values } = signal;
  const { normalize } = recipe.steps;
  const planes = layoutOf(signal, recipe) === 'chw';
  const wide = planes ? (signal.dims[2] ?? 1) : (normalize?.mean.length ?? 1);
  if (normalize === undefined && (!planes || wide === 1)) return values;
  const { mean, std } = normalize ?? { mean: [0], std: [1] };
  const first = !planes && axisOf(wide, signal, recipe) === 'first';
  const places = values.length / wide;
  const apart = [1, wide] as const; // steps from one channel to the next, and from one place to the next
  const together = [places, 1] as const;
  return walk(values, {
    mean,
    std,
    channels: wide,
    places,
    from: first ? together : apart,
    to: first || planes ? together : apart,
  });
}

/** Zeros to the right and below. */
function padded(values: Float32Array, signal: ValueSignal, recipe: Recipe): Float32Array {
  const { pad } = recipe.steps;
  if (pad === undefined) return values;
  const [rows = 1, columns = 1, channels = 1] = signal.dims;
  const [planes, inner] = layoutOf(signal, recipe) === 'chw' ? [channels, 1] : [1, channels];
  const [before, after] = [columns * inner, pad.width * inner];
  const out = new Float32Array(planes * pad.height * after);
  for (let plane = 0; plane < planes; plane += 1) {
    for (let row = 0; row < rows; row += 1) {
      const from = (plane * rows + row) * before;
      out.set(values.subarray(from, from + before), (plane * pad.height + row) * after);
    }
  }
  return out;
}

interface Walk {
  readonly mean: readonly number[];
  readonly std: readonly number[];
  readonly channels: number;
  readonly places: number;
  readonly from: readonly [channel: number, place: number];
  readonly to: readonly [channel: number, place: number];
}

/** (value − mean) ÷ std in float64, rounded once, from one order of axes to another. */
function walk(values: Float32Array, { mean, std, channels, places, from, to }: Walk): Float32Array {
  const out = new Float32Array(values.length);
  const [fromStep, toStep] = [from[1], to[1]];
  for (let channel = 0; channel < channels; channel += 1) {
    const centre = mean[mean.length === 1 ? 0 : channel] ?? Number.NaN;
    const spread = std[std.length === 1 ? 0 : channel] ?? Number.NaN;
    let source = channel * from[0];
    let target = channel * to[0];
    for (let place = 0; place < places; place += 1, source += fromStep, target += toStep) {
      out[target] = ((values[source] ?? Number.NaN) - centre) / spread;
    }
  }
  return out;
}
