import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/json.js';
import { withNoise, type AnyNoise, type NoiseOptions, type Signal } from '../../src/core/noise.js';
import { rng, type Stream } from '../../src/core/rng.js';
import { noiseKinds } from '../../src/data/noise.js';
import { fixtures, tones } from './noise/sound/kit.js';
import { photo as natural } from './noise/fixtures.js';

const options: { readonly [kind: string]: { readonly [name: string]: Json } } = {
  gaussian: { sigma: 0.1 },
  uniform: { amount: 0.1 },
  impulse: { amount: 0.1 },
  shot: { photons: 20 },
  speckle: { sigma: 0.2 },
  'gaussian-blur': { sigma: 1 },
  'defocus-blur': { radius: 2, edge: 0.5 },
  'motion-blur': { radius: 6, sigma: 2 },
  'zoom-blur': { factor: 1.1, step: 0.05 },
  'glass-blur': { sigma: 0.5, reach: 1, rounds: 1 },
  brightness: { amount: 0.2 },
  contrast: { factor: 0.5 },
  saturate: { factor: 2, shift: 0.1 },
  pixelate: { factor: 0.5 },
  jpeg: { quality: 20 },
  fog: { amount: 1, decay: 2 },
  elastic: { shift: 3, sigma: 2, affine: 1 },
  missing: { rate: 0.1, fill: 0 },
  snow: { mean: 0.3, deviation: 0.3, zoom: 1.5, threshold: 0.6, radius: 4, sigma: 2, keep: 0.8 },
  ...texts(0.5),
  white: { snr: 10 },
  recordings: { snr: 10, path: 'voices', voices: 2 },
  reverberation: { mix: 0.5, path: 'room.wav' },
  pink: { snr: 10 },
  'band-limit': { high: 1000, low: 0 },
  gain: { decibels: -6 },
};

/** Levels of the kinds for texts. */
function texts(rate: number): { readonly [kind: string]: { readonly [name: string]: Json } } {
  const kinds = noiseKinds.filter(({ on }) => on.includes('text'));
  return Object.fromEntries(kinds.map(({ name }) => [name, { rate, 'min-word': 1, protect: [] }]));
}

/** Where a kind does nothing; those that are left out have no such level. */
const nothing: { readonly [kind: string]: { readonly [name: string]: Json } } = {
  gaussian: { sigma: 0 },
  uniform: { amount: 0 },
  impulse: { amount: 0 },
  speckle: { sigma: 0 },
  'gaussian-blur': { sigma: 0 },
  'defocus-blur': { radius: 0, edge: 0 },
  'motion-blur': { radius: 0, sigma: 0 },
  'zoom-blur': { factor: 1, step: 0.1 },
  'glass-blur': { sigma: 0, reach: 1, rounds: 0 },
  brightness: { amount: 0 },
  contrast: { factor: 1 },
  saturate: { factor: 1, shift: 0 },
  pixelate: { factor: 1 },
  fog: { amount: 0, decay: 2 },
  elastic: { shift: 0, sigma: 0, affine: 0 },
  missing: { rate: 0, fill: 0 },
  snow: { mean: 0, deviation: 0, zoom: 1, threshold: 1, radius: 0, sigma: 0, keep: 1 },
  ...texts(0),
  'band-limit': { high: 8000, low: 0 },
  gain: { decibels: 0 },
  reverberation: { mix: 0, path: 'room.wav' },
};

const photo: Signal = {
  values: Float32Array.from({ length: 3072 }, (_, at) => Math.fround(((at * 7 + (at % 3) * 40) % 256) / 255)),
  dims: [32, 32, 3],
  range: [0, 1],
  is: 'picture',
};

/** What a kind is tried on. */
const signals: { readonly [is: string]: Signal } = {
  picture: photo,
  tensor: { ...photo, is: 'tensor' },
  audio: tones(1000, { length: 900, range: [-1, 1] }),
  text: {
    is: 'text',
    texts: ['Well, the 5 quick brown foxes jumped over a lazy dog.', 'It was, oddly, asleep.'],
    dims: [2],
  },
};

it('has options of every kind here', () => {
  expect(Object.keys(options).toSorted()).toEqual(noiseKinds.map(({ name }) => name).toSorted());
});

