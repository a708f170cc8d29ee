import { describe, expect, it } from 'vitest';
import type { SignalFacts } from '../../src/core/plan.js';
import type { NoiseLevel, TaskPolicy } from '../../src/core/policy.js';
import { noiseKinds } from '../../src/data/noise.js';
import { impossibleNoise } from '../../src/plan/noise.js';
import type { Known } from '../../src/plan/passes.js';

const place = { file: 'p.yml', line: 7, column: 3 };

function codes(kind: string, signals: readonly SignalFacts[] | null): string[] {
  const noise: NoiseLevel = {
    name: 'high',
    entry: 'high',
    steps: [{ kind, options: {} }],
    repeats: 1,
    place,
  };
  const levels = [
    { name: 'clean', noise: null, limits: [], place },
    { name: 'high', noise, limits: [], place },
  ];
  const task: Partial<TaskPolicy> = { name: 't', levels };
  const known = { task, census: { signals } } as unknown as Known; // the rule looks at levels and signals only
  return impossibleNoise(known, { noises: noiseKinds }).map(({ code }) => code);
}

describe('noise that can not be added', () => {
  it('refuses a level when no input takes noise: clean would stand under its name', () => {
    expect(codes('gaussian', [])).toEqual(['NOISE_WITHOUT_INPUT']);
  });

  it.each(['impulse', 'shot'])('refuses %s on an input without a range', (kind) => {
    expect(codes(kind, [{ input: 'x', is: 'tensor', hasRange: false }])).toEqual(['NOISE_NEEDS_RANGE']);
  });

  it.each(['gaussian', 'uniform', 'speckle'])('takes %s on an input without a range', (kind) => {
    expect(codes(kind, [{ input: 'x', is: 'tensor', hasRange: false }])).toEqual([]);
  });

  it('takes every kind on what it is for', () => {
    for (const { name, on } of noiseKinds)
      for (const is of on) expect(codes(name, [{ input: 'x', is, hasRange: true }])).toEqual([]);
  });

  it('refuses a kind that is for none of the inputs, and takes one that is for some', () => {
    const text = { input: 'caption', is: 'text', hasRange: false } as const;
    expect(codes('gaussian', [text])).toEqual(['NOISE_UNFIT']);
    expect(codes('gaussian', [text, { input: 'x', is: 'picture', hasRange: true }])).toEqual([]);
    expect(codes('impulse', [text, { input: 'x', is: 'tensor', hasRange: false }])).toEqual([
      'NOISE_NEEDS_RANGE',
    ]);
  });

  it.each([
    ['saturate', 1],
    ['brightness', 4],
    ['jpeg', 4],
    ['snow', 2],
  ])('refuses %s on pictures of %i channels', (kind, channels) => {
    const signal = { input: 'x', is: 'picture', hasRange: true, channels } as const;
    expect(codes(kind, [signal])).toEqual(['NOISE_CHANNELS']);
    expect(codes(kind, [{ ...signal, channels: 3 }])).toEqual([]);
  });

  it('leaves samples that can not be read to their own faults', () => {
    expect(codes('impulse', null)).toEqual([]);
  });
});
