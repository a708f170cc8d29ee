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

async function noisyOf(
  kind: AnyNoise,
  level: NoiseOptions,
  stream: Stream,
  signal = signalOf(kind),
): Promise<Signal> {
  const opened = { ...kind, ...(await kind.open?.(level, fixtures)) };
  return withNoise(opened, signal, level, stream);
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

/** Levels of growing strength, by the one number that makes a kind stronger. */
const stronger: { readonly [kind: string]: readonly NoiseOptions[] } = {
  gaussian: [0.02, 0.1, 0.3].map((sigma) => ({ sigma })),
  uniform: [0.02, 0.1, 0.3].map((amount) => ({ amount })),
  impulse: [0.02, 0.1, 0.3].map((amount) => ({ amount })),
  shot: [500, 60, 5].map((photons) => ({ photons })),
  speckle: [0.02, 0.1, 0.3].map((sigma) => ({ sigma })),
  'gaussian-blur': [0.4, 1, 3].map((sigma) => ({ sigma })),
  'defocus-blur': [0.5, 1.5, 4].map((radius) => ({ radius, edge: 0.4 })),
  'motion-blur': [1, 3, 8].map((sigma) => ({ radius: 10, sigma })),
  'zoom-blur': [1.06, 1.15, 1.3].map((factor) => ({ factor, step: 0.02 })),
  'glass-blur': [0, 1, 3].map((rounds) => ({ sigma: 0.4, reach: 1, rounds })),
  brightness: [0.1, 0.3, 0.5].map((amount) => ({ amount })),
  contrast: [0.8, 0.4, 0.1].map((factor) => ({ factor })),
  saturate: [0.8, 0.4, 0.1].map((factor) => ({ factor, shift: 0 })),
  pixelate: [0.8, 0.5, 0.25].map((factor) => ({ factor })),
  jpeg: [80, 30, 7].map((quality) => ({ quality })),
  fog: [0.5, 1.5, 3].map((amount) => ({ amount, decay: 2 })),
  elastic: [1, 4, 12].map((shift) => ({ shift, sigma: 2, affine: 0 })),
  missing: [0.02, 0.1, 0.3].map((rate) => ({ rate, fill: 0 })),
  snow: [0.1, 0.3, 0.55].map((mean) => {
    return { mean, deviation: 0.3, zoom: 1.5, threshold: 0.6, radius: 4, sigma: 2, keep: 0.9 };
  }),
  ...Object.fromEntries(Object.keys(texts(0)).map((name) => [name, [0.05, 0.2, 0.6].map((rate) => ({ rate, 'min-word': 1, protect: [] }))])),
  white: [20, 10, 0].map((snr) => ({ snr })),
  pink: [20, 10, 0].map((snr) => ({ snr })),
  recordings: [20, 10, 0].map((snr) => ({ snr, path: 'voices', voices: 2 })),
  reverberation: [0.2, 0.5, 1].map((mix) => ({ mix, path: 'room.wav' })),
  'band-limit': [7000, 1200, 300].map((high) => ({ high, low: 0 })),
  gain: [-1, -6, -20].map((decibels) => ({ decibels })),
}; // prettier-ignore

it('has levels of growing strength of every kind here', () => {
  expect(Object.keys(stronger).toSorted()).toEqual(noiseKinds.map(({ name }) => name).toSorted());
});

it.each(noiseKinds.map((kind) => [kind.name, kind] as const))(
  '%s moves what it changes further the stronger it is, in the mean over draws',
  async (name, kind) => {
    const clean = kind.on.includes('picture') ? natural() : signalOf(kind);
    const means: number[] = [];
    for (const level of stronger[name] ?? []) {
      let sum = 0;
      for (let draw = 0; draw < (kind.fixed ? 1 : clean.is === 'text' ? 40 : 6); draw += 1)
        sum += distance(clean, await noisyOf(kind, level, rng('mean', draw), clean));
      means.push(sum);
    }
    expect(means).toHaveLength(3);
    expect(means[0]).toBeGreaterThan(0);
    expect(means[1]).toBeGreaterThan(means[0] ?? NaN);
    expect(means[2]).toBeGreaterThan(means[1] ?? NaN);
  },
);

/** Of values the sum of what each moved by; of texts the edits between them (Levenshtein). */
function distance(clean: Signal, noisy: Signal): number {
  if ('values' in clean && 'values' in noisy)
    return noisy.values.reduce((sum, value, at) => sum + Math.abs(value - (clean.values[at] ?? NaN)), 0);
  if (clean.is !== 'text' || noisy.is !== 'text') return NaN;
  return clean.texts.reduce((sum, text, at) => sum + edits(text, noisy.texts[at] ?? ''), 0);
}

function edits(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of Array.from(one).entries()) {
    const next = [at + 1];
    for (const [place, own] of Array.from(other).entries())
      next.push(Math.min((row[place] ?? NaN) + Number(own !== letter), (row[place + 1] ?? NaN) + 1, (next[place] ?? NaN) + 1));
    row = next;
  } // prettier-ignore
  return row.at(-1) ?? NaN;
}
