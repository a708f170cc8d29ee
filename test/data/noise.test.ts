import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/json.js';
import type { NoiseKind, Signal } from '../../src/core/noise.js';
import { rng } from '../../src/core/rng.js';
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

it('has options of every kind here', () => {
  expect(Object.keys(options).toSorted()).toEqual(noiseKinds.map(({ name }) => name).toSorted());
});

describe.each(noiseKinds.map((kind) => [kind.name, kind] as const))(
  'every noise: %s',
  (name, kind: NoiseKind) => {
    const level = options[name] ?? {};

    it('declares what it is applied with', () => {
      expect(Object.keys(kind.options)).toEqual(Object.keys(level));
    });

    it('is the same for the same name, and another for another', () => {
      const noisy = kind.apply(photo, level, rng('noise', 7, name, 'a', 0));
      expect(kind.apply(photo, level, rng('noise', 7, name, 'a', 0))).toEqual(noisy);
      expect(kind.apply(photo, level, rng('noise', 7, name, 'b', 0))).not.toEqual(noisy);
      expect(noisy).not.toEqual(photo.values);
    });

    it('does not depend on what was made before', () => {
      const alone = kind.apply(photo, level, rng('a'));
      for (const other of noiseKinds) other.apply(photo, options[other.name] ?? {}, rng('b'));
      expect(kind.apply(photo, level, rng('a'))).toEqual(alone);
    });

    it('leaves the signal as it is', () => {
      const before = Float32Array.from(photo.values);
      const noisy = kind.apply(photo, level, rng('c'));
      expect(photo.values).toEqual(before);
      expect(noisy.buffer).not.toBe(photo.values.buffer);
    });

    it('stays in the range, with as many values', () => {
      const noisy = kind.apply(photo, level, rng('d'));
      expect(noisy).toHaveLength(3072);
      expect(noisy.every((value) => value >= 0 && value <= 1)).toBe(true);
    });

    it('does nothing at level 0', () => {
      if (name === 'shot') return; // fewer photons are noisier: it has no level 0
      const zero = Object.fromEntries(Object.keys(level).map((key) => [key, 0]));
      expect(kind.apply(photo, zero, rng('e'))).toEqual(photo.values);
    });
  },
);
