import type { Fault } from '../../core/fault.js';
import type { Json, Schema } from '../../core/json.js';
import { framesOf, whisper } from '../audio/log-mel.js';

/** The keys of an input that is made of sound, as JSON Schema properties. */
export const audioSchema: Schema = {
  'sample-rate': {
    type: 'integer',
    minimum: 1,
    description:
      'The input is sound, at so many values a second: channels are averaged, other rates resampled.',
  },
  seconds: {
    type: 'number',
    exclusiveMinimum: 0,
    description: 'Length of every sample: what is longer is cut off, what is shorter is filled with silence.',
  },
  'at-least': {
    type: 'number',
    exclusiveMinimum: 0,
    description:
      'Seconds up to which a shorter sample is filled with silence; a longer one keeps its length.',
  },
  features: {
    enum: ['log-mel'],
    description: 'What is made of the waveform after noise: log-mel is Whisper’s.',
  },
  mels: { type: 'integer', minimum: 1, maximum: 128, default: 80, description: 'Rows of log-mel features.' },
};

/** How an input is made of sound. */
export interface AudioSteps {
  readonly rate: number;
  /** Length of every sample at this rate; without it each keeps its own. */
  readonly samples?: number;
  /** Length of the shortest sample: longer ones keep theirs. */
  readonly least?: number;
  /** Rows of log-mel features; without it the input is the waveform. */
  readonly mels?: number;
}

/** Steps that other inputs have and sound has not. */
const foreign = [
  'grayscale',
  'resize',
  'center-crop',
  'normalize',
  'pad-to',
  'layout',
  'reference',
  'preprocessor',
];

/** The audio steps among all, or undefined when there are none; `refuse` makes the Fault of one that can't be done. */
export function parseAudio(
  steps: { readonly [step: string]: Json },
  refuse: (step: string, reason: string) => Fault,
): AudioSteps | undefined {
  const { 'sample-rate': rate, features, mels } = steps;
  const step = ['seconds', 'at-least', 'features', 'mels'].find((name) => steps[name] !== undefined);
  if (typeof rate !== 'number') {
    if (step === undefined) return undefined;
    throw refuse(step, 'it is for sound, and there is no `sample-rate`');
  }
  const other = foreign.find((name) => steps[name] !== undefined);
  if (other !== undefined) throw refuse(other, 'the input is sound (`sample-rate`)');
  const length = lengthsIn(steps, rate, refuse);
  if (features === undefined) {
    if (mels !== undefined) throw refuse('mels', 'it is of `features: log-mel`');
    return { rate, ...length };
  }
  if (rate !== whisper.rate)
    throw refuse(
      'features',
      `log-mel features are of ${whisper.rate} values a second, \`sample-rate\` says ${rate}`,
    );
  if (length.samples !== undefined && framesOf(length.samples) === undefined)
    throw refuse('seconds', `log-mel features need more than ${whisper.window / 2} values`);
  return { rate, ...length, mels: typeof mels === 'number' ? mels : 80 };
}

function lengthsIn(
  steps: { readonly [step: string]: Json },
  rate: number,
  refuse: (step: string, reason: string) => Fault,
): Pick<AudioSteps, 'samples' | 'least'> {
  const valuesIn = (step: string): number | undefined => {
    const seconds = steps[step];
    if (typeof seconds !== 'number') return undefined;
    const values = Math.round(seconds * rate);
    if (values < 1 || Math.abs(values / seconds / rate - 1) > 1e-9)
      throw refuse(step, `it is no whole number of values at ${rate} a second`);
    return values;
  };
  const [samples, least] = [valuesIn('seconds'), valuesIn('at-least')];
  if (samples !== undefined && least !== undefined)
    throw refuse('at-least', '`seconds` gives every sample one length');
  return { ...(samples !== undefined && { samples }), ...(least !== undefined && { least }) };
}