async function noisyOf(kind: AnyNoise, level: NoiseOptions, stream: Stream): Promise<Signal> {
  const opened = { ...kind, ...(await kind.open?.(level, fixtures)) };
  return withNoise(opened, signalOf(kind), level, stream);
}

function signalOf({ on }: AnyNoise): Signal {
  const signal = signals[on[0] ?? ''];
  if (signal === undefined) throw new Error('a signal to try it on');
  return signal;
}

describe.each(noiseKinds.map((kind) => [kind.name, kind] as const))('every noise: %s', (name, kind) => {
  const level = options[name] ?? {};
  const signal = signalOf(kind);

  it('declares what it is applied with', () => {
    const keys = kind.options['type'] === 'object' ? kind.options['required'] : Object.keys(kind.options);
    expect(keys).toEqual(Object.keys(level));
  });

  it('is the same for the same name, and another for another', async () => {
    const noisy = await noisyOf(kind, level, rng('noise', 7, name, 'a', 0));
    expect(await noisyOf(kind, level, rng('noise', 7, name, 'a', 0))).toEqual(noisy);
    const other = await noisyOf(kind, level, rng('noise', 7, name, 'b', 0));
    if (kind.fixed) expect(other).toEqual(noisy);
    else expect(other).not.toEqual(noisy);
    expect(noisy).not.toEqual(signal);
  });

  it('does not depend on what was made before', async () => {
    const alone = await noisyOf(kind, level, rng('a'));
    for (const other of noiseKinds.slice(0, 5)) await noisyOf(other, options[other.name] ?? {}, rng('b'));
    expect(await noisyOf(kind, level, rng('a'))).toEqual(alone);
  });

  it('leaves the signal as it is', async () => {
    const before = structuredClone(signal);
    const noisy = await noisyOf(kind, level, rng('c'));
    expect(signal).toEqual(before);
    if ('values' in noisy && 'values' in signal) expect(noisy.values.buffer).not.toBe(signal.values.buffer);
  });

  it('stays in the range, with as many values', async () => {
    const noisy = await noisyOf(kind, level, rng('d'));
    expect(noisy.is).toBe(signal.is);
    if (!('values' in noisy && 'values' in signal)) return;
    expect(noisy.values).toHaveLength(signal.values.length);
    const [low, high] = signal.range ?? [];
    expect(noisy.values.every((value) => value >= (low ?? value) && value <= (high ?? value))).toBe(true);
  });

  it('does nothing at level 0', async () => {
    const zero = nothing[name];
    if (zero !== undefined) expect(await noisyOf(kind, zero, rng('e'))).toEqual(signal);
  });

  it('has five severities of the benchmarks, in its own options, the last further from clean than the first', () => {
    for (const ladder of Object.values(kind.ladders ?? {})) {
      expect(ladder.map((step) => Object.keys(step))).toEqual(Array(5).fill(Object.keys(level)));
      if (!wayward.has(name)) expect(far(kind, ladder[4])).toBeGreaterThan(far(kind, ladder[0]));
    }
  });
});

it('leaves a signal alone that a kind is not for', () => {
  const text: Signal = { is: 'text', texts: ['a'], dims: [] };
  const [gaussian] = noiseKinds;
  expect(gaussian && withNoise(gaussian, text, options['gaussian'] ?? {}, rng('f'))).toBe(text);
});

/** Not a distance from clean: saturation falls and rises, and elastic severities trade one kind of bending for another. */
const wayward = new Set(['saturate', 'elastic']);

/** How far a level's values lie from the clean ones, in sum. */
function far(kind: AnyNoise, step: NoiseOptions = {}): number {
  const clean = natural();
  const noisy = withNoise(kind, clean, step, rng('g'));
  if (!('values' in noisy)) return NaN;
  return noisy.values.reduce((sum, value, at) => sum + Math.abs(value - (clean.values[at] ?? NaN)), 0);
}

it.each(['gaussian', 'shot', 'impulse', 'speckle', 'gaussian-blur', 'brightness', 'contrast', 'jpeg'])(
  '%s is further from clean with each severity',
  (name) => {
    const kind = noiseKinds.find((each) => each.name === name);
    for (const ladder of Object.values(kind?.ladders ?? {})) {
      const all = ladder.map((step) => (kind === undefined ? NaN : far(kind, step)));
      expect(all).toEqual(all.toSorted((one, other) => one - other));
      expect(new Set(all).size).toBe(5);
    }
  },
);
