import { describe, expect, it } from 'vitest';
import { betterOf, inCommon } from '../../src/diagnose/in-common.js';
import type { Subject } from '../../src/diagnose/subject.js';
import { rng } from '../../src/core/rng.js';

const total = { n: 4000, changed: 212, better: 14 };
const field = (value: string, n: number, changed: number): object => ({
  field: 'kind',
  value,
  n,
  changed,
  better: 0,
});

function found(...fields: readonly object[]): readonly string[] {
  const counted = fields as Parameters<typeof inCommon>[0]['fields']; // what field() makes
  return inCommon({ total, fields: counted }, 'changed').map(
    ({ value, p }) => `${value} ${p.toExponential(2)}`,
  );
}

describe('what changed samples have in common', () => {
  it('is a value that they have more often than chance, after Holm', () => {
    // scipy: fisher_exact([[61, 339], [151, 3449]], 'greater'), times two
    expect(found(field('Coat', 400, 61), field('Bag', 400, 20))).toEqual(['Coat 3.42e-15']);
    expect(found(field('Coat', 10, 3))).toEqual(['Coat 1.34e-2']);
    expect(
      found(field('Coat', 10, 3), ...Array.from({ length: 9 }, (_, at) => field(`${at}`, 10, 0))),
    ).toEqual([]);
  });

  it('is nothing without a changed sample, or without samples', () => {
    expect(inCommon({ total: { n: 0, changed: 0, better: 0 }, fields: [] }, 'changed')).toEqual([]);
    expect(found(field('Coat', 400, 0))).toEqual([]);
  });

  it('is rarely told of values that have nothing to do with it', () => {
    let told = 0;
    for (let run = 0; run < 200; run += 1) {
      const random = rng('nothing in common', run);
      const counts = Array.from({ length: 10 }, () => ({ n: 0, changed: 0 }));
      let changed = 0;
      for (let sample = 0; sample < 300; sample += 1) {
        const of = counts[Math.floor(random.uniform() * 10)] ?? { n: 0, changed: 0 };
        const isChanged = random.uniform() < 0.1;
        of.n += 1;
        if (isChanged) [of.changed, changed] = [of.changed + 1, changed + 1];
      }
      const fields = counts.map((each, value) => ({ field: 'f', value: `${value}`, better: 0, ...each }));
      if (inCommon({ total: { n: 300, changed, better: 0 }, fields }, 'changed').length > 0) told += 1;
    }
    expect(told / 200).toBeLessThanOrEqual(0.08);
  });
});

it('samples that only the compressed model gets right are counted and named', () => {
  const change = (sample: string, flip: 'positive' | 'negative'): { sample: string; flip: typeof flip } => ({
    sample,
    flip,
  });
  const changed = new Map([[1, change('a', 'positive')], [4, change('b', 'negative')], [9, change('c', 'positive')]]); // prettier-ignore
  const subject = { changed } as unknown as Subject; // what is read of it
  expect(betterOf(subject, null)).toEqual({ count: 2, samples: ['a', 'c'], slices: [] });
});
