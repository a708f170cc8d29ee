import { expect, it } from 'vitest';
import type { Sound } from '../../../src/core/sample.js';
import { logMel } from '../../../src/data/audio/log-mel.js';
import { resample } from '../../../src/data/audio/resample.js';
import { findingOf } from '../kit.js';
import { maker, sample } from './kit.js';

function tone(length: number, rate = 16000): Sound {
  const wave = Float32Array.from({ length }, (_, at) => Math.fround(Math.sin(at / 7) / 2));
  return { rate, channels: [wave, wave.map((value) => value / 2)] };
}

function mono({ channels: [left = new Float32Array(0), right = new Float32Array(0)] }: Sound): Float32Array {
  return left.map((value, at) => (value + (right[at] ?? 0)) / 2);
}

it('averages channels, resamples, and keeps the length where none is asked for', () => {
  const made = maker({ steps: { 'sample-rate': 8000 }, dims: ['N', 't'] });
  const sound = tone(801);
  const signal = made.base(sample({ x: sound }));
  expect(signal).toMatchObject({ is: 'audio', rate: 8000, length: 401, dims: [401] });
  expect(made.make(sample({ x: sound })).data).toEqual(resample(mono(sound), 16000, 8000));
});

it('cuts and fills to a length, and keeps how much of it is sound', () => {
  const made = maker({ steps: { 'sample-rate': 16000, seconds: 0.05 }, dims: ['N', 1, 800] });
  const [short, long] = [sample({ x: tone(500) }), sample({ x: tone(900) })];
  expect(made.base(short)).toMatchObject({ length: 500, dims: [800] });
  expect(made.base(long)).toMatchObject({ length: 800, dims: [800] });
  expect(made.make(short).dims).toEqual([1, 800]);
  expect([...(made.make(short).data as Float32Array).slice(500)].every((value) => value === 0)).toBe(true);
});

it('fills to a least length, and cuts nothing off', () => {
  const made = maker({ steps: { 'sample-rate': 16000, 'at-least': 0.05 }, dims: ['N', 't'] });
  const [short, long] = [sample({ x: tone(500) }), sample({ x: tone(900) })];
  expect(made.base(short)).toMatchObject({ length: 500, dims: [800] });
  expect(made.base(long)).toMatchObject({ length: 900, dims: [900] });
});

it('makes log-mel features after noise', () => {
  const made = maker({
    steps: { 'sample-rate': 16000, seconds: 0.1, features: 'log-mel' },
    dims: ['N', 80, 10],
  });
  const sound = tone(1600);
  const signal = made.base(sample({ x: sound }));
  expect(made.finish(signal)).toEqual({ type: 'float32', dims: [80, 10], data: logMel(mono(sound), 80) });
  const louder = mono(sound).map((value) => value * 2);
  expect(made.finish({ ...signal, values: louder } as typeof signal).data).toEqual(logMel(louder, 80));
});

it('takes a list of values as sound at that rate, times rescale', () => {
  const made = maker({ steps: { 'sample-rate': 16000, rescale: 1 / 4 }, dims: ['N', 3] });
  const x = { type: 'int16', dims: [3], data: Int16Array.of(4, -8, 2) } as const;
  expect(made.make(sample({ x })).data).toEqual(Float32Array.of(1, -2, 0.5));
});

it.each([
  [{ seconds: 1 }, 'seconds', 'it is for sound, and there is no `sample-rate`'],
  [{ features: 'log-mel' }, 'features', 'it is for sound, and there is no `sample-rate`'],
  [{ 'at-least': 1 }, 'at-least', 'it is for sound, and there is no `sample-rate`'],
  [{ 'sample-rate': 16000, 'at-least': 0.00001 }, 'at-least', 'it is no whole number of values at 16000 a second'],
  [{ 'sample-rate': 16000, 'at-least': 1, seconds: 1 }, 'at-least', '`seconds` gives every sample one length'],
  [{ 'sample-rate': 16000, resize: { width: 1, height: 1 } }, 'resize', 'the input is sound (`sample-rate`)'],
  [{ 'sample-rate': 16000, mels: 80 }, 'mels', 'it is of `features: log-mel`'],
  [{ 'sample-rate': 16000, seconds: 0.00001 }, 'seconds', 'it is no whole number of values at 16000 a second'],
  [{ 'sample-rate': 8000, features: 'log-mel' }, 'features', 'log-mel features are of 16000 values a second, `sample-rate` says 8000'],
  [{ 'sample-rate': 16000, seconds: 0.0125, features: 'log-mel' }, 'seconds', 'log-mel features need more than 200 values'],
])('refuses %j', async (steps, step, reason) => {
  expect(await findingOf(() => maker({ steps }))).toMatchObject({ code: 'INPUT_STEP_INVALID', data: { step, reason } });
}); // prettier-ignore

it('names the sample whose field is no sound, is empty or too short, out of range, or of another shape', async () => {
  const wave = maker({ steps: { 'sample-rate': 16000, range: [-1, 1] }, dims: ['N', 300] });
  expect(await findingOf(() => wave.base(sample({ x: 'a.wav' })))).toMatchObject({
    code: 'INPUT_VALUE',
    data: {
      sample: 's1',
      got: 'text',
      expected: 'a sound (WAV or FLAC), or a list of values, 16000 a second',
    },
  });
  const loud = { type: 'float32', dims: [1], data: Float32Array.of(1.5) } as const;
  expect(await findingOf(() => wave.base(sample({ x: loud })))).toMatchObject({ code: 'INPUT_VALUE' });
  expect(await findingOf(() => wave.base(sample({ x: tone(301) })))).toMatchObject({
    code: 'INPUT_SHAPE',
    data: { expected: '300', got: '301' },
  });
  const other = maker({
    steps: { 'sample-rate': 16000, features: 'log-mel', mels: 40 },
    dims: ['N', 80, 't'],
  });
  expect(await findingOf(() => other.base(sample({ x: tone(1600) })))).toMatchObject({
    code: 'INPUT_SHAPE',
    data: { sample: 's1', expected: '80 × t', got: '40 × 10' },
  });
  const mel = maker({ steps: { 'sample-rate': 16000, features: 'log-mel' }, dims: ['N', 80, 't'] });
  expect(await findingOf(() => mel.base(sample({ x: tone(200) })))).toMatchObject({
    code: 'INPUT_VALUE',
    data: { got: 'a sound of 200 values at 16000 Hz' },
  });
});
