import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/json.js';
import { withNoise, type AnyNoise, type Signal } from '../../src/core/noise.js';
import { rng, type Stream } from '../../src/core/rng.js';
import { noiseKinds } from '../../src/data/noise.js';

const options: { readonly [kind: string]: { readonly [name: string]: Json } } = {
  gaussian: { sigma: 0.1 },
  uniform: { amount: 0.1 },
  impulse: { amount: 0.1 },
  shot: { photons: 20 },
  speckle: { sigma: 0.2 },
};

const photo: Signal = {
  values: Float32Array.from({ length: 3072 }, (_, at) => Math.fround((at % 256) / 255)),
  dims: [32, 32, 3],
  range: [0, 1],
  is: 'picture',
};

/** What a kind is tried on. */
const signals: { readonly [is: string]: Signal } = { picture: photo };

it('has options of every kind here', () => {
  expect(Object.keys(options).toSorted()).toEqual(noiseKinds.map(({ name }) => name).toSorted());
});

function noisyOf(kind: AnyNoise, level: (typeof options)[string], stream: Stream): Signal {
  return withNoise(kind, signalOf(kind), level, stream);
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
    expect(Object.keys(kind.options)).toEqual(Object.keys(level));
  });

  it('is the same for the same name, and another for another', () => {
    const noisy = noisyOf(kind, level, rng('noise', 7, name, 'a', 0));
    expect(noisyOf(kind, level, rng('noise', 7, name, 'a', 0))).toEqual(noisy);
    expect(noisyOf(kind, level, rng('noise', 7, name, 'b', 0))).not.toEqual(noisy);
    expect(noisy).not.toEqual(signal);
  });

  it('does not depend on what was made before', () => {
    const alone = noisyOf(kind, level, rng('a'));
    for (const other of noiseKinds) noisyOf(other, options[other.name] ?? {}, rng('b'));
    expect(noisyOf(kind, level, rng('a'))).toEqual(alone);
  });

  it('leaves the signal as it is', () => {
    const before = structuredClone(signal);
    const noisy = noisyOf(kind, level, rng('c'));
    expect(signal).toEqual(before);
    if ('values' in noisy && 'values' in signal) expect(noisy.values.buffer).not.toBe(signal.values.buffer);
  });

  it('stays in the range, with as many values', () => {
    const noisy = noisyOf(kind, level, rng('d'));
    expect(noisy.is).toBe(signal.is);
    if (!('values' in noisy && 'values' in signal)) return;
    expect(noisy.values).toHaveLength(signal.values.length);
    const [low, high] = signal.range ?? [];
    expect(noisy.values.every((value) => value >= (low ?? value) && value <= (high ?? value))).toBe(true);
  });

  it('does nothing at level 0', () => {
    if (name === 'shot') return; // fewer photons are noisier: it has no level 0
    const zero = Object.fromEntries(Object.keys(level).map((key) => [key, 0]));
    expect(noisyOf(kind, zero, rng('e'))).toEqual(signal);
  });
});

it('leaves a signal alone that a kind is not for', () => {
  const text: Signal = { is: 'text', texts: ['a'], dims: [] };
  const [gaussian] = noiseKinds;
  expect(gaussian && withNoise(gaussian, text, options['gaussian'] ?? {}, rng('f'))).toBe(text);
});
