import { fault } from '../../core/fault.js';
import type { AudioSignal } from '../../core/noise.js';
import { isSound, type Sample, type Sound } from '../../core/sample.js';
import { volume, type Tensor } from '../../core/tensor.js';
import { framesOf, logMel } from '../audio/log-mel.js';
import { resample } from '../audio/resample.js';
import type { AudioSteps } from './audio-steps.js';
import { cast } from './cast.js';
import { gatherNumbers } from './gather.js';
import { unfit, type Recipe } from './recipe.js';
import { fitted, printShape } from './shape.js';
import { requireInside } from './signal.js';

/** A sound's waveform as noise is added to it: one channel, at the policy's rate and length. */
export function audioSignal(audio: AudioSteps, recipe: Recipe, sample: Sample): AudioSignal {
  const { rescale = 1, range } = recipe.steps;
  const heard = waveform(audio, recipe, sample);
  const scaled = rescale === 1 ? heard : heard.map((value) => value * rescale);
  const values = lengthened(scaled, audio.samples ?? Math.max(scaled.length, audio.least ?? 0));
  const signal: AudioSignal = {
    is: 'audio',
    values,
    dims: [values.length],
    rate: audio.rate,
    length: Math.min(scaled.length, values.length),
    ...(range && { range }),
  };
  if (range !== undefined) requireInside(range, signal, recipe, sample);
  requireFitting(signal, audio, recipe, sample);
  return signal;
}

/** A waveform after noise, or its features, as the model's tensor of one sample. */
export function audioTensor(signal: AudioSignal, { mels }: AudioSteps, recipe: Recipe): Tensor {
  const { type } = recipe;
  if (type === 'string') throw new Error('text is no sound');
  const values = mels === undefined ? signal.values : logMel(signal.values, mels);
  const dims = shapeOf(signal, mels, recipe) ?? [values.length];
  return { type, dims, data: cast(values, type, recipe.input) };
}

function waveform({ rate }: AudioSteps, recipe: Recipe, sample: Sample): Float32Array {
  const [field = ''] = recipe.fields;
  const value = sample.fields.get(field) ?? null;
  if (!recipe.joins && isSound(value)) return resample(mixed(value), value.rate, rate);
  const isList = typeof value === 'object' && value !== null && 'dims' in value && value.dims.length === 1;
  if (recipe.joins || !isList)
    throw unfit(recipe, sample, field, `a sound (WAV or FLAC), or a list of values, ${rate} a second`);
  return Float32Array.from(gatherNumbers(recipe, sample).items, Number);
}

/** The mean of all channels. */
function mixed({ channels }: Sound): Float32Array {
  const [first = new Float32Array(0), ...others] = channels;
  if (others.length === 0) return first;
  return first.map((value, at) => {
    const sum = others.reduce((total, channel) => total + (channel[at] ?? Number.NaN), value);
    return sum / channels.length;
  });
}

function lengthened(values: Float32Array, length: number): Float32Array {
  if (values.length >= length) return values.length === length ? values : values.subarray(0, length);
  const longer = new Float32Array(length);
  longer.set(values);
  return longer;
}

function requireFitting(signal: AudioSignal, audio: AudioSteps, recipe: Recipe, sample: Sample): void {
  const { input, fields, declared, steps } = recipe;
  const field = fields.join(', ');
  const frames = audio.mels === undefined ? 1 : framesOf(signal.values.length);
  if (signal.length === 0 || frames === undefined)
    throw unfit(recipe, sample, field, 'a longer sound, or `seconds` that it is filled up to');
  if (shapeOf(signal, audio.mels, recipe) !== undefined) return;
  const got = printShape(made(signal, audio.mels));
  const expected = printShape(declared ?? steps.shape ?? []);
  throw fault('INPUT_SHAPE', { input, field, sample: sample.id, expected, got });
}

function made(signal: AudioSignal, mels: number | undefined): readonly number[] {
  return mels === undefined ? signal.dims : [mels, framesOf(signal.values.length) ?? 0];
}

function shapeOf(
  signal: AudioSignal,
  mels: number | undefined,
  { steps, declared }: Recipe,
): readonly number[] | undefined {
  const dims = made(signal, mels);
  if (steps.shape === undefined) return fitted(dims, declared);
  return volume(steps.shape) === volume(dims) ? fitted(steps.shape, declared) : undefined;
}
